"""What pages show of other apps' lists."""
