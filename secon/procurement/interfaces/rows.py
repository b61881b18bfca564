"""Lots as the rows of a list: texts chosen, codes named, lots of one notice side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from secon.procurement.domain.queries import NoticeLots
from secon.procurement.domain.zones import zone_of
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.marks import Mark, marks
from secon.procurement.interfaces.names import CPV, Names, names_of
from secon.procurement.interfaces.texts import Shown, choose
from secon.procurement.models import Lot, LotPlace, Notice
from secon.procurement.notice import Rung

PLAIN_RUNGS = {Rung.LOT, Rung.ANYWHERE, Rung.NOTHING}  # the place itself says enough
PLACES_NAMED = 2
SOON = 7  # days


@dataclass(frozen=True, slots=True)
class Row:
    """One lot of a list."""

    url: str
    ref: str
    title: Shown
    place: str
    rung: str
    deadline: datetime | None
    left: str
    soon: bool
    value: str
    cpv: str
    cpv_label: str
    marks: tuple[Mark, ...]


NOT_SHOWN: dict[str, Any] = {
    "place": "",
    "rung": "",
    "deadline": None,
    "left": "",
    "soon": False,
    "value": "",
    "cpv": "",
    "cpv_label": "",
    "marks": (),
}
"""The facts of a row, with what stands for one that is told elsewhere."""


@dataclass(frozen=True, slots=True)
class Group:
    """A notice with those of its lots that follow each other in the list: ``total`` of them, the
    first few as ``rows``.

    What all of them are known to have in common stands in ``shared`` once, not in ``rows``.
    """

    publication: str
    url: str
    title: Shown
    buyer: Shown | None
    published: date | None
    is_example: bool
    lot_count: int
    rows: tuple[Row, ...]
    total: int
    shared: Row | None = None

    @property
    def more(self) -> int:
        """How many of its lots here are not among the rows."""
        return self.total - len(self.rows)

    @property
    def are_names_only(self) -> bool:
        """Whether the lots differ in nothing but their numbers."""
        return all(
            row.title.text == self.title.text
            and all(getattr(row, name) == blank for name, blank in NOT_SHOWN.items())
            for row in self.rows
        )

    @property
    def one(self) -> Row | None:
        """The lot that stands for the whole notice, where it has no other."""
        return self.rows[0] if self.lot_count == 1 and len(self.rows) == 1 else None


def groups(places: Sequence[NoticeLots], *, language: str, seen_from: datetime) -> list[Group]:
    """The page of a list; its lots come from ``queries.with_what_a_row_shows``. Places of one
    notice that follow each other are one group. Days left count from ``seen_from``.
    """
    lots = [lot for place in places for lot in place.lots]
    names = names_of(
        language=language,
        codes={(CPV, lot.cpv) for lot in lots},
        regions={place.nuts for lot in lots for place in lot.places.all()},
    )
    return [
        _group([*its_places], names=names, seen_from=seen_from)
        for _key, its_places in groupby(places, key=lambda place: place.lots[0].notice_id)
    ]


def _group(places: list[NoticeLots], *, names: Names, seen_from: datetime) -> Group:
    lots = list(chain.from_iterable(place.lots for place in places))
    notice, total = lots[0].notice, sum(place.total for place in places)
    rows = [row(lot, names=names, seen_from=seen_from) for lot in lots]
    shared = _shared(rows) if len(rows) == total else None
    told = {name: blank for name, blank in NOT_SHOWN.items() if shared and getattr(shared, name)}
    return Group(
        publication=notice.publication,
        url=tender_url(notice.publication),
        title=notice_title(notice, reader=names.language),
        buyer=buyer_name(notice, reader=names.language),
        published=notice.published,
        is_example=notice.is_example,
        lot_count=notice.lot_count,
        rows=tuple(replace(one, **told) for one in rows),
        total=total,
        shared=shared,
    )


def _shared(rows: Sequence[Row]) -> Row | None:
    """The facts that all rows have in common; None for a single row."""
    if len(rows) < 2:
        return None
    first, *others = rows
    differing = {
        name: blank
        for name, blank in NOT_SHOWN.items()
        if any(getattr(other, name) != getattr(first, name) for other in others)
    }
    return replace(first, **differing)


def row(lot: Lot, *, names: Names, seen_from: datetime) -> Row:
    """One lot."""
    days = days_between(seen_from, lot.deadline)
    rung = str(wording.RUNGS[Rung(lot.rung)])
    zone = zone_of(next((p.nuts for p in lot.places.all() if p.nuts), "") or lot.country)
    return Row(
        url=row_url(lot),
        ref=lot.ref,
        title=lot_title(lot, reader=names.language),
        place=places_said(lot.places.all(), names=names) or rung,
        rung=rung if lot.rung not in PLAIN_RUNGS else "",
        deadline=lot.deadline.astimezone(zone) if lot.deadline else None,
        left=time_left(seen_from, lot.deadline),
        soon=days is not None and 0 <= days <= SOON,
        value=money(lot.value, lot.currency),
        cpv=lot.cpv,
        cpv_label=names.cpv(lot.cpv),
        marks=tuple(marks(lot)),
    )


def tender_url(publication: str) -> str:
    """The address of a notice's page in the active language."""
    return reverse("procurement:tender", args=[publication])


