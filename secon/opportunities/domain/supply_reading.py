"""Stored enterprises as suppliers, and the middles of regions. A handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from secon.enterprises.domain.flattening import listed_entries
from secon.enterprises.entry import Entry, Offered
from secon.enterprises.enums import PUBLIC_STATES, Met, State, Turnover
from secon.enterprises.models import Check, Enterprise
from secon.opportunities.supply import OfferMade, Supplier
from secon.places.domain.queries import drawn_codes
from secon.places.models import Region


def suppliers() -> Iterator[Supplier]:
    """Every listed enterprise."""
    listed = Enterprise.objects.filter(state__in=PUBLIC_STATES)
    turnovers = dict(listed.exclude(turnover="").values_list("pk", "turnover"))
    checked: dict[int, dict[str, bool]] = {}
    for pk, subject, met in Check.objects.order_by("checked_on", "pk").values_list(
        "enterprise_id", "subject", "met"
    ):
        checked.setdefault(pk, {})[subject] = met == Met.YES
    for entry in listed_entries():
        turnover = turnovers.get(entry.pk)
        yield _supplier(entry, Turnover(turnover) if turnover else None, checked.get(entry.pk, {}))


def _supplier(entry: Entry, turnover: Turnover | None, checked: dict[str, bool]) -> Supplier:
    return Supplier(
        pk=entry.pk,
        version=entry.version,
        name=entry.names[0],
        country=entry.country,
        nuts=entry.nuts,
        lon=entry.lon,
        lat=entry.lat,
        delivery=entry.delivery,
        offers=tuple(map(_offer, entry.offers)),
        headcount=entry.headcount,
        turnover=turnover,
        statuses=entry.statuses,
        employs=entry.employs,
        criteria=tuple(checked.items()),
        verified=entry.state == State.VERIFIED,
        is_example=entry.is_example,
    )


def _offer(offer: Offered) -> OfferMade:
    language, words = offer.words[0]
    return OfferMade(0, words.split("\n")[0], language, offer.words, offer.cpv, offer.audiences)


def points(codes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """(longitude, latitude) of the middle of each region that is placed: one query."""
    drawn = {code: drawn_codes([code]) or (code,) for code in codes}
    wanted = {one for found in drawn.values() for one in found}
    if not wanted:
        return {}
    known = {row.code: row.centroid for row in Region.objects.filter(code__in=wanted)}
    return {
        code: point
        for code, found in drawn.items()
        if (point := next((known[one] for one in found if known.get(one)), None)) is not None
    }
