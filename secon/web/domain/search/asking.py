"""Answers a question of the search: what meets it, in which order, and the counts of its filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from secon.web.domain.search.sources import Hit, sources
from secon.web.enums import SearchKind
from secon.web.models import SearchRecord
from secon.web.search_words import Word, asked

PAGE = 20
MOST_IN_FILE = 1000
TITLE, TITLE_LIKE, SUMMARY, SUMMARY_LIKE, ANYWHERE = 12, 8, 4, 3, 1
"""What a word is worth by where it stands, as it was typed or in another form."""
TABLE = "web_search_words"


class Order(StrEnum):
    """How the answer is ordered."""

    FIT = "fit"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. Empty: not narrowed."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    partners: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    order: Order = Order.FIT
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A record that meets the words, as far as ranking and counting need it."""

    kind: str
    record_id: int
    partner_id: int | None
    topics: tuple[str, ...]
    on: date | None
    score: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A page of hits in order; facets count what each choice would give, its own field left out."""

    words: tuple[Word, ...]
    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    partners: Mapping[int, int]
    topics: Mapping[str, int]


def ask(question: Question, language: str) -> Reply:
    """One query for what meets the words, then at most two for each kind on the page."""
    words = asked(question.words)
    every = _every(question, words)
    chosen = _chosen(every, question)
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(max(1, question.page), pages)
    return Reply(
        words=words,
        total=len(chosen),
        page=page,
        pages=pages,
        hits=shown(chosen[(page - 1) * PAGE : page * PAGE], language),
        kinds=Counter(one.kind for one in _narrowed(every, replace(question, kinds=()))),
        partners=Counter(
            one.partner_id
            for one in _narrowed(every, replace(question, partners=()))
            if one.partner_id is not None
        ),
        topics=Counter(
            topic for one in _narrowed(every, replace(question, topics=())) for topic in one.topics
        ),
    )


def first(question: Question, language: str, most: int) -> tuple[Hit, ...]:
    """The first ``most`` hits in order, for files."""
    every = _every(question, asked(question.words))
    return shown(_chosen(every, question)[:most], language)


def shown(found: Sequence[Found], language: str) -> tuple[Hit, ...]:
    """``found`` as readers see it; what was withdrawn this moment is left out."""
    hits: dict[tuple[str, int], Hit] = {}
    for source in sources():
        if keys := [one.record_id for one in found if one.kind == source.kind]:
            hits |= {(hit.kind.value, hit.record_id): hit for hit in source.hits(keys, language)}
    wanted = ((one.kind, one.record_id) for one in found)
    return tuple(hits[key] for key in wanted if key in hits)


def _every(question: Question, words: Sequence[Word]) -> list[Found]:
    """What meets the words; everything without any, nothing where only signs were typed."""
    return _matching(words) if words or not question.words.strip() else []


def _chosen(every: Sequence[Found], question: Question) -> list[Found]:
    return sorted(_narrowed(every, question), key=_key(question.order))


def _matching(words: Sequence[Word]) -> list[Found]:
    columns = ("kind", "record_id", "partner_id", "topics", "on", "titles", "summaries")
    rows = SearchRecord.objects.filter(_meets(words)).values_list(*columns)
    return [
        Found(kind, key, partner, tuple(topics.split()), on, _score(words, titles, summaries))
        for kind, key, partner, topics, on, titles, summaries in rows
    ]


def _meets(words: Sequence[Word]) -> Q:
    """Every word, or the beginning it shares with its other forms, stands in the record."""
    if not words:
        return Q()
    if connection.vendor == "sqlite":
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 -- a constant
        wanted = " ".join(f'"{word.beginning}"*' for word in words)
        return Q(id__in=RawSQL(sql, [wanted]))  # noqa: S611 -- a parameter
    sql = (
        "SELECT id FROM web_searchrecord"
        " WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
    )
    wanted = " & ".join(f"{word.beginning}:*" for word in words)
    return Q(id__in=RawSQL(sql, [wanted]))  # noqa: S611 -- a parameter


def _score(words: Sequence[Word], titles: str, summaries: str) -> int:
    return sum(_worth(word, titles, summaries) for word in words)


def _worth(word: Word, titles: str, summaries: str) -> int:
    for text, whole, like in ((titles, TITLE, TITLE_LIKE), (summaries, SUMMARY, SUMMARY_LIKE)):
        if f" {word.beginning}" in text:
            return whole if f" {word.form} " in text else like
    return ANYWHERE


def _narrowed(found: Iterable[Found], question: Question) -> list[Found]:
    kinds, partners, topics = set(question.kinds), set(question.partners), set(question.topics)
    return [
        one
        for one in found
        if (not kinds or one.kind in kinds)
        and (not partners or one.partner_id in partners)
        and (not topics or not topics.isdisjoint(one.topics))
    ]


_RANK = {kind.value: at for at, kind in enumerate(SearchKind)}


def _key(order: Order) -> Callable[[Found], tuple[int, int, int, int]]:
    def by_day(one: Found) -> tuple[int, int, int, int]:
        return (-(one.on.toordinal() if one.on else 0), -one.score, _RANK[one.kind], -one.record_id)

    def by_fit(one: Found) -> tuple[int, int, int, int]:
        return (-one.score, _RANK[one.kind], -(one.on.toordinal() if one.on else 0), -one.record_id)

    return by_fit if order is Order.FIT else by_day
