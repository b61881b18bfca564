"""Which practices fit a region: need, likeness of surroundings, strength of evidence. Pure.

``ranking.rank`` is asked; ``weights`` says what counts how much; reasons are data that
``interfaces.fitting_words`` puts into words.
"""
