"""Verbs and reads."""
