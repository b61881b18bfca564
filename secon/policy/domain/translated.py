"""Which records of policy have texts in other languages, and who may write them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from secon.partnership.domain.texts import Kind
from secon.policy.models import (
    Factor,
    Improvement,
    Instrument,
    JointReview,
    LibraryQuestion,
    ReviewQuestion,
)


def _instrument_of(improvement: Improvement) -> Instrument:
    return improvement.instrument


def _factor_page(factor: Any) -> str:
    return reverse("policy:factor", args=[factor.pk])


def _library(_question: Any) -> str:
    return reverse("policy:reviews")


def _review_of(question: ReviewQuestion) -> JointReview:
    return question.review


def _review_page(question: Any) -> str:
    return reverse("policy:review", args=[question.review_id])


KINDS: dict[str, Kind] = {
    "instrument": Kind(Instrument, "policy.change_instrument"),
    "improvement": Kind(Improvement, "policy.change_instrument", governed=_instrument_of),
    "factor": Kind(Factor, "policy.change_factor", href=_factor_page),
    "question": Kind(LibraryQuestion, "policy.change_libraryquestion", href=_library),
    "review-question": Kind(
        ReviewQuestion, "policy.change_jointreview", governed=_review_of, href=_review_page
    ),
}
