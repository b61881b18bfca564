"""Base models: translation rows."""
