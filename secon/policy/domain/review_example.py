"""An invented joint review in two rounds, with a dissent: what a newcomer sees of the whole thing.

Local settings only. Instrument, organisations and answers are marked as an example everywhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from secon.partnership.models import Partner
from secon.policy.domain import (
    joint_reviews,
    joint_reviews_advice,
    joint_reviews_answers,
    joint_reviews_discussion,
    joint_reviews_questions,
    joint_reviews_rounds,
    review_library,
)
from secon.policy.domain.joint_reviews import ReviewDetails
from secon.policy.domain.joint_reviews_advice import Advice
from secon.policy.domain.joint_reviews_answers import Given
from secon.policy.domain.joint_reviews_discussion import Agreement
from secon.policy.domain.joint_reviews_questions import QuestionWords
from secon.policy.enums import InstrumentKind, Level, Module, Outcome, RecommendationState, Side
from secon.policy.models import (
    Instrument,
    JointReview,
    LibraryQuestion,
    Reviewer,
    ReviewQuestion,
)

FILE = Path(__file__).parents[1] / "data" / "example_review.toml"
SLUG = "example-joint-review"
HOME = "mazowieckie"  # whose local sign-in then leads it
FIRST_ROUND = timedelta(days=420)  # ago
SECOND_ROUND = timedelta(days=30)
_CANNOT_SAY = "-"

Table = Mapping[str, Any]


@lru_cache(maxsize=1)
def story() -> Table:
    """The example as shipped."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def load(*, now: datetime) -> JointReview:
    """Make both rounds, unless they exist; the later one. Raises ``PermissionDenied``."""
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    kept = JointReview.objects.filter(is_example=True).order_by("-published_at").first()
    if kept is not None:
        return kept
    with transaction.atomic():
        return _made(story(), now)


def _made(said: Table, now: datetime) -> JointReview:
    then, later = now - FIRST_ROUND, now - SECOND_ROUND
    first = joint_reviews.draft(
        instrument=_instrument(said), details=_details(said, then), by=None, now=then
    )
    for row in said["questions"]:
        _ask(first, row, then)
    _round(first, said, then, "then")
    second = joint_reviews_rounds.repeat(review=first, by=None, now=later)
    joint_reviews.change(
        review=second,
        details=_details(said, later),
        seen=joint_reviews.version(second),
        by=None,
        now=later,
    )
    _round(second, said, later, "now")
    second.refresh_from_db()
    return second


def _instrument(said: Table) -> Instrument:
    """An example instrument that is there already, else one of our own."""
    every: Any = Instrument.objects.filter(is_example=True, partner__isnull=False)
    found: Instrument | None = every.order_by("pk").first()
    if found is not None:
        return found
    home = Partner.objects.filter(slug=HOME).first() or Partner.objects.order_by("number").first()
    if home is None:
        message = "Load the partnership first: an instrument belongs to a partner."
        raise ValueError(message)
    return Instrument.objects.create(
        slug=SLUG,
        name=said["instrument"],
        summary=said["summary"],
        original_language="en",
        level=Level.REGIONAL,
        kind=InstrumentKind.OWN_PROGRAMME,
        country=home.country,
        partner=home,
        is_example=True,
        live=True,
    )


def _details(said: Table, day: datetime) -> ReviewDetails:
    until = timezone.localdate(day) + timedelta(days=14)
    return ReviewDetails(said["title"], said["introduction"], "en", until)


def _ask(review: JointReview, row: Table, now: datetime) -> None:
    """A question in the words of the library as shipped, under its code."""
    every = review_library.shipped()
    module, words = next(
        (module, one) for module in Module for one in every[module] if one["code"] == row["code"]
    )
    asked = joint_reviews_questions.add(
        review=review,
        words=QuestionWords(module, words["text"], words["hint"], "en"),
        by=None,
        now=now,
    )
    stored = LibraryQuestion.objects.filter(code=row["code"]).first()
    ReviewQuestion.objects.filter(pk=asked.pk).update(code=row["code"], library=stored)


def _round(review: JointReview, said: Table, now: datetime, scores: str) -> None:
    """From the invitation to the publication, as two weeks would bring it."""
    seats = [_seat(review, row) for row in said["seats"]]
    joint_reviews.open_(review=review, by=None, now=now)
    questions = {one.code: one for one in review.questions.all()}
    for number, seat in enumerate(seats):
        given = {
            questions[row["code"]].pk: _given(row, row[scores][number], number, scores)
            for row in said["questions"]
        }
        answered = now + timedelta(days=number + 1)
        common: Any = {"seat": seat, "by": None, "now": answered}
        joint_reviews_answers.save(given=given, language="en", **common)
        joint_reviews_answers.submit(**common)
    shown = now + timedelta(days=8)
    joint_reviews.reveal(review=review, by=None, now=shown)
    for row in said["questions"]:
        _settle(questions[row["code"]], row, seats, shown, is_last=scores == "now")
    suffix = "" if scores == "now" else "_then"
    advised = said[f"recommendations{suffix}"]
    made = [_recommend(review, row, questions, shown) for row in advised]
    published = now + timedelta(days=21)
    conclusion = said[f"conclusion{suffix}"]
    joint_reviews.publish(review=review, conclusion=conclusion, by=None, now=published)
    for one, row in zip(made, advised, strict=True):
        state, note = RecommendationState(row["state"]), row.get("note", "")
        joint_reviews_advice.follow(
            recommendation=one, state=state, note=note, by=None, now=published
        )


def _seat(review: JointReview, row: Table) -> Reviewer:
    """A seat without an address, so that no letter leaves; other regions are invented, so unnamed."""
    side = Side(row["side"])
    partner = None if side == Side.OTHER_REGION else review.partner
    return Reviewer.objects.create(
        review=review, organisation=row["organisation"], side=side, partner=partner
    )


def _given(row: Table, score: int | str, number: int, scores: str) -> Given:
    why = row["whys"][number] if scores == "now" else ""
    if score == _CANNOT_SAY:
        return Given(None, cannot_say=True, text=why)
    return Given(int(score), text=why)


def _settle(
    question: ReviewQuestion, row: Table, seats: list[Reviewer], now: datetime, *, is_last: bool
) -> None:
    """The second round ends as the story says; the first in the words of its median."""
    middle = sorted(one for one in row["then"] if one != _CANNOT_SAY)
    agreed = (
        Agreement(Outcome(row["outcome"]), row.get("score"), row["agreed"])
        if is_last
        else Agreement(Outcome.AGREED, middle[len(middle) // 2], "")
    )
    joint_reviews_discussion.settle(
        question=question,
        agreed=agreed,
        seen=joint_reviews_discussion.version(question),
        by=None,
        now=now,
    )
    for number, text in (row.get("dissents", {}) if is_last else {}).items():
        joint_reviews_discussion.dissent(
            question=question, seat=seats[int(number)], text=text, language="en", by=None, now=now
        )


def _recommend(
    review: JointReview, row: Table, questions: Mapping[str, ReviewQuestion], now: datetime
) -> Any:
    due: date = timezone.localdate(now) + timedelta(days=row["days"])
    advice = Advice(row["text"], row["owner"], due, questions[row["question"]])
    return joint_reviews_advice.recommend(review=review, advice=advice, by=None, now=now)
