"""Reports drawn from what happened."""
