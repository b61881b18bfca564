"""Forms and permissions of the editors' desk."""
