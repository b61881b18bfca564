"""The list of practices as its template sees it: cards, choices with counts, filters that are on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.addresses import ActiveFilter, Addresses
from secon.kernel.collation import sort_key
from secon.kernel.models import Text
from secon.policy.enums import Aspect
from secon.practices.domain import catalogue_index, queries
from secon.practices.domain.catalogue import Entry, Found, Kind, find
from secon.practices.domain.catalogue_index import Held
from secon.practices.domain.queries import Card
from secon.practices.interfaces.list_form import FACETS, PracticeFilter
from secon.practices.interfaces.words import KINDS, VARIANTS, Mark, cost_said, mark, standing_said

PER_PAGE = 20
ADDRESSES = Addresses(paging=("page",))


@dataclass(frozen=True, slots=True)
class Row:
    """A practice of the list in words."""

    href: str
    text: Text  # title, summary
    mark: Mark | None
    region: Text
    standing: str
    variant: str
    is_example: bool
    aspects: tuple[str, ...]
    cost: str
    figures: bool
    taken_up: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet and how many it would give."""

    id: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The values of one facet that lead somewhere, or are chosen."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Everything the template shows."""

    title: str
    total: int
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]
    switches: tuple[Option, ...]
    filters: tuple[ActiveFilter, ...]
    kinds: tuple[tuple[str, str, int, bool], ...]  # label, query, how many, current
    page: int
    pages: int
    previous: str
    next: str
    address: str


def found(form: PracticeFilter, held: Held, language: str) -> Found:
    """What meets the question: the keys in order and the counts."""
    return find(held.entries.values(), form.asked(), rank=lambda key: held.rank(language)[key])


def listed(form: PracticeFilter, query: QueryDict, language: str) -> Listed:
    """One page of the list. The number of queries does not depend on the rows."""
    held = catalogue_index.held()
    result, entries = found(form, held, language), held.entries
    pages = max(1, -(-result.total // PER_PAGE))
    page = min(form.cleaned_data.get("page") or 1, pages)
    keys = result.keys[(page - 1) * PER_PAGE : page * PER_PAGE]
    kind = form.asked().kind
    return Listed(
        title=_title(result.total, kind),
        total=result.total,
        rows=tuple(_row(card, entries[card.practice.pk]) for card in queries.cards(keys, language)),
        choices=_choices(form, result, language),
        switches=_switches(form, result),
        filters=_filters(form, query),
        kinds=_kinds(query, kind, result),
        page=page,
        pages=pages,
        previous=ADDRESSES.paged(query, page=str(page - 1)) if page > 1 else "",
        next=ADDRESSES.paged(query, page=str(page + 1)) if page < pages else "",
        address=ADDRESSES.changed(query),
    )


def _title(total: int, kind: Kind) -> str:
    if kind is Kind.LESSON:
        said = ngettext(
            "%(count)d lesson from what failed", "%(count)d lessons from what failed", total
        )
    else:
        said = ngettext("%(count)d practice", "%(count)d practices", total)
    return said % {"count": total}


def _row(card: Card, entry: Entry) -> Row:
    practice, aspects = card.practice, entry.facets["aspect"]
    taken = ngettext(
        "taken up by %(count)d other region", "taken up by %(count)d other regions", entry.transfers
    )
    return Row(
        href=practice.get_absolute_url(),
        text=card.text,
        mark=mark(card.text, practice.original_language),
        region=card.region,
        standing=standing_said(card.standing),
        variant=VARIANTS[card.standing] if card.standing else "quiet",
        is_example=practice.is_example,
        aspects=tuple(str(one.label) for one in Aspect if one in aspects),
        cost=cost_said(practice),
        figures=bool(entry.facets["figures"]),
        taken_up=taken % {"count": entry.transfers} if entry.transfers else "",
    )


def _choices(form: PracticeFilter, result: Found, language: str) -> tuple[Choice, ...]:
    made = []
    for one in FACETS:
        if one.is_switch:
            continue
        options = _options(one.name, form, result.counts[one.name])
        if one.name in {"region", "country"}:
            options.sort(key=lambda option: sort_key(option.label, language))
        if options:
            made.append(Choice(one.name, str(one.label), tuple(options)))
    return tuple(made)


def _options(name: str, form: PracticeFilter, counts: Mapping[str, int]) -> list[Option]:
    chosen = set(form.cleaned_data.get(name) or ())
    return [
        Option(f"id_{name}_{value}", str(value), str(label), counts.get(value, 0), value in chosen)
        for value, label in form.offered[name]
        if counts.get(value) or value in chosen
    ]


def _switches(form: PracticeFilter, result: Found) -> tuple[Option, ...]:
    return tuple(
        Option(
            f"id_{one.name}",
            one.name,
            str(one.label),
            result.counts[one.name].get("on", 0),
            bool(form.cleaned_data.get(one.name)),
        )
        for one in FACETS
        if one.is_switch
    )


def _filters(form: PracticeFilter, query: QueryDict) -> tuple[ActiveFilter, ...]:
    read: Mapping[str, Any] = form.cleaned_data
    on = []
    if read.get("q"):
        on.append(ActiveFilter(f"“{read['q']}”", ADDRESSES.changed(query, drop="q")))
    for one in FACETS:
        labels = dict(form.offered[one.name])
        on += [
            ActiveFilter(
                str(one.label) if one.is_switch else str(labels[value]),
                ADDRESSES.changed(query, drop=one.name, value=value),
            )
            for value in read.get(one.name) or ()
        ]
    if read.get("cost_to") is not None:
        said = _("at most %(amount)s EUR") % {"amount": read["cost_to"]}
        on.append(ActiveFilter(said, ADDRESSES.changed(query, drop="cost_to")))
    return tuple(on)


def _kinds(
    query: QueryDict, current: Kind, result: Found
) -> tuple[tuple[str, str, int, bool], ...]:
    return tuple(
        (
            str(label),
            ADDRESSES.changed(query, kind="" if kind is Kind.PRACTICE else kind.value)
            or "kind=practice",
            result.total if kind is current else result.others,
            kind is current,
        )
        for kind, label in KINDS.items()
    )
