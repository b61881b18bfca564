"""Who may take part in a reserved lot, by which rule, with which fact, and what would prove it."""

from secon.opportunities.eligibility.judging import judge, reservations
from secon.opportunities.eligibility.rules import Addition, Rule, Rules, Services, rules

__all__ = ["Addition", "Rule", "Rules", "Services", "judge", "reservations", "rules"]
