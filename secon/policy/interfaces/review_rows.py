"""A review as pages and files show it: rows of words, figures and points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from secon.kernel.languages import language_name
from secon.kernel.spread import Point
from secon.kernel.tables import Record
from secon.policy.domain.review_compare import Compared, compare
from secon.policy.domain.review_reading import Listed
from secon.policy.domain.review_sheet import Advised, Asked, Sheet
from secon.policy.enums import RecommendationState
from secon.policy.interfaces import review_words
from secon.policy.interfaces.words import Words, words

ANSWER_COLUMNS = (
    "review",
    "module",
    "code",
    "question",
    "organisation",
    "side",
    "region",
    "score",
    "cannot_say",
    "why",
    "evidence",
    "language",
    "outcome",
    "agreed_score",
    "agreed_text",
    "dissent",
)
LIST_COLUMNS = (
    "key",
    "title",
    "language",
    "instrument",
    "region",
    "state",
    "published",
    "questions",
    "reviewers",
    "dissents",
    "recommendations",
    "recommendations_done",
    "address",
)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with everything a page says of it."""

    asked: Asked
    text: Words
    hint: Words
    points: tuple[Point, ...]
    said: str
    apart: str
    half: str
    silent: str  # the organisations that cannot say


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A question in two rounds."""

    compared: Compared
    text: Words
    then_said: str
    now_said: str
    moved: str
    closer: str


@dataclass(frozen=True, slots=True)
class AdvisedRow:
    """A recommendation with its present state."""

    advised: Advised
    state: RecommendationState | None  # None: its record is gone
    note: str
    late: bool


def question_row(asked: Asked) -> QuestionRow:
    """One question for a page."""
    return QuestionRow(
        asked,
        words(asked.text, "text"),
        words(asked.text, "hint"),
        asked.points,
        review_words.said(asked.spread),
        review_words.apart(asked.spread),
        review_words.half(asked.spread),
        ", ".join(asked.silent),
    )


def compared_rows(then: Sheet, now: Sheet) -> list[ComparedRow]:
    """Both rounds, question by question."""
    return [
        ComparedRow(
            one,
            words(one.asked.text, "text"),
            review_words.said(one.then.spread) if one.then else "",
            review_words.said(one.now.spread) if one.now else "",
            review_words.moved(one),
            review_words.closer(one),
        )
        for one in compare(then=then, now=now)
    ]


def advised_rows(
    sheet: Sheet, states: Mapping[int, tuple[RecommendationState, str]], today: date
) -> list[AdvisedRow]:
    """The recommendations as frozen, each with what has become of it."""
    rows = []
    for one in sheet.recommendations:
        state, note = states.get(one.key, (None, ""))
        going = state in (RecommendationState.OPEN, RecommendationState.UNDER_WAY)
        rows.append(AdvisedRow(one, state, note, going and one.due_on < today))
    return rows


def answer_records(sheet: Sheet) -> Iterator[Record]:
    """Each answer by organisation, with what was agreed: the columns ``ANSWER_COLUMNS``."""
    for asked in sheet.questions:
        dissents = {each.seat.number: each.text.text for each in asked.dissents}
        for said in asked.answers:
            region = said.seat.region
            yield {
                "review": sheet.title.text,
                "module": asked.module.value,
                "code": asked.code,
                "question": asked.text["text"],
                "organisation": said.seat.organisation,
                "side": said.seat.side.value,
                "region": region["territory_name"] if region else None,
                "score": said.score,
                "cannot_say": said.score is None,
                "why": said.text.text,
                "evidence": said.evidence.text,
                "language": said.text.language,
                "outcome": asked.outcome.value if asked.outcome else None,
                "agreed_score": asked.agreed_score,
                "agreed_text": asked.agreed_text.text,
                "dissent": dissents.get(said.seat.number),
            }


def list_record(row: Listed, address: str) -> Record:
    """A review of the list: the columns ``LIST_COLUMNS``."""
    review, advice = row.review, row.recommendations
    published = review.published_at
    return {
        "key": review.pk,
        "title": review.title,
        "language": review.language,
        "instrument": row.instrument["name"],
        "region": row.partner["territory_name"],
        "state": review.state,
        "published": published.date().isoformat() if published else None,
        "questions": row.questions,
        "reviewers": row.answered if row.dissents is not None else None,
        "dissents": row.dissents,
        "recommendations": sum(advice.values()) if row.dissents is not None else None,
        "recommendations_done": (
            advice.get(RecommendationState.DONE, 0) if row.dissents is not None else None
        ),
        "address": address,
    }


def about(sheet: Sheet, address: str) -> dict[str, Any]:
    """What a file of answers says of itself."""
    return {
        "title": sheet.title.text,
        "title_language": language_name(sheet.title.language),
        "instrument": sheet.instrument["name"],
        "published": sheet.published.date().isoformat() if sheet.published else "",
        "answered": len(sheet.seats),
        "invited": sheet.invited,
        "scale": "0 to 10; empty with cannot_say",
        "address": address,
    }
