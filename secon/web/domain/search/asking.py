"""Answers a question of the search: what meets it, in which order, and the counts of its filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q
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


class Found(NamedTuple):
    """A record that meets the words, as far as ranking and counting need it."""

    kind: str
    record_id: int
    partner_id: int | None
    topics: str  # with blanks around each
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
    chosen = _ordered(_narrowed(every, question), question)
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(max(1, question.page), pages)
    kinds = Counter(one.kind for one in _narrowed(every, replace(question, kinds=())))
    partners = Counter(one.partner_id for one in _narrowed(every, replace(question, partners=())))
    topics = Counter(one.topics for one in _narrowed(every, replace(question, topics=())))
    return Reply(
        words=words,
        total=len(chosen),
        page=page,
        pages=pages,
        hits=shown(chosen[(page - 1) * PAGE : page * PAGE], language),
        kinds=kinds,
        partners={key: count for key, count in partners.items() if key is not None},
        topics=_singly(topics),
    )


def first(question: Question, language: str, most: int) -> tuple[Hit, ...]:
    """The first ``most`` hits in order, for files."""
    every = _every(question, asked(question.words))
    return shown(_ordered(_narrowed(every, question), question)[:most], language)


def shown(found: Sequence[Found], language: str) -> tuple[Hit, ...]:
    """``found`` as readers see it; what was withdrawn this moment is left out."""
    hits: dict[tuple[str, int], Hit] = {}
    for source in sources():
        if keys := [one.record_id for one in found if one.kind == source.kind]:
            hits |= {(hit.kind.value, hit.record_id): hit for hit in source.hits(keys, language)}
    wanted = ((one.kind, one.record_id) for one in found)
    return tuple(hits[key] for key in wanted if key in hits)


def _every(question: Question, words: Sequence[Word]) -> list[Found]:
    """What meets the words, newest first where that is asked for; everything without any words."""
    if question.words.strip() and not words:  # only signs were typed
        return []
    rows = SearchRecord.objects.filter(_meets(words))
    if question.order is Order.NEWEST:
        rows = rows.order_by(F("on").desc(nulls_last=True), "kind", "-record_id")
    columns = ("kind", "record_id", "partner_id", "topics")
    if not words:
        return [
            Found(kind, key, partner, topics, 0)
            for kind, key, partner, topics in rows.values_list(*columns)
        ]
    return [
        Found(kind, key, partner, topics, _score(words, titles, summaries))
        for kind, key, partner, topics, titles, summaries in rows.values_list(
            *columns, "titles", "summaries"
        )
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


def _narrowed(found: list[Found], question: Question) -> list[Found]:
    kinds, partners, topics = set(question.kinds), set(question.partners), set(question.topics)
    if not (kinds or partners or topics):
        return found
    return [
        one
        for one in found
        if (not kinds or one.kind in kinds)
        and (not partners or one.partner_id in partners)
        and (not topics or not topics.isdisjoint(one.topics.split()))
    ]


def _singly(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts of combinations of topics as counts of each topic."""
    single: Counter[str] = Counter()
    for together, count in counts.items():
        for topic in together.split():
            single[topic] += count
    return dict(single)


_RANK = {kind.value: at for at, kind in enumerate(SearchKind)}


def _ordered(found: list[Found], question: Question) -> list[Found]:
    if question.order is Order.NEWEST:
        return found
    return sorted(found, key=lambda one: (-one.score, _RANK[one.kind], -one.record_id))
