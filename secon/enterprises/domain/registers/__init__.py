"""Registers: a file is read, cleaned, matched, previewed, applied. Each step is a module."""
