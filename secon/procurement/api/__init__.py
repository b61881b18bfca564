"""Procurement for machines: lots, and releases of the Open Contracting Data Standard."""

from secon.procurement.api.releases import router as releases
from secon.procurement.api.tenders import router

__all__ = ["releases", "router"]
