"""Short calls and needs as demands, so that matching, alerts and supplier search carry them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from secon.opportunities.buyer_enums import CallState, Reservation, ValueBand
from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import ShortCall

MOST = {
    ValueBand.UNDER_5K: 5_000,
    ValueBand.UNDER_20K: 20_000,
    ValueBand.UNDER_60K: 60_000,
    ValueBand.UNDER_140K: 140_000,
    ValueBand.UNDER_220K: 220_000,
    ValueBand.UNDER_750K: 750_000,
}
"""The upper end of each band, in euro."""
LAW = "32014L0024"


def open_calls(now: datetime) -> Iterable[Demand]:
    """Every short call that can be answered: two queries."""
    found = ShortCall.objects.open_at(now).prefetch_related("translations").order_by("pk")
    return [demand_of(call) for call in found]


def demand_of(call: ShortCall) -> Demand:
    """A short call as matching sees it; its translations should be prefetched."""
    texts = [(call.original_language, call.title, call.description)]
    texts += [(row.language, row.title, row.description) for row in call.translations.all()]
    reserved = () if call.reserved == Reservation.NONE else (call.reserved,)
    return Demand(
        kind=DemandKind.SHORT_CALL,
        pk=call.pk,
        titles=tuple((language, title) for language, title, _more in texts if title),
        words=tuple((language, f"{title}\n{more}") for language, title, more in texts),
        language=call.original_language,
        cpv=tuple(call.cpv),
        places=places(call.nuts, call.country),
        published=timezone.localdate(call.published_at) if call.published_at else None,
        open_until=call.last_day() if call.state == CallState.PUBLISHED else None,
        value_eur=Decimal(MOST[ValueBand(call.band)]) if call.band else None,
        legal_basis=LAW if reserved else "",
        reserved=reserved,
        country=call.country,
        is_example=call.is_example,
    )


def need(
    *,
    cpv: Sequence[str],
    country: str,
    nuts: str = "",
    value_eur: Decimal | None = None,
    day: date | None = None,
    language: str = "en",
) -> Demand:
    """A need that nobody has published: what advice and finder search suppliers for."""
    return Demand(
        kind=DemandKind.SHORT_CALL,
        pk=0,
        titles=(),
        words=(),
        language=language,
        cpv=tuple(cpv),
        places=places(nuts, country),
        published=None,
        open_until=day,
        value_eur=value_eur,
        legal_basis=LAW,
        country=country,
    )


def places(nuts: str, country: str) -> tuple[DemandPlace, ...]:
    """The one place of a call or need; none where nothing is said."""
    if not nuts and not country:
        return ()
    return (DemandPlace(nuts=nuts if len(nuts) > len("EL") else "", country=country),)
