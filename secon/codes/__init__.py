"""CPV and the EU code lists with labels in every language, and the code finder."""
