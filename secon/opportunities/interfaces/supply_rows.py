"""Suppliers of a need as rows: public facts and the reasons why they are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.codes.domain.labels import labels
from secon.codes.rules import CPV
from secon.enterprises.models import Enterprise
from secon.kernel.tables import Record
from secon.opportunities.buyer_enums import Reservation, Size
from secon.opportunities.domain.advice import Need, size_for, thresholds
from secon.opportunities.domain.supply_search import Found
from secon.opportunities.enums import Answer
from secon.places.countries import country_name

COLUMNS = (
    "rank",
    "name",
    "address",
    "country",
    "town",
    "website",
    "score",
    "offer",
    "offer_cpv",
    "delivers",
    "distance_km",
    "size",
    "article_20",
    "article_77",
    "example",
)
QUALIFIES = {
    Answer.YES: gettext_lazy("qualifies"),
    Answer.UNKNOWN: gettext_lazy("not known yet"),
    Answer.NO: gettext_lazy("does not qualify"),
    Answer.OPEN_TO_ALL: gettext_lazy("open to all"),
}
SHARP = 0.95


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier. ``reasons`` are sentences; ``may_write``: it gets messages of buyers."""

    rank: int
    pk: int
    url: str
    name: str
    language: str
    town: str
    reasons: tuple[str, ...]
    article_20: str
    article_77: str
    may_write: bool
    is_example: bool


def rows(found: Sequence[Found], *, first: int, need: Need, language: str) -> list[SupplierRow]:
    """The rows numbered from ``first``: one query, however many."""
    known = _known(found, language)
    names = labels(CPV, {one.cpv for one in found}, language)
    shown = [(at, one) for at, one in enumerate(found, first) if one.supplier.pk in known]
    return [_row(at, one, known[one.supplier.pk], need, names, language) for at, one in shown]


def _known(found: Sequence[Found], language: str) -> dict[int, Enterprise]:
    keys = [one.supplier.pk for one in found]
    return {
        row.pk: row for row in Enterprise.objects.listed().in_language(language).filter(pk__in=keys)
    }


def _row(
    rank: int, one: Found, stored: Enterprise, need: Need, names: dict[str, str], language: str
) -> SupplierRow:
    name = stored.best(language, "name")
    return SupplierRow(
        rank=rank,
        pk=stored.pk,
        url=stored.get_absolute_url(),
        name=name["name"],
        language=name.language if name.foreign else "",
        town=stored.town,
        reasons=tuple(_reasons(one, need, names)),
        article_20=str(QUALIFIES[one.verdicts[Reservation.ARTICLE_20].answer]),
        article_77=str(QUALIFIES[one.verdicts[Reservation.ARTICLE_77].answer]),
        may_write=stored.agrees_to_messages,
        is_example=stored.is_example,
    )


def _reasons(one: Found, need: Need, names: dict[str, str]) -> list[str]:
    offer = one.supplier.offers[one.offer]
    what = {"offer": offer.title, "code": one.cpv, "label": names.get(one.cpv, "")}
    said = [
        (_("Its offer “%(offer)s” is exactly this: %(code)s %(label)s.") % what)
        if one.closeness >= SHARP
        else (_("Its offer “%(offer)s” is close: %(code)s %(label)s.") % what)
    ]
    if one.delivers:
        said.append(_("It says that it delivers there."))
    else:
        said.append(_("It sits in the region; where it delivers is not known."))
    if one.km is not None:
        said.append(_("It is %(km)d kilometres away.") % {"km": round(one.km)})
    size = size_for(one.supplier.turnover, need.yearly(), thresholds())
    if size is not Size.NO_VALUE:
        said.append(f"{size.label}.")
    return said


def records(found: Sequence[Found], *, need: Need, language: str, absolute: Any) -> list[Record]:
    """The whole list to take away: public fields only."""
    known = _known(found, language)
    made: list[Record] = []
    for rank, one in enumerate(found, 1):
        stored = known.get(one.supplier.pk)
        if stored is None:
            continue
        made.append(
            {
                "rank": rank,
                "name": stored.best(language, "name")["name"],
                "address": absolute(stored.get_absolute_url()),
                "country": country_name(stored.country, language),
                "town": stored.town,
                "website": stored.website,
                "score": round(one.score),
                "offer": one.supplier.offers[one.offer].title,
                "offer_cpv": one.cpv,
                "delivers": one.delivers,
                "distance_km": None if one.km is None else round(one.km),
                "size": size_for(one.supplier.turnover, need.yearly(), thresholds()).value,
                "article_20": one.verdicts[Reservation.ARTICLE_20].answer.value,
                "article_77": one.verdicts[Reservation.ARTICLE_77].answer.value,
                "example": stored.is_example,
            }
        )
    return made
