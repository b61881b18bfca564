"""Advice for every line of a plan at once: codes and places are read once for all that are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from secon.codes.domain.finder import find
from secon.codes.domain.labels import labels
from secon.codes.rules import CPV
from secon.enterprises.formats import Cell
from secon.opportunities.buyer_enums import PlanField
from secon.opportunities.domain import advice, call_demands, supply_search
from secon.opportunities.domain.advice import Advice, Need
from secon.opportunities.domain.plan_reading import PlanCode, PlanItem, PlanProblem, read_item
from secon.places.domain import gazetteer
from secon.places.domain.lookup import read_code
from secon.places.enums import SpotKind


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """A line as read, with its advice; ``step`` is "" where the line has a problem."""

    item: PlanItem
    nuts: str = ""
    step: str = ""
    answer: Mapping[str, Any] = ()  # type: ignore[assignment]  # JSON; see ``_kept``


def answer(
    rows: Sequence[Mapping[PlanField, Cell]],
    *,
    language: str,
    country: str,
    nuts: str,
    today: date,
) -> list[LineAnswer]:
    """An answer for each row in order. A row with a problem says it and gets no advice."""
    items = [read_item(row) for row in rows]
    codes = {what: _code_of(what, language) for what in {_asked(item) for item in items} if what}
    known = labels(CPV, {item.cpv for item in items if item.cpv}, language)
    places = {text: _place(text, language, country) for text in {i.place for i in items} if text}
    read = [_settled(item, codes, known, places, (nuts, country)) for item in items]
    good = [(at, one) for at, one in enumerate(read) if not one[0].problems]
    demands = [
        call_demands.need(
            cpv=(item.cpv,), country=land, nuts=region, value_eur=item.value_eur, day=item.day
        )
        for _at, (item, region, land) in good
    ]
    supplies = supply_search.search_all(demands, today=today)
    answers = [LineAnswer(item, region, "", {}) for item, region, _land in read]
    for (at, (item, region, land)), supply in zip(good, supplies, strict=True):
        need = Need(item.value_eur, item.months or advice.MONTHS_A_YEAR, item.lots or 1)
        advised = advice.advise(need=need, suppliers=supply.able(), near=supply.near)
        kept = _kept(advised, near=supply.near, country=land, by_words=not _has_code(rows[at]))
        answers[at] = LineAnswer(item, region, advised.step.value, kept)
    return answers


def _has_code(row: Mapping[PlanField, Cell]) -> bool:
    return bool(str(row.get(PlanField.CPV) or "").strip())


def _asked(item: PlanItem) -> str:
    """The words that a code is sought for; "" where the code is given or nothing is said."""
    return "" if item.cpv or item.problems else item.what


def _code_of(what: str, language: str) -> str:
    hits = find(what[:200], language=language, limit=1)
    return hits[0].code if hits else ""


def _place(text: str, language: str, country: str) -> tuple[str, str] | None:
    """(region's code or "", country) of a place as written; a NUTS code is read as such."""
    if len(text) <= 5 and text[:2].isascii() and text[:2].isalpha():
        reading = read_code(text)
        if reading.code and (len(reading.code) > 2 or len(text) == 2):
            return ("" if len(reading.code) == 2 else reading.code, reading.code[:2])
    spots = gazetteer.find(text, language=language, countries=(country,), limit=1)
    if not spots:
        return None
    spot = spots[0]
    if spot.kind == SpotKind.COUNTRY:
        return "", spot.country
    return (spot.code if spot.kind == SpotKind.REGION else spot.nuts3 or ""), spot.country


def _settled(
    item: PlanItem,
    codes: Mapping[str, str],
    known: Mapping[str, str],
    places: Mapping[str, tuple[str, str] | None],
    usual: tuple[str, str],
) -> tuple[PlanItem, str, str]:
    """The item with its code, its region and its country."""
    problems = list(item.problems)
    cpv = item.cpv
    if cpv and cpv not in known:
        problems.append(PlanProblem(PlanField.CPV, PlanCode.UNKNOWN_CPV, cpv))
    if not cpv and item.what and not problems:
        cpv = codes.get(item.what, "")
        if not cpv:
            problems.append(PlanProblem(PlanField.WHAT, PlanCode.NO_CODE, item.what[:100]))
    region, land = usual
    if item.place:
        found = places[item.place]
        if found is None:
            problems.append(PlanProblem(PlanField.PLACE, PlanCode.PLACE, item.place[:100]))
        else:
            region, land = found
    return replace(item, cpv=cpv, problems=tuple(problems)), region, land


def _kept(found: Advice, *, near: int, country: str, by_words: bool) -> dict[str, Any]:
    """What is stored of an advice: counts and codes; sentences are made in the reader's language."""
    whole, lot = found.whole, found.lot
    return {
        "article": found.article.value,
        "why": [one.value for one in found.why],
        "near": near,
        "country": country,
        "by_words": by_words,
        "found": whole.found,
        "able": whole.able,
        "may_fit": whole.may_fit,
        "too_large": whole.too_large,
        "unknown": whole.unknown,
        "yes_20": whole.article_20.yes,
        "yes_77": whole.article_77.yes,
        "lot_able": lot.able if lot else None,
        "lot_yes_20": lot.article_20.yes if lot else None,
        "lot_yes_77": lot.article_77.yes if lot else None,
    }
