"""Who may do what with opportunities, as predicates (``user.has_perm`` asks them)."""
