"""Decisions about accounts: roles, second step, privacy."""
