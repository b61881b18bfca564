"""What a review says once its answers are shown, as plain JSON values; frozen when published.

Organisations, never persons. ``review_sheet`` reads it, of a running review and a frozen one alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from secon.kernel.models import Translated
from secon.policy.enums import Module
from secon.policy.models import (
    Answer,
    Dissent,
    JointReview,
    Recommendation,
    Reviewer,
    ReviewQuestion,
)

FORMAT = 1
_MODULES = list(Module.values)


def content_of(review: JointReview) -> dict[str, Any]:
    """Everything: nine queries, however many questions and reviewers."""
    every = list(
        review.reviewers.select_related("partner").prefetch_related("partner__translations")
    )
    seats = [seat for seat in every if seat.submitted_at]
    numbers = {seat.pk: number for number, seat in enumerate(seats, 1)}
    instrument, partner = review.instrument, review.partner
    return {
        "format": FORMAT,
        "title": review.title,
        "introduction": review.introduction,
        "conclusion": review.conclusion,
        "language": review.language,
        "instrument": {"key": instrument.pk, "slug": instrument.slug} | _texts(instrument, "name"),
        "partner": {"key": partner.pk} | _texts(partner, "name", "territory_name"),
        "opened": _moment(review.opened_at),
        "answers_until": review.answers_until and review.answers_until.isoformat(),
        "revealed": _moment(review.revealed_at),
        "published": _moment(review.published_at),
        "invited": len(every),
        "declined": sum(seat.declined_at is not None for seat in every),
        "seats": [_seat(seat, numbers[seat.pk]) for seat in seats],
        "questions": [_question(one, numbers) for one in questions_of(review)],
        "recommendations": [
            _recommendation(one) for one in review.recommendations.select_related("question")
        ],
    }


def questions_of(review: JointReview) -> list[ReviewQuestion]:
    """The questions by module and order, with all that was said about them."""
    spoke = Answer.objects.exclude(reviewer__submitted_at=None).order_by("reviewer_id")
    found = review.questions.prefetch_related(
        "translations",
        Prefetch("answers", spoke),
        Prefetch("dissents", Dissent.objects.order_by("reviewer_id")),
    )
    return in_order(found)


def in_order(questions: Sequence[ReviewQuestion] | Any) -> list[ReviewQuestion]:
    """By module as they are listed, then as the lead put them."""
    return sorted(questions, key=lambda one: (_MODULES.index(one.module), one.order, one.pk))


def _seat(seat: Reviewer, number: int) -> dict[str, Any]:
    region = {} if seat.partner is None else _texts(seat.partner, "territory_name")
    return {
        "number": number,
        "organisation": seat.organisation,
        "side": seat.side,
        "region": region,
    }


def _question(one: ReviewQuestion, numbers: Mapping[int, int]) -> dict[str, Any]:
    return {
        "key": one.pk,
        "code": one.code,
        "module": one.module,
        "outcome": one.outcome,
        "agreed_score": one.agreed_score,
        "agreed_text": one.agreed_text,
        "answers": [
            {
                "seat": numbers[each.reviewer_id],
                "score": each.score,
                "text": each.text,
                "evidence": each.evidence,
                "language": each.language,
            }
            for each in one.answers.all()
        ],
        "dissents": [
            {"seat": numbers[each.reviewer_id], "text": each.text, "language": each.language}
            for each in one.dissents.all()
        ],
    } | _texts(one, "text", "hint")


def _recommendation(one: Recommendation) -> dict[str, Any]:
    return {
        "key": one.pk,
        "text": one.text,
        "owner": one.owner,
        "due_on": one.due_on.isoformat(),
        "question": one.question.code if one.question else "",
    }


def _texts(record: Translated, *fields: str) -> dict[str, Any]:
    """A record's texts in every language they exist in, the original first."""
    original = {field: getattr(record, field) for field in fields}
    others = {
        row.language: {field: getattr(row, field) for field in fields} | {"state": row.state}
        for row in record.translations.all()
    }
    return {
        "original": record.original_language,
        "texts": {record.original_language: original} | others,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
