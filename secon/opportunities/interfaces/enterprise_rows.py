"""Opportunities as rows of a list: titles in the reader's language, facts, standing, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.enterprises.models import Enterprise
from secon.opportunities.domain.demands import Key
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.enterprise_enums import Choice, Reason
from secon.opportunities.enums import Answer
from secon.opportunities.interfaces.enterprise_reasons import Told, told
from secon.opportunities.models import ShortCall
from secon.procurement.interfaces import rows as tender_rows
from secon.procurement.interfaces.marks import Mark
from secon.procurement.interfaces.names import CPV, Names, names_of
from secon.procurement.interfaces.texts import Shown
from secon.procurement.models import Lot

SCORES = (
    (75, gettext_lazy("Very good match")),
    (60, gettext_lazy("Good match")),
    (45, gettext_lazy("Fair match")),
    (0, gettext_lazy("Possible match")),
)
"""From this score on, the words."""
MAY = {
    Answer.YES: gettext_lazy("Reserved, and you may take part"),
    Answer.NO: gettext_lazy("Reserved for others"),
    Answer.UNKNOWN: gettext_lazy("Reserved: whether you may take part is not known yet"),
    Answer.OPEN_TO_ALL: gettext_lazy("Open to all"),
}
MAY_VARIANTS = {Answer.YES: "social", Answer.UNKNOWN: "clause", Answer.NO: "neutral"}


@dataclass(frozen=True, slots=True)
class Row:
    """One opportunity of a list."""

    key: str
    kind: str
    demand: int
    url: str
    """The page of the tender or call itself."""
    own_url: str
    """The enterprise's own page about it."""
    title: Shown
    buyer: Shown | None
    place: str
    value: str
    deadline: datetime | None
    left: str
    soon: bool
    marks: tuple[Mark, ...]
    cpv: str
    cpv_label: str
    score: int | None
    score_said: str
    answer: str
    may_said: str
    may_variant: str
    told: Told
    state: str
    state_said: str
    why_not: str
    is_open: bool
    is_new: bool
    is_example: bool


def score_said(score: int) -> str:
    """A score in words."""
    return next(str(words) for least, words in SCORES if score >= least)


def key_said(key: Key) -> str:
    """As addresses have it: "lot-123"."""
    return f"{key[0]}-{key[1]}"


def rows(
    found: Sequence[Opportunity],
    *,
    enterprise: Enterprise,
    language: str,
    now: datetime,
    with_reasons: bool = True,
    names: Names | None = None,
) -> list[Row]:
    """The rows of a page: names, regions and reasons are looked up once for all.

    ``names`` from ``names_for`` of these or more, where they are known already.
    """
    names = names or names_for(found, language)
    reasons: Mapping[Key, Told] = (
        told(found, enterprise=enterprise, language=language, now=now) if with_reasons else {}
    )
    return [
        row(one, enterprise=enterprise, names=names, now=now, told=reasons.get(one.key, Told()))
        for one in found
    ]


def names_for(found: Sequence[Opportunity], language: str) -> Names:
    """The names of every code that rows of these show."""
    lots = [one.lot for one in found if one.lot]
    calls = [one.call for one in found if one.call]
    return names_of(
        language=language,
        codes={(CPV, lot.cpv) for lot in lots}
        | {(CPV, code) for call in calls for code in call.cpv[:1]},
        regions={place.nuts for lot in lots for place in lot.places.all()}
        | {call.nuts for call in calls},
    )


def row(
    one: Opportunity, *, enterprise: Enterprise, names: Names, now: datetime, told: Told
) -> Row:
    """One opportunity."""
    today = timezone.localdate(now)
    answer = told.answer or (one.match.eligibility if one.match else "")
    facts = _of_lot(one.lot, names, now) if one.lot else _of_call(one, names, now)
    return Row(
        key=key_said(one.key),
        kind=one.key[0],
        demand=one.key[1],
        own_url=reverse("opportunities:one", args=[enterprise.pk, *one.key]),
        score=one.match.score if one.match else None,
        score_said=score_said(one.match.score) if one.match else "",
        answer=answer,
        may_said=str(MAY[Answer(answer)]) if answer and answer != Answer.OPEN_TO_ALL else "",
        may_variant=MAY_VARIANTS.get(Answer(answer), "quiet") if answer else "quiet",
        told=told,
        state=one.state,
        state_said=str(Choice(one.state).label) if one.state else "",
        why_not=_why_not(one),
        is_open=one.is_open(today),
        is_new=one.is_new(today),
        **facts,
    )


def _why_not(one: Opportunity) -> str:
    if one.decision is None or not one.decision.reason:
        return ""
    return one.decision.note or str(Reason(one.decision.reason).label)


def _of_lot(lot: Lot, names: Names, now: datetime) -> dict[str, Any]:
    shown = tender_rows.row(lot, names=names, seen_from=now)
    return {
        "url": shown.url,
        "title": shown.title,
        "buyer": tender_rows.buyer_name(lot.notice, reader=names.language),
        "place": shown.place,
        "value": shown.value,
        "deadline": shown.deadline,
        "left": shown.left,
        "soon": shown.soon,
        "marks": shown.marks,
        "cpv": shown.cpv,
        "cpv_label": shown.cpv_label,
        "is_example": lot.is_example,
    }


def _of_call(one: Opportunity, names: Names, now: datetime) -> dict[str, Any]:
    call: ShortCall = one.call  # type: ignore[assignment]  # the other kind has a lot
    text = call.best(names.language, "title")
    deadline = call.deadline.astimezone(ZoneInfo(call.zone))
    days = tender_rows.days_between(now, deadline)
    cpv = next(iter(call.cpv), "")
    place = [
        call.town,
        names.region(call.nuts) if len(call.nuts) > 2 else "",
        names.country(call.country),
    ]
    marks = [Mark(_("Short call"), "neutral")]
    if call.reserved != "none":
        marks.append(Mark(call.get_reserved_display(), "reserved"))
    return {
        "url": call.get_absolute_url(),
        "title": Shown(text["title"], text.language, text.foreign),
        "buyer": Shown(call.buyer.organisation, call.buyer.language, foreign=False),
        "place": ", ".join(dict.fromkeys(part for part in place if part)),
        "value": str(call.get_band_display()) if call.band else "",
        "deadline": deadline,
        "left": tender_rows.time_left(now, deadline),
        "soon": days is not None and 0 <= days <= tender_rows.SOON,
        "marks": tuple(marks),
        "cpv": cpv,
        "cpv_label": names.cpv(cpv),
        "is_example": call.is_example,
    }