def row_url(lot: Lot) -> str:
    """The address of a lot: its notice's page, opened at the lot where there are several."""
    page = tender_url(lot.notice.publication)
    return page if lot.notice.lot_count <= 1 else f"{page}?lot={lot.ref}#{lot.ref}"


def notice_title(notice: Notice, *, reader: str, page: str = "") -> Shown:
    """The notice's title, or its publication number where it has none."""
    texts = {text.language: text.title for text in notice.texts.all()}
    return choose(texts, reader=reader, original=notice.languages, page=page) or Shown(
        notice.publication, "", foreign=False
    )


def lot_title(lot: Lot, *, reader: str, page: str = "") -> Shown:
    """The lot's title, or the notice's where the lot has none."""
    texts = {text.language: text.title for text in lot.texts.all()}
    return choose(texts, reader=reader, original=lot.notice.languages, page=page) or notice_title(
        lot.notice, reader=reader, page=page
    )


def buyer_name(notice: Notice, *, reader: str) -> Shown | None:
    """The first buyer's name; None where nobody is named."""
    for organisation in notice.organisations.all():
        if organisation.is_buyer:
            names = organisation.names or {"": organisation.name}
            return choose(names, reader=reader, original=notice.languages)
    return None


def places_said(places: Iterable[LotPlace], *, names: Names) -> str:
    """Regions with their country, the first few named: "Messinia, Greece and 3 more"."""
    said = list(dict.fromkeys(place_said(place, names=names) for place in places))
    more = len(said) - PLACES_NAMED
    first = "; ".join(said[:PLACES_NAMED])
    if more <= 0:
        return first
    return _("%(places)s and %(number)s more") % {"places": first, "number": more}


def place_said(place: LotPlace, *, names: Names) -> str:
    """One place: "Kalamata, Lakonia, Messinia (EL653), Greece"."""
    if place.anywhere:
        said = str(wording.ANYWHERE.get(place.anywhere, place.anywhere))
        return f"{said}: {names.country(place.country)}" if place.country else said
    parts = [place.city]
    if len(place.nuts) > 2:
        parts.append(names.region(place.nuts))
    if country := place.country or place.nuts[:2]:
        parts.append(names.country(country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def money(amount: Decimal | None, currency: str) -> str:
    """An amount in the reader's digits without needless cents; empty where it is not known."""
    if amount is None:
        return ""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number_format(amount, places, use_l10n=True, force_grouping=True)} {currency}".strip()


def days_between(now: datetime, deadline: datetime | None) -> int | None:
    """Calendar days from ``now`` to the deadline where it is set; None without one."""
    if deadline is None:
        return None
    return (deadline.date() - now.astimezone(deadline.tzinfo).date()).days


def time_left(now: datetime, deadline: datetime | None) -> str:
    """How far the deadline is: "12 days left", "today", "closed"; empty without one."""
    days = days_between(now, deadline)
    if days is None or deadline is None:
        return ""
    if deadline < now:
        return pgettext("deadline", "closed")
    if days == 0:
        return pgettext("deadline", "today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
