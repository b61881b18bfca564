"""What is timed, on what, against what. ``make bench`` runs every module that has ``run()``."""
