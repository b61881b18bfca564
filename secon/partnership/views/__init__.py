"""Pages of partnership: roles, and texts in other languages."""
