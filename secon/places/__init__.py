"""Countries, NUTS regions with their versions and boundaries, distance, kind of territory."""
