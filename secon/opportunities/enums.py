"""The closed lists of opportunities."""
