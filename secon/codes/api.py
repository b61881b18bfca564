"""The code finder and the code lists for machines."""

from ninja import Router

router = Router(tags=["codes"])
