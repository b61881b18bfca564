"""A review is prepared, opened, shown and cancelled by its lead, and only in that order."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.kernel.models import AuditEvent
from secon.people.enums import Role
from secon.policy.domain import (
    joint_reviews,
    joint_reviews_seats,
)
from secon.policy.domain.joint_reviews import ReviewDetails, ReviewError
from secon.policy.domain.joint_reviews_questions import QuestionWords
from secon.policy.domain.joint_reviews_seats import Guest
from secon.policy.enums import Module, ReviewState, Side
from secon.policy.models import (
    Answer,
    JointReview,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory
from tests.factories.policy import InstrumentFactory
from tests.policy.reviews.made import (
    AFTER,
    NOW,
    UNTIL,
    answer,
    invited,
    lead_of,
    opened,
    prepared,
    questions_of,
    revealed,
    seats_of,
)

pytestmark = pytest.mark.django_db
DETAILS = ReviewDetails("Przegląd", "Dlaczego", "pl", UNTIL)
WORDS = QuestionWords(Module.FINANCE, "Czy pieniądze docierają?", "0: nie. 10: tak.", "pl")


def test_an_editor_of_the_region_drafts_a_review_and_it_is_on_record():
    instrument = InstrumentFactory()
    editor = member(Role.PARTNER_EDITOR, instrument.partner)
    review = joint_reviews.draft(instrument=instrument, details=DETAILS, by=editor, now=NOW)
    assert (review.partner, review.state, review.title) == (
        instrument.partner,
        ReviewState.DRAFT,
        "Przegląd",
    )
    noted = AuditEvent.objects.filter(target="policy.jointreview", target_id=str(review.pk))
    assert list(noted.values_list("verb", "by")) == [("draft_review", editor.pk)]


def test_an_editor_of_another_region_drafts_none():
    stranger = member(Role.PARTNER_EDITOR, PartnerFactory())
    with pytest.raises(PermissionDenied):
        joint_reviews.draft(instrument=InstrumentFactory(), details=DETAILS, by=stranger, now=NOW)
    assert not JointReview.objects.exists()


def test_an_instrument_without_a_partner_has_nobody_to_lead():
    with pytest.raises(ReviewError):
        joint_reviews.draft(
            instrument=InstrumentFactory(national=True), details=DETAILS, by=None, now=NOW
        )


@pytest.mark.parametrize("days", [0, -1, 366])
def test_the_last_day_lies_within_the_coming_year(days):
    until = NOW.date() + timedelta(days=days)
    with pytest.raises(ReviewError) as refused:
        joint_reviews.draft(
            instrument=InstrumentFactory(),
            details=ReviewDetails("Przegląd", "", "pl", until),
            by=None,
            now=NOW,
        )
    assert list(refused.value.message_dict) == ["answers_until"]


def test_the_second_of_two_leads_is_told_and_nothing_is_overwritten():
    review = prepared()
    seen = joint_reviews.version(review)
    common = {"review": review, "seen": seen, "by": lead_of(review), "now": NOW}
    joint_reviews.change(details=ReviewDetails("Pierwszy", "", "pl", UNTIL), **common)
    with pytest.raises(ReviewError):
        joint_reviews.change(details=ReviewDetails("Drugi", "", "pl", UNTIL), **common)
    review.refresh_from_db()
    assert review.title == "Pierwszy"


def test_once_open_only_the_last_day_moves():
    review = opened()
    later = UNTIL + timedelta(days=7)
    joint_reviews.change(
        review=review,
        details=ReviewDetails("Nowy tytuł", "Nowe", "en", later),
        seen=joint_reviews.version(review),
        by=lead_of(review),
        now=NOW,
    )
    review.refresh_from_db()
    assert (review.answers_until, review.title == "Nowy tytuł") == (later, False)


def test_opening_writes_to_each_reviewer_in_the_language_of_the_region(letters):
    review = prepared(seats=2)
    other = PartnerFactory(original_language="el", languages=["el"])
    invited(review, "nowa@example.org", "Περιφέρεια", other)
    sent = letters(lambda: joint_reviews.open_(review=review, by=lead_of(review), now=NOW))
    emails = [seat.email for seat in seats_of(review)]
    assert [letter.to for letter in sent] == [[email] for email in emails]
    assert "/el/policies/reviews/seat/" in sent[-1].body
    assert "/pl/policies/reviews/" in sent[0].body


def test_a_review_with_too_few_reviewers_does_not_open():
    with pytest.raises(ReviewError):
        joint_reviews.open_(review=prepared(seats=2), by=None, now=NOW)


def test_a_review_without_questions_does_not_open():
    with pytest.raises(ReviewError):
        joint_reviews.open_(review=prepared(questions=0), by=None, now=NOW)


def test_a_review_whose_last_day_is_over_does_not_open():
    with pytest.raises(ReviewError) as refused:
        joint_reviews.open_(review=prepared(), by=None, now=AFTER)
    assert list(refused.value.message_dict) == ["answers_until"]


def test_two_leads_open_it_once(letters):
    review = prepared()
    first = letters(lambda: joint_reviews.open_(review=review, by=lead_of(review), now=NOW))
    with pytest.raises(ReviewError):
        joint_reviews.open_(review=review, by=lead_of(review), now=NOW)
    assert len(first) == 3


def test_answers_are_shown_when_all_have_answered():
    review = opened()
    for seat in seats_of(review):
        answer(seat, 3, 4)
    assert joint_reviews.reveal(review=review, by=lead_of(review), now=NOW).revealed_at == NOW


def test_answers_are_not_shown_while_some_may_still_answer():
    review = opened(seats=4)
    for seat in seats_of(review)[:3]:
        answer(seat, 3, 4)
    with pytest.raises(ReviewError):
        joint_reviews.reveal(review=review, by=lead_of(review), now=NOW)


def test_after_the_last_day_three_answers_are_enough_and_begun_ones_are_deleted():
    review = opened(seats=4)
    *answered, late = seats_of(review)
    for seat in answered:
        answer(seat, 3, 4)
    Answer.objects.create(
        reviewer=late, question=questions_of(review)[0], text="Niegotowe", saved_at=NOW
    )
    joint_reviews.reveal(review=review, by=lead_of(review), now=AFTER)
    assert Answer.objects.filter(reviewer=late).count() == 0
    assert Answer.objects.count() == 6


def test_two_answers_are_never_shown():
    review = opened()
    for seat in seats_of(review)[:2]:
        answer(seat, 3, 4)
    with pytest.raises(ReviewError):
        joint_reviews.reveal(review=review, by=lead_of(review), now=AFTER)


@pytest.mark.parametrize("verb", ["open_", "reveal", "cancel"])
def test_nobody_else_takes_a_step(verb):
    review = prepared()
    stranger = member(Role.PARTNER_EDITOR, PartnerFactory())
    with pytest.raises(PermissionDenied):
        getattr(joint_reviews, verb)(review=review, by=stranger, now=NOW)
    review.refresh_from_db()
    assert review.state == ReviewState.DRAFT


def test_a_cancelled_review_keeps_no_answers_and_no_addresses_beyond_the_day():
    review = revealed()
    joint_reviews.cancel(review=review, by=lead_of(review), now=NOW)
    assert not Answer.objects.exists()
    assert joint_reviews_seats.forget(now=NOW + timedelta(days=1)) == 3


def test_a_person_is_invited_once():
    review = prepared()
    email = seats_of(review)[0].email.upper()
    with pytest.raises(ValidationError) as refused:
        invited(review, email, "Ktoś", PartnerFactory())
    assert list(refused.value.message_dict) == ["email"]


def test_somebody_from_another_region_names_another_region():
    review = prepared()
    for partner in (None, review.partner):
        guest = Guest("a@example.org", "Ktoś", Side.OTHER_REGION, partner)
        with pytest.raises(ReviewError) as refused:
            joint_reviews_seats.invite(review=review, guest=guest, by=None, now=NOW)
        assert list(refused.value.message_dict) == ["partner"]


def test_who_has_answered_keeps_the_seat():
    review = opened()
    seat = seats_of(review)[0]
    answer(seat, 1, 2)
    with pytest.raises(ReviewError):
        joint_reviews_seats.uninvite(seat=seat, by=lead_of(review), now=NOW)
    assert Answer.objects.filter(reviewer=seat).count() == 2


def test_who_comes_later_is_written_to_at_once(letters):
    review = opened()
    sent = letters(lambda: invited(review, "nowy@example.org", "Nowa", PartnerFactory()))
    assert [letter.to for letter in sent] == [["nowy@example.org"]]


def test_strangers_invite_nobody():
    review = prepared()
    guest = Guest("a@example.org", "Ktoś", Side.STAKEHOLDER, None)
    with pytest.raises(PermissionDenied):
        joint_reviews_seats.invite(review=review, guest=guest, by=UserFactory(), now=NOW)
