"""Frameworks, policy instruments, stakeholder groups, barriers, joint reviews, improvements."""
