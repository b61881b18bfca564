"""Reviews for tests, brought to a state by the verbs themselves."""

from datetime import UTC, date, datetime, timedelta

from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.domain import (
    joint_reviews,
    joint_reviews_answers,
    joint_reviews_discussion,
    joint_reviews_seats,
)
from secon.policy.domain.joint_reviews_answers import Given
from secon.policy.domain.joint_reviews_discussion import Agreement
from secon.policy.enums import Outcome, Side
from secon.policy.models import JointReview, Reviewer, ReviewQuestion
from tests.factories.partnership import member
from tests.factories.people import UserFactory
from tests.factories.policy import (
    InstrumentFactory,
    JointReviewFactory,
    ReviewerFactory,
    ReviewQuestionFactory,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
UNTIL = date(2026, 3, 20)
AFTER = datetime(2026, 3, 21, 9, tzinfo=UTC)
LATER = AFTER + timedelta(days=30)


def lead_of(review: JointReview) -> User:
    """An editor of the review's region."""
    return member(Role.PARTNER_EDITOR, review.partner)


def prepared(*, seats: int = 3, questions: int = 2, **fields: object) -> JointReview:
    """A draft that could be opened; seats are bound to accounts."""
    fields.setdefault("instrument", InstrumentFactory(name="Fundusz dla wsi"))
    review = JointReviewFactory(answers_until=UNTIL, **fields)
    for number in range(questions):
        ReviewQuestionFactory(review=review, code=f"q{number}", order=number)
    for number in range(seats):
        user = UserFactory()
        ReviewerFactory(
            review=review,
            user=user,
            email=user.email,
            organisation=f"Organizacja {number}",
            side=Side.STAKEHOLDER,
            partner=review.partner,
            invited_at=None,
        )
    return review


def opened(**fields: object) -> JointReview:
    """Each answers alone."""
    return joint_reviews.open_(review=prepared(**fields), by=None, now=NOW)


def seats_of(review: JointReview) -> list[Reviewer]:
    return list(review.reviewers.order_by("pk"))


def questions_of(review: JointReview) -> list[ReviewQuestion]:
    return list(review.questions.order_by("order"))


def answer(seat: Reviewer, *scores: int | None, text: str = "") -> None:
    """One score for each question in order; None: cannot say. Then submitted."""
    asked = questions_of(seat.review)
    given = {
        one.pk: Given(score, cannot_say=score is None, text=text)
        for one, score in zip(asked, scores, strict=True)
    }
    joint_reviews_answers.save(seat=seat, given=given, language="pl", by=seat.user, now=NOW)
    joint_reviews_answers.submit(seat=seat, by=seat.user, now=NOW)


def revealed(*rows: tuple[int | None, ...], **fields: object) -> JointReview:
    """The differences are discussed; a row of scores for each seat."""
    rows = rows or ((2, 5), (5, 5), (9, 6))
    review = opened(seats=len(rows), questions=len(rows[0]), **fields)
    for number, (seat, row) in enumerate(zip(seats_of(review), rows, strict=True)):
        answer(seat, *row, text=f"Powód {number}")
    return joint_reviews.reveal(review=review, by=None, now=NOW)


def settled(
    question: ReviewQuestion,
    outcome: Outcome = Outcome.AGREED,
    score: int | None = 5,
    text: str = "",
) -> ReviewQuestion:
    """With an outcome."""
    return joint_reviews_discussion.settle(
        question=question,
        agreed=Agreement(outcome, score, text),
        seen=joint_reviews_discussion.version(question),
        by=None,
        now=NOW,
    )


def published(*rows: tuple[int | None, ...], **fields: object) -> JointReview:
    """Frozen, every question agreed on."""
    review = revealed(*rows, **fields)
    for question in questions_of(review):
        settled(question)
    return joint_reviews.publish(review=review, conclusion="Wniosek", by=None, now=AFTER)


def invited(review: JointReview, email: str, organisation: str, partner: Partner) -> Reviewer:
    """A seat for somebody from another region, by the verb."""
    guest = joint_reviews_seats.Guest(email, organisation, Side.OTHER_REGION, partner)
    return joint_reviews_seats.invite(review=review, guest=guest, by=None, now=NOW)
