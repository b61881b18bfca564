"""What is stored of opportunities: matches, alerts, what enterprises decided, what buyers asked."""

from secon.opportunities.models.matches import Match, MatchRun

__all__ = ["Match", "MatchRun"]
