"""Answer a question: a page of entries with reasons, the counts of all filters, and the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from secon.codes.domain import catalogue
from secon.enterprises.domain.directory import counting, matching, ordering, reading
from secon.enterprises.domain.directory.criteria import PAGE, Criteria, Near, Sort
from secon.enterprises.domain.directory.directory import Directory
from secon.enterprises.domain.directory.filtering import (
    AREA,
    Selected,
    select,
)
from secon.enterprises.domain.directory.locating import closing, distances_km, reach
from secon.enterprises.domain.directory.reading import Question
from secon.enterprises.domain.directory.results import (
    Facets,
    Field,
    Reading,
    Reason,
    Result,
    Row,
)
from secon.enterprises.domain.directory.segment import Bools, Longs

QUESTIONS = 6  # read lately: two to three megabytes each with 500,000 entries
REMEMBERED = 200  # answers, until something changes
NEAREST = 5  # shown where nothing lies in the area asked for


def search(directory: Directory, criteria: Criteria) -> Result:
    """A page of what ``criteria`` ask for, and how much more there is; popular ones are remembered."""
    if criteria.open_at:
        return answer(directory, criteria)
    key = criteria, catalogue.current().stamp
    known = directory.remembered.get(key)
    if known is None:
        if len(directory.remembered) >= REMEMBERED:
            directory.remembered.clear()
        known = directory.remembered[key] = answer(directory, criteria)
    return known


def answer(directory: Directory, criteria: Criteria) -> Result:
    """As `search`, worked out anew."""
    question, selected = answering(directory, criteria)
    total = sum(one.count() for one in selected)
    pages = max(1, -(-total // PAGE))
    page = min(max(1, criteria.page), pages)
    start = (page - 1) * PAGE
    found = ordering.ordered(directory, criteria, question, selected, start=start, end=start + PAGE)
    return Result(
        total=total,
        page=page,
        pages=pages,
        rows=rows_told(directory, criteria, question, found),
        facets=cast(
            "Facets",
            counting.facets(directory.segments, selected, criteria.day.toordinal()),
        ),
        reading=question.reading if question else Reading(),
        order=criteria.order,
        districts=directory.district_count(
            [one.places(own) for one, own in zip(selected, directory.segments, strict=True)]
        ),
        nearest=() if total else _nearest(directory, criteria, question, selected),
    )


def answering(directory: Directory, criteria: Criteria) -> tuple[Question | None, list[Selected]]:
    """How the words are read, and what is selected in each segment."""
    live = directory.live
    question = _read(directory, criteria) if criteria.words.strip() else None
    return question, [
        select(segment, live[at], criteria, question.parts[at].answers if question else None)
        for at, segment in enumerate(directory.segments)
    ]


def _read(directory: Directory, criteria: Criteria) -> Question | None:
    """The words as read, remembered for the next page or filter."""
    key = criteria.words, criteria.language, criteria.include_examples, catalogue.current().stamp
    known = directory.questions.get(key)
    if known is None:
        live: Sequence[Bools] = directory.live
        if not criteria.include_examples:
            live = [
                own & ~segment.example
                for own, segment in zip(live, directory.segments, strict=True)
            ]
        question = reading.read(directory.segments, live, criteria.words, criteria.language)
        if len(directory.questions) >= QUESTIONS:
            directory.questions.clear()
        known = directory.questions[key] = (question,)
    return known[0]


def all_pks(directory: Directory, criteria: Criteria) -> list[int]:
    """The keys of everything asked for, in order: for exports, feeds and live selections."""
    question, selected = answering(directory, criteria)
    total = sum(one.count() for one in selected)
    found = ordering.ordered(directory, criteria, question, selected, start=0, end=total)
    return directory.pks_of(found)


def _nearest(
    directory: Directory,
    criteria: Criteria,
    question: Question | None,
    selected: Sequence[Selected],
) -> tuple[Row, ...]:
    """What passes everything but the area, the nearest first; only entries with a point."""
    near = criteria.near
    if near is None and criteria.bbox:
        west, south, east, north = criteria.bbox
        near = Near((west + east) / 2, (south + north) / 2)
    if near is None or not any(AREA in one.masks for one in selected):
        return ()
    wider = replace(criteria, near=near, sort=Sort.DISTANCE)
    found = ordering.ordered(directory, wider, question, selected, start=0, end=NEAREST, but=AREA)
    told = rows_told(directory, wider, question, found)
    return tuple(row for row in told if row.distance_km is not None)


def rows_told(
    directory: Directory, criteria: Criteria, question: Question | None, rows: Longs
) -> tuple[Row, ...]:
    """Numbered rows with why they answer; for a page of them."""
    told: list[Row | None] = [None] * len(rows)
    for at, where, own in directory.apart(rows):
        segment = directory.segments[at]
        reasons = _reasons(directory, question, at, own)
        km: Sequence[float | None] = [None] * len(own)
        if criteria.near:
            values = distances_km(segment, criteria.near.lon, criteria.near.lat, own)
            km = [None if np.isnan(one) else float(one) for one in values]
        to, when = criteria.delivers_to, criteria.open_at
        for i, position in enumerate(where):
            told[position] = Row(
                pk=int(segment.pk[own[i]]),
                distance_km=km[i],
                reasons=reasons[i],
                delivery=reach(segment, to, int(own[i])) if to else None,
                open_until=closing(segment, when, int(own[i])) if when else None,
            )
    return tuple(row for row in told if row is not None)


def _reasons(
    directory: Directory, question: Question | None, at: int, rows: Longs
) -> list[tuple[Reason, ...]]:
    if question is None:
        return [()] * len(rows)
    segment, part = directory.segments[at], question.parts[at]
    codes = matching.code_reasons(segment, part.code_worths, rows)
    found: list[list[Reason]] = [[] for _ in rows]
    for word in question.kept:
        told = matching.word_reasons(segment, question.words[word], part.forms[word], rows)
        for i, reason in enumerate(told):
            if reason.found:
                found[i].append(reason)
            if codes[i] and question.covered[word]:
                found[i].append(Reason(Field.CODE, reason.word, codes[i]))
    return [
        tuple(sorted(dict.fromkeys(own), key=lambda one: -matching.VALUES[one.field]))
        for own in found
    ]
