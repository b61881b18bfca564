"""The questions of a review in preparation: picked from the library, changed, written for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.people.models import User
from secon.policy.domain.joint_reviews import ReviewError, led
from secon.policy.domain.review_versions import version_of
from secon.policy.enums import Module, ReviewState
from secon.policy.models import (
    JointReview,
    LibraryQuestion,
    ReviewQuestion,
    ReviewQuestionTranslation,
)

MOST_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question as a person writes it."""

    module: Module
    text: str
    hint: str
    language: str


def pick(
    *, review: JointReview, library: Collection[int], by: User | None, now: datetime
) -> JointReview:
    """Let the review ask these questions of the library, and no others of it; own ones stay."""
    with transaction.atomic():
        found = led(review, by, ReviewState.DRAFT)
        offered = LibraryQuestion.objects.filter(pk__in=library, active=True)
        found.questions.exclude(library=None).exclude(library__in=library).delete()
        kept = set(found.questions.values_list("code", flat=True))
        for one in offered.prefetch_related("translations"):
            if one.code not in kept:
                add_copy(review=found, source=one, library=one)
        _require_few(found)
        audit.record(
            by=by, now=now, verb="pick_questions", on=found, detail={"library": sorted(library)}
        )
    return found


def add(
    *, review: JointReview, words: QuestionWords, by: User | None, now: datetime
) -> ReviewQuestion:
    """A question of its own."""
    with transaction.atomic():
        found = led(review, by, ReviewState.DRAFT)
        question = ReviewQuestion(review=found, code=_free_code(found, words.text))
        question.order = _next_order(found, words.module)
        _fill(question, words)
        _require_few(found)
        audit.record(by=by, now=now, verb="add_question", on=found, detail={"code": question.code})
    return question


def change(
    *, question: ReviewQuestion, words: QuestionWords, seen: str, by: User | None, now: datetime
) -> ReviewQuestion:
    """Say a question anew; its translations are then out of date.

    ``seen``: the ``version`` the change began from.
    """
    with transaction.atomic():
        review = led(question.review, by, ReviewState.DRAFT)
        found = _one(review, question.pk)
        if version(found) != seen:
            raise ReviewError(
                _("Somebody else changed this meanwhile. Look at what it says now, then save.")
            )
        _fill(found, words)
        translations.source_changed(record=found, now=now)
        audit.record(by=by, now=now, verb="change_question", on=review, detail={"code": found.code})
    return found


def remove(*, question: ReviewQuestion, by: User | None, now: datetime) -> None:
    """Do not ask it."""
    with transaction.atomic():
        review = led(question.review, by, ReviewState.DRAFT)
        found = _one(review, question.pk)
        audit.record(by=by, now=now, verb="remove_question", on=review, detail={"code": found.code})
        found.delete()


def version(question: ReviewQuestion) -> str:
    """What tells one saying of a question from another."""
    said = (question.module, question.text, question.hint, question.original_language)
    return version_of(*said)


def add_copy(
    *,
    review: JointReview,
    source: LibraryQuestion | ReviewQuestion,
    library: LibraryQuestion | None,
) -> ReviewQuestion:
    """``source`` as a question of ``review``, under its own code and in all its languages."""
    made = ReviewQuestion.objects.create(
        review=review,
        library=library,
        code=source.code,
        module=source.module,
        order=source.order,
        original_language=source.original_language,
        **source.texts(),
    )
    shared = ("language", "text", "hint", "state", "by_machine", "source_digest", "changed_at")
    ReviewQuestionTranslation.objects.bulk_create(
        ReviewQuestionTranslation(record=made, **{name: getattr(row, name) for name in shared})
        for row in source.translations.all()
    )
    return made


def _fill(question: ReviewQuestion, words: QuestionWords) -> None:
    question.module, question.text = words.module, words.text
    question.hint, question.original_language = words.hint, words.language
    question.full_clean(exclude=["review", "library"])
    question.save()


def _one(review: JointReview, pk: int) -> ReviewQuestion:
    found = review.questions.filter(pk=pk).first()
    if found is None:
        raise ReviewError(_("This question is no longer asked."))
    return found


def _next_order(review: JointReview, module: Module) -> int:
    last = review.questions.filter(module=module).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _free_code(review: JointReview, text: str) -> str:
    """A short name for an own question; never that of one in the library."""
    begun = f"own-{slugify(text)[:30].strip('-') or 'question'}"
    taken = set(review.questions.values_list("code", flat=True))
    names = (begun, *(f"{begun}-{number}" for number in range(2, MOST_QUESTIONS + 2)))
    return next(name for name in names if name not in taken)


def _require_few(review: JointReview) -> None:
    if review.questions.count() > MOST_QUESTIONS:
        raise ReviewError(_("A review asks at most %(most)d questions.") % {"most": MOST_QUESTIONS})
