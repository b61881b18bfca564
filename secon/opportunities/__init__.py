"""Which lots and calls suit which enterprise, and why; alerts; advice for public buyers."""
