"""Decisions about the partnership: its file, territories, calendar, members and records."""
