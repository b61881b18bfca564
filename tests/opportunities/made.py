"""Suppliers and demands made by hand for pure tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from secon.enterprises.entry import Delivery
from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.enums import DemandKind
from secon.opportunities.supply import OfferMade, Supplier

TODAY = date(2026, 3, 2)

_SUPPLIER = Supplier(
    pk=1,
    version=1,
    name="Example",
    country="BE",
    nuts="BE242",
    lon=5.05,
    lat=50.98,
    delivery=Delivery(),
)
_DEMAND = Demand(
    kind=DemandKind.LOT,
    pk=1,
    titles=(),
    words=(),
    language="nl",
    cpv=("77310000",),
    places=(DemandPlace(nuts="BE242", country="BE"),),
    published=TODAY,
    open_until=TODAY + timedelta(days=30),
    legal_basis="32014L0024",
    reserved=(),
    reserved_execution=False,
    country="BE",
)


def supplier(**changes: Any) -> Supplier:
    """An enterprise in Diest of which little is known."""
    return replace(_SUPPLIER, **changes)


def demand(**changes: Any) -> Demand:
    """A gardening lot in Flemish Brabant, open to all."""
    return replace(_DEMAND, **changes)


def offer(title: str = "", *cpv: str, language: str = "nl", pk: int = 1) -> OfferMade:
    """An offer of one title."""
    return OfferMade(pk, title, language, ((language, title),), cpv)
