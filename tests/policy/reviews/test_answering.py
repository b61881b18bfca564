"""Each answers alone: the seat is taken once, answers are whole before they are submitted."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from secon.policy.domain import joint_reviews, joint_reviews_answers, joint_reviews_seats
from secon.policy.domain.joint_reviews import ReviewError
from secon.policy.domain.joint_reviews_answers import Given
from secon.policy.models import Answer, Reviewer
from tests.factories.partnership import PartnerFactory
from tests.factories.people import UserFactory
from tests.policy.reviews.made import (
    AFTER,
    NOW,
    answer,
    invited,
    lead_of,
    opened,
    published,
    questions_of,
    revealed,
    seats_of,
)

pytestmark = pytest.mark.django_db
EMAIL = "gosc@example.org"


def token_of(letter):
    return letter.body.split("/reviews/seat/")[1].split("/")[0]


@pytest.fixture
def link(letters):
    """The token of a letter to somebody without an account yet."""
    review = opened()
    sent = letters(lambda: invited(review, EMAIL, "Region Gość", PartnerFactory()))
    return token_of(sent[0])


def test_the_link_binds_the_seat_to_the_account_and_works_once(link):
    guest, other = UserFactory(), UserFactory()
    seat = joint_reviews_seats.take(token=link, by=guest, now=NOW)
    assert (seat.user, seat.token_hash) == (guest, "")
    with pytest.raises(ReviewError):
        joint_reviews_seats.take(token=link, by=other, now=NOW)


def test_only_a_digest_of_the_token_is_stored(link):
    seat = Reviewer.objects.get(email=EMAIL)
    assert seat.token_hash != link
    assert len(seat.token_hash) == 64


def test_nobody_takes_two_seats_of_a_review(link):
    seat = Reviewer.objects.get(email=EMAIL)
    own = seats_of(seat.review)[0].user
    with pytest.raises(ReviewError):
        joint_reviews_seats.take(token=link, by=own, now=NOW)
    seat.refresh_from_db()
    assert seat.user is None


def test_a_link_works_no_longer_once_answers_are_shown(link):
    review = Reviewer.objects.get(email=EMAIL).review
    for seat in seats_of(review)[:3]:
        answer(seat, 1, 2)
    joint_reviews.reveal(review=review, by=None, now=AFTER)
    assert joint_reviews_seats.find(link) is None


def test_an_account_with_the_invited_address_takes_the_seat_without_the_link(link):
    seat = Reviewer.objects.get(email=EMAIL)
    taken = joint_reviews_seats.take_own(seat=seat, by=UserFactory(email=EMAIL), now=NOW)
    assert taken.user.email == EMAIL


def test_an_address_that_was_not_confirmed_takes_no_seat(link):
    seat = Reviewer.objects.get(email=EMAIL)
    claimed = UserFactory(email=EMAIL, confirmed=False)
    EmailAddress.objects.create(user=claimed, email=EMAIL, verified=False, primary=True)
    with pytest.raises(PermissionDenied):
        joint_reviews_seats.take_own(seat=seat, by=claimed, now=NOW)


def test_answers_can_be_left_half_and_gone_on_with():
    review = opened()
    seat, (first, second) = seats_of(review)[0], questions_of(review)
    common = {"seat": seat, "language": "pl", "by": seat.user, "now": NOW}
    joint_reviews_answers.save(given={first.pk: Given(text="Na razie")}, **common)
    joint_reviews_answers.save(given={second.pk: Given(7)}, **common)
    joint_reviews_answers.save(given={first.pk: Given(cannot_say=True)}, **common)
    found = seat.answers.order_by("question__order").values_list("score", "cannot_say", "text")
    assert list(found) == [(None, True, ""), (7, False, "")]


def test_submitting_needs_a_score_or_cannot_say_for_each_question():
    seat = seats_of(opened())[0]
    first = questions_of(seat.review)[0]
    common = {"seat": seat, "by": seat.user, "now": NOW}
    joint_reviews_answers.save(given={first.pk: Given(0)}, language="pl", **common)
    with pytest.raises(ReviewError):
        joint_reviews_answers.submit(**common)
    seat.refresh_from_db()
    assert seat.submitted_at is None


@pytest.mark.parametrize("given", [Given(11), Given(3, cannot_say=True)])
def test_an_answer_that_is_none_is_refused(given):
    seat = seats_of(opened())[0]
    key = questions_of(seat.review)[0].pk
    with pytest.raises(ValidationError):
        joint_reviews_answers.save(
            seat=seat, given={key: given}, language="pl", by=seat.user, now=NOW
        )
    assert not Answer.objects.exists()


def test_one_bad_answer_keeps_the_others_of_the_module_out():
    seat = seats_of(opened())[0]
    first, second = questions_of(seat.review)
    with pytest.raises(ValidationError):
        joint_reviews_answers.save(
            seat=seat,
            given={first.pk: Given(3), second.pk: Given(11)},
            language="pl",
            by=seat.user,
            now=NOW,
        )
    assert not Answer.objects.exists()


def test_questions_of_another_review_are_not_answered():
    seat, stranger = seats_of(opened())[0], questions_of(opened())[0]
    with pytest.raises(ReviewError):
        joint_reviews_answers.save(
            seat=seat, given={stranger.pk: Given(3)}, language="pl", by=seat.user, now=NOW
        )


def test_nobody_answers_from_another_seat():
    first, second, _third = seats_of(opened())
    key = questions_of(first.review)[0].pk
    with pytest.raises(PermissionDenied):
        joint_reviews_answers.save(
            seat=first, given={key: Given(3)}, language="pl", by=second.user, now=NOW
        )


def test_the_lead_answers_for_nobody():
    review = opened()
    seat = seats_of(review)[0]
    with pytest.raises(PermissionDenied):
        joint_reviews_answers.submit(seat=seat, by=lead_of(review), now=NOW)


@pytest.mark.parametrize("make", [revealed, published])
def test_after_the_reveal_no_answer_changes(make):
    review = make()
    seat, question = seats_of(review)[0], questions_of(review)[0]
    with pytest.raises(ReviewError):
        joint_reviews_answers.save(
            seat=seat, given={question.pk: Given(9)}, language="pl", by=seat.user, now=NOW
        )
    assert Answer.objects.get(reviewer=seat, question=question).score == 2


def test_what_is_submitted_does_not_change():
    seat = seats_of(opened())[0]
    answer(seat, 1, 2)
    key = questions_of(seat.review)[0].pk
    with pytest.raises(ReviewError):
        joint_reviews_answers.save(
            seat=seat, given={key: Given(9)}, language="pl", by=seat.user, now=NOW
        )


def test_the_lead_is_told_when_all_have_answered(letters):
    review = opened()
    lead = lead_of(review)
    review.opened_by = lead
    review.save()
    *first, last = seats_of(review)
    for seat in first:
        assert letters(lambda seat=seat: answer(seat, 1, 2)) == []
    assert [one.to for one in letters(lambda: answer(last, 1, 2))] == [[lead.email]]


def test_who_leaves_takes_answers_address_and_account_along():
    seat = seats_of(opened())[0]
    user, key = seat.user, questions_of(seat.review)[0].pk
    joint_reviews_answers.save(seat=seat, given={key: Given(3)}, language="pl", by=user, now=NOW)
    left = joint_reviews_seats.decline(seat=seat, by=user, now=NOW)
    assert (left.user, left.email, left.declined_at) == (None, "", NOW)
    assert not Answer.objects.exists()


def test_nobody_declines_for_another():
    first, second, _third = seats_of(opened())
    with pytest.raises(PermissionDenied):
        joint_reviews_seats.decline(seat=first, by=second.user, now=NOW)


def test_reminders_go_to_those_who_wait_and_not_again_for_three_days(letters):
    review = opened()
    answer(seats_of(review)[0], 1, 2)
    later = NOW + timedelta(days=4)
    common = {"review": review, "by": lead_of(review)}
    sent = letters(lambda: joint_reviews_seats.remind(now=later, **common))
    assert [one.to for one in sent] == [[seat.user.email] for seat in seats_of(review)[1:]]
    with pytest.raises(ReviewError):
        joint_reviews_seats.remind(now=later + timedelta(days=2), **common)


def test_a_reminder_replaces_the_link(link, letters):
    review = Reviewer.objects.get(email=EMAIL).review
    later = NOW + timedelta(days=4)
    sent = letters(lambda: joint_reviews_seats.remind(review=review, by=None, now=later))
    fresh = next(token_of(one) for one in sent if one.to == [EMAIL])
    assert joint_reviews_seats.find(link) is None
    assert joint_reviews_seats.find(fresh).email == EMAIL


def test_the_command_reminds_a_week_before_the_last_day(letters):
    opened()
    early, near = AFTER - timedelta(days=12), AFTER - timedelta(days=6)
    assert letters(lambda: joint_reviews_seats.remind_all(now=early)) == []
    assert len(letters(lambda: joint_reviews_seats.remind_all(now=near))) == 3
    assert letters(lambda: joint_reviews_seats.remind_all(now=near)) == []
    call_command("remind_reviewers", verbosity=0)


def test_personal_data_goes_after_its_end_and_organisations_stay():
    review = published()
    kept = AFTER + joint_reviews.KEPT_AFTER_END
    assert joint_reviews_seats.forget(now=kept) == 0
    assert joint_reviews_seats.forget(now=kept + timedelta(days=1)) == 3
    found = review.reviewers.values_list("organisation", "email", "user")
    assert list(found) == [(f"Organizacja {number}", "", None) for number in range(3)]
    call_command("forget_reviewers", verbosity=0)
