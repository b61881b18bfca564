"""Short calls as rows, records, feed entries and deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from secon.codes.domain.labels import labels
from secon.codes.rules import CPV
from secon.kernel.languages import language_name
from secon.kernel.models import Text
from secon.kernel.tables import Record
from secon.opportunities.buyer_enums import CallKind, CallState, Reservation, ValueBand
from secon.opportunities.domain.calls import local
from secon.opportunities.models import ShortCall
from secon.places.countries import country_name
from secon.procurement.interfaces.calendar import Deadline

COLUMNS = (
    "id",
    "address",
    "kind",
    "state",
    "title",
    "title_language",
    "buyer",
    "country",
    "region_code",
    "place",
    "cpv",
    "value_band_eur",
    "published",
    "deadline",
    "reserved",
    "awarded_to",
    "award_eur",
    "example",
)


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call of a list."""

    url: str
    title: Text
    buyer: str
    buyer_language: str
    place: str
    kind: str
    deadline: datetime  # where it was set
    zone: str
    band: str
    cpv: str
    cpv_label: str
    reserved: str
    state: str
    is_open: bool
    is_example: bool


def rows(calls: Iterable[ShortCall], *, language: str, now: datetime) -> list[CallRow]:
    """The rows of a page; the calls come with their buyers and texts."""
    shown = list(calls)
    names = labels(CPV, {call.cpv[0] for call in shown if call.cpv}, language)
    return [row(call, names=names, language=language, now=now) for call in shown]


def row(call: ShortCall, *, names: dict[str, str], language: str, now: datetime) -> CallRow:
    """One call."""
    code = next(iter(call.cpv), "")
    is_open = call.state == CallState.PUBLISHED and call.deadline > now
    return CallRow(
        url=call.get_absolute_url(),
        title=call.best(language, "title"),
        buyer=call.buyer.organisation,
        buyer_language=call.buyer.language,
        place=", ".join(filter(None, [call.town, country_name(call.country, language)])),
        kind=str(CallKind(call.kind).label),
        deadline=local(call.deadline, call.zone),
        zone=call.zone.replace("_", " "),
        band=str(ValueBand(call.band).label) if call.band else "",
        cpv=code,
        cpv_label=names.get(code, ""),
        reserved="" if call.reserved == Reservation.NONE else str(Reservation(call.reserved).label),
        state=state_said(call, now),
        is_open=is_open,
        is_example=call.is_example,
    )


def state_said(call: ShortCall, now: datetime) -> str:
    """Where it stands; past its deadline it is closed, whether or not that was noted yet."""
    over = call.state == CallState.PUBLISHED and call.deadline <= now
    return str((CallState.CLOSED if over else CallState(call.state)).label)


def records(
    calls: Iterable[ShortCall], *, language: str, absolute: Callable[[str], str]
) -> Iterable[Record]:
    """The list to take away: what is public."""
    for call in calls:
        title = call.best(language, "title")
        yield {
            "id": call.pk,
            "address": absolute(call.get_absolute_url()),
            "kind": call.kind,
            "state": call.state,
            "title": title["title"],
            "title_language": title.language,
            "buyer": call.buyer.organisation,
            "country": call.country,
            "region_code": call.nuts,
            "place": call.town,
            "cpv": list(call.cpv),
            "value_band_eur": call.band or None,
            "published": call.published_at.isoformat() if call.published_at else None,
            "deadline": local(call.deadline, call.zone).isoformat(),
            "reserved": call.reserved,
            "awarded_to": call.winner_name or None,
            "award_eur": None if call.award_eur is None else float(call.award_eur),
            "example": call.is_example,
        }


def deadlines(
    calls: Iterable[ShortCall], *, language: str, absolute: Callable[[str], str]
) -> list[Deadline]:
    """The calls' deadlines for a calendar."""
    return [
        Deadline(
            uid=f"short-call-{call.pk}@secon",
            title=_("Deadline: %(title)s") % {"title": call.best(language, "title")["title"]},
            at=call.deadline,
            url=absolute(call.get_absolute_url()),
            note=call.buyer.organisation,
        )
        for call in calls
    ]


def page_facts(call: ShortCall, *, language: str, now: datetime) -> dict[str, Any]:
    """What the page of one call shows beside its texts."""
    names = labels(CPV, set(call.cpv), language)
    text = call.best(language)
    return {
        "row": row(call, names=names, language=language, now=now),
        "text": text,
        "text_language": language_name(call.original_language),
        "text_mark": text.state.value if text.state else "missing",
        "codes": [(code, names.get(code, "")) for code in call.cpv],
    }
