"""Accounts, roles, consent; personal data and nothing else."""
