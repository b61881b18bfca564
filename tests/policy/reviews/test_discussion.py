"""The differences are discussed; agreement and dissent are both recorded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.policy.domain import joint_reviews, joint_reviews_advice, joint_reviews_discussion
from secon.policy.domain.joint_reviews import ReviewError
from secon.policy.domain.joint_reviews_advice import Advice
from secon.policy.domain.joint_reviews_discussion import Agreement
from secon.policy.enums import Outcome, RecommendationState
from secon.policy.models import Dissent, Recommendation, Remark
from tests.factories.people import UserFactory
from tests.policy.reviews.made import (
    AFTER,
    NOW,
    lead_of,
    opened,
    published,
    questions_of,
    revealed,
    seats_of,
    settled,
)

pytestmark = pytest.mark.django_db
ADVICE = Advice("Wypłacać zaliczki.", "Urząd", date(2027, 1, 31), None)


@pytest.fixture
def review():
    return revealed()


@pytest.fixture
def question(review):
    return questions_of(review)[0]


def dissenting(question, seat, text="Nie zgadzamy się."):
    return joint_reviews_discussion.dissent(
        question=question, seat=seat, text=text, language="pl", by=seat.user, now=NOW
    )


def test_reviewers_and_the_lead_discuss(review, question):
    seat = seats_of(review)[0]
    said = {"question": question, "language": "pl", "now": NOW}
    joint_reviews_discussion.remark(seat=seat, text="Dlaczego?", by=seat.user, **said)
    joint_reviews_discussion.remark(seat=None, text="Bo tak.", by=lead_of(review), **said)
    assert list(Remark.objects.values_list("reviewer", "text")) == [
        (seat.pk, "Dlaczego?"),
        (None, "Bo tak."),
    ]


def test_nobody_speaks_from_another_seat_or_as_the_lead(review, question):
    first, second, _third = seats_of(review)
    said = {"question": question, "language": "pl", "text": "Hm", "now": NOW}
    for seat, by in ((first, second.user), (None, first.user), (None, UserFactory())):
        with pytest.raises(PermissionDenied):
            joint_reviews_discussion.remark(seat=seat, by=by, **said)
    assert not Remark.objects.exists()


def test_before_the_reveal_nothing_is_discussed():
    review = opened()
    seat, question = seats_of(review)[0], questions_of(review)[0]
    with pytest.raises(PermissionDenied):
        joint_reviews_discussion.remark(
            question=question, seat=seat, text="Hm", language="pl", by=seat.user, now=NOW
        )
    with pytest.raises(ReviewError):
        joint_reviews_discussion.remark(
            question=question, seat=None, text="Hm", language="pl", by=lead_of(review), now=NOW
        )


@pytest.mark.parametrize(
    ("outcome", "score", "text", "field"),
    [
        (Outcome.OPEN, 5, "", "agreed_score"),
        (Outcome.AGREED, None, "", "agreed_text"),
        (Outcome.MAJORITY, None, "", "agreed_text"),
        (Outcome.AGREED, 11, "", "agreed_score"),
    ],
)
def test_an_outcome_that_says_nothing_or_too_much_is_refused(question, outcome, score, text, field):
    with pytest.raises(ValidationError) as refused:
        settled(question, outcome, score, text)
    assert list(refused.value.message_dict) == [field]
    question.refresh_from_db()
    assert question.outcome == ""


def test_only_the_lead_records_an_outcome(review, question):
    with pytest.raises(PermissionDenied):
        joint_reviews_discussion.settle(
            question=question,
            agreed=Agreement(Outcome.AGREED, 5, ""),
            seen=joint_reviews_discussion.version(question),
            by=seats_of(review)[0].user,
            now=NOW,
        )


def test_the_second_of_two_leads_sees_the_first_outcome_before_saving_another(review, question):
    seen = joint_reviews_discussion.version(question)
    common = {"question": question, "seen": seen, "by": lead_of(review), "now": NOW}
    joint_reviews_discussion.settle(agreed=Agreement(Outcome.AGREED, 5, ""), **common)
    with pytest.raises(ReviewError):
        joint_reviews_discussion.settle(agreed=Agreement(Outcome.AGREED, 9, ""), **common)
    question.refresh_from_db()
    assert question.agreed_score == 5


def test_a_dissent_turns_all_agree_into_most_agree(review, question):
    settled(question)
    dissenting(question, seats_of(review)[0])
    question.refresh_from_db()
    assert (question.outcome, question.agreed_score) == (Outcome.MAJORITY, 5)


def test_all_agree_is_refused_while_a_dissent_stands(review, question):
    settled(question)
    seat = seats_of(review)[0]
    dissenting(question, seat)
    question.refresh_from_db()
    with pytest.raises(ReviewError) as refused:
        settled(question)
    assert list(refused.value.message_dict) == ["outcome"]
    joint_reviews_discussion.withdraw_dissent(question=question, seat=seat, by=seat.user, now=NOW)
    assert settled(question).outcome == Outcome.AGREED


def test_a_dissent_can_be_said_anew_and_stays_one(review, question):
    settled(question)
    seat = seats_of(review)[0]
    dissenting(question, seat)
    dissenting(question, seat, "Nadal się nie zgadzamy.")
    assert list(Dissent.objects.values_list("text", flat=True)) == ["Nadal się nie zgadzamy."]


def test_there_is_no_dissent_before_something_is_agreed_on(review, question):
    with pytest.raises(ReviewError):
        dissenting(question, seats_of(review)[0])


def test_nobody_dissents_for_another(review, question):
    settled(question)
    first, second, _third = seats_of(review)
    with pytest.raises(PermissionDenied):
        joint_reviews_discussion.dissent(
            question=question, seat=first, text="Nie", language="pl", by=second.user, now=NOW
        )
    dissenting(question, first)
    with pytest.raises(PermissionDenied):
        joint_reviews_discussion.withdraw_dissent(
            question=question, seat=first, by=lead_of(review), now=NOW
        )
    assert Dissent.objects.count() == 1


def test_what_is_published_keeps_its_dissents():
    review = published()
    seat, question = seats_of(review)[0], questions_of(review)[0]
    with pytest.raises(ReviewError):
        dissenting(question, seat)
    with pytest.raises(ReviewError):
        joint_reviews_discussion.withdraw_dissent(
            question=question, seat=seat, by=seat.user, now=NOW
        )


def test_who_dissents_is_told_when_what_was_agreed_changes(review, question, letters):
    settled(question)
    seat = seats_of(review)[0]
    dissenting(question, seat)
    question.refresh_from_db()
    sent = letters(lambda: settled(question, Outcome.MAJORITY, 7))
    assert [one.to for one in sent] == [[seat.user.email]]
    question.refresh_from_db()
    assert letters(lambda: settled(question, Outcome.MAJORITY, 7)) == []


def test_a_recommendation_is_made_changed_and_removed_by_the_lead(review):
    by = {"by": lead_of(review), "now": NOW}
    made = joint_reviews_advice.recommend(review=review, advice=ADVICE, **by)
    seen = joint_reviews_advice.version(made)
    other = Advice("Skrócić wniosek.", "Urząd", ADVICE.due_on, questions_of(review)[1])
    joint_reviews_advice.change(recommendation=made, advice=other, seen=seen, **by)
    with pytest.raises(ReviewError):
        joint_reviews_advice.change(recommendation=made, advice=ADVICE, seen=seen, **by)
    assert Recommendation.objects.get().text == "Skrócić wniosek."
    joint_reviews_advice.remove(recommendation=made, **by)
    assert not Recommendation.objects.exists()


def test_reviewers_recommend_nothing_by_themselves(review):
    with pytest.raises(PermissionDenied):
        joint_reviews_advice.recommend(
            review=review, advice=ADVICE, by=seats_of(review)[0].user, now=NOW
        )


def test_a_recommendation_lies_ahead_and_belongs_to_the_review(review):
    late = Advice("Wczoraj.", "Urząd", NOW.date(), None)
    foreign = Advice("Obce.", "Urząd", ADVICE.due_on, questions_of(revealed())[0])
    for advice, field in ((late, "due_on"), (foreign, "question")):
        with pytest.raises(ReviewError) as refused:
            joint_reviews_advice.recommend(review=review, advice=advice, by=None, now=NOW)
        assert list(refused.value.message_dict) == [field]


def test_a_recommendation_is_followed_after_the_publication_only(review):
    made = joint_reviews_advice.recommend(review=review, advice=ADVICE, by=None, now=NOW)
    common = {
        "recommendation": made,
        "state": RecommendationState.DONE,
        "note": "",
        "by": lead_of(review),
        "now": AFTER,
    }
    with pytest.raises(ReviewError):
        joint_reviews_advice.follow(**common)
    for question in questions_of(review):
        settled(question)
    from_here = published_again(review)
    joint_reviews_advice.follow(**common)
    assert from_here.recommendations.get().state == RecommendationState.DONE


def test_dropping_a_recommendation_says_why():
    review = revealed()
    made = joint_reviews_advice.recommend(review=review, advice=ADVICE, by=None, now=NOW)
    for question in questions_of(review):
        settled(question)
    published_again(review)
    with pytest.raises(ReviewError) as refused:
        joint_reviews_advice.follow(
            recommendation=made,
            state=RecommendationState.DROPPED,
            note="",
            by=None,
            now=AFTER + timedelta(days=1),
        )
    assert list(refused.value.message_dict) == ["state_note"]


def published_again(review):
    """By its lead, with outcomes as they stand."""
    return joint_reviews.publish(review=review, conclusion="", by=None, now=AFTER)
