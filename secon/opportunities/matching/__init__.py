"""How well each enterprise suits each open demand, part by part. Pure: numpy, no ORM, no clock.

`columns` holds enterprises and demands as arrays, `engine` compares them, `whole` says which pairs
are the best of each enterprise, `explaining` tells why. The formula stands in `score`.
"""
