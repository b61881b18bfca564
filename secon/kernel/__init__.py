"""No nouns of ours: base models, translation rows, ui tags, ports. Imports no app."""
