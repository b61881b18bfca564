"""Who may do what with opportunities, as predicates (``user.has_perm`` asks them)."""

from secon.opportunities import buyer_rules, enterprise_rules

__all__ = ["buyer_rules", "enterprise_rules"]
