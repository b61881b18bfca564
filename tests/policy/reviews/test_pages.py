"""The pages of joint reviews: walked by lead and reviewers, with what they refuse."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from secon.kernel.ports import get_port
from secon.people.enums import Role
from secon.policy.domain import joint_reviews_discussion
from secon.policy.enums import Outcome, RecommendationState, ReviewState
from secon.policy.models import Answer, Dissent, JointReview, LibraryQuestion, Recommendation
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory
from tests.factories.policy import InstrumentFactory
from tests.policy.reviews.made import (
    LATER,
    NOW,
    lead_of,
    opened,
    prepared,
    published,
    questions_of,
    revealed,
    seats_of,
    settled,
)

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"policy:{name}", args=args)


def sent_links():
    """The links of the letters that left, by address."""
    return {
        letter.to[0]: re.search(r"http://\S+", letter.body)[0].split("testserver")[-1]
        for letter in get_port("mail").sent
    }


def test_a_review_walks_from_its_draft_to_its_publication(
    client, django_capture_on_commit_callbacks, settings
):
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    instrument = InstrumentFactory(name="Fundusz")
    far = (timezone.localdate() + timedelta(days=60)).isoformat()
    lead = member(Role.PARTNER_EDITOR, instrument.partner)
    asked = LibraryQuestion.objects.create(code="money", module="finance", text="Money?")
    client.force_login(lead)
    details = {"title": "Przegląd", "language": "pl", "answers_until": far}
    client.post(at("review_new", instrument.pk), details)
    review = JointReview.objects.get()
    client.post(at("review_questions", review.pk), {"library": [asked.pk]})
    guests = []
    for number in range(3):
        user = UserFactory()
        guests.append(user)
        client.post(
            at("review_seats", review.pk),
            {
                "email": user.email,
                "organisation": f"Region {number}",
                "side": "other_region",
                "partner": PartnerFactory().pk,
            },
        )
    get_port("mail").sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("review_step", review.pk), {"do": "open"})
    links = sent_links()
    key = questions_of(review)[0].pk
    for user, score in zip(guests, ("2", "8", "cannot"), strict=True):
        client.force_login(user)
        client.post(links[user.email])
        said = {f"score_{key}": score, f"text_{key}": f"Bo {score}", "language": "pl"}
        client.post(at("review_answer", review.pk, "finance"), said)
        client.post(at("review_answers", review.pk), {"do": "submit"})
    client.force_login(lead)
    client.post(at("review_step", review.pk), {"do": "reveal"})
    page = client.get(at("review_question", review.pk, key))
    client.post(
        at("review_question", review.pk, key),
        {
            "do": "settle",
            "settle-outcome": "agreed",
            "settle-agreed_score": "8",
            "settle-seen": page.context["settle_form"]["seen"].value(),
        },
    )
    client.post(
        at("review_advice_new", review.pk),
        {"text": "Zaliczki.", "owner": "Urząd", "due_on": far, "question": key},
    )
    client.force_login(guests[0])
    client.post(
        at("review_question", review.pk, key),
        {"do": "dissent", "dissent-text": "Nie osiem.", "dissent-language": "pl"},
    )
    client.force_login(lead)
    client.post(at("review_publish", review.pk), {"conclusion": "Wniosek", "sure": "on"})
    client.logout()
    shown = client.get(at("review", review.pk))
    found = shown.context["sheet"]
    assert (found.questions[0].spread.scores, found.questions[0].spread.cannot_say) == ((2, 8), 1)
    assert (found.questions[0].outcome, found.questions[0].agreed_score) == (Outcome.MAJORITY, 8)
    assert [one.text.text for one in found.questions[0].dissents] == ["Nie osiem."]
    assert [row.advised.owner for row in shown.context["advised"]] == ["Urząd"]


def test_the_page_shows_six_answers_and_both_dissents_in_words(client):
    review = revealed((2,), (8,), (3,), (8,), (7,), (7,))
    question = questions_of(review)[0]
    settled(question, Outcome.AGREED, 7)
    for number in (0, 2):
        seat = seats_of(review)[number]
        joint_reviews_discussion.dissent(
            question=question,
            seat=seat,
            text=f"Sprzeciw {number}",
            language="pl",
            by=seat.user,
            now=NOW,
        )
    client.force_login(lead_of(review))
    client.post(at("review_publish", review.pk), {"sure": "on"})
    client.logout()
    text = client.get(at("review", review.pk)).content.decode()
    wanted = ["Sprzeciw 0", "Sprzeciw 2", "Most agree, some do not", "Median 7, from 2 to 8"]
    wanted += [f"Organizacja {number}" for number in range(6)]
    assert [part for part in wanted if part not in text] == []


def test_looking_at_a_link_does_not_use_it_up_and_a_dead_one_says_so(client):
    assert client.get(at("review_seat", "nothing")).status_code == 410
    user = UserFactory()
    client.force_login(user)
    answer = client.post(at("review_seat", "nothing"))
    assert (answer.status_code, answer.url) == (302, at("reviews_mine"))


def test_answers_that_cannot_be_stored_come_back_as_typed(client):
    review = opened()
    seat, (first, second) = seats_of(review)[0], questions_of(review)
    client.force_login(seat.user)
    said = {
        f"score_{first.pk}": "4",
        f"text_{first.pk}": "x" * 2001,
        f"score_{second.pk}": "7",
        "language": "pl",
    }
    answer = client.post(at("review_answer", review.pk, "finance"), said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"text_{first.pk}"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("score", ["11", "-1", "5.5", "tak"])
def test_a_score_outside_the_scale_is_refused_at_its_field(client, score):
    review = opened()
    seat, question = seats_of(review)[0], questions_of(review)[0]
    client.force_login(seat.user)
    said = {f"score_{question.pk}": score, "language": "pl"}
    answer = client.post(at("review_answer", review.pk, "finance"), said)
    assert list(answer.context["form"].errors) == [f"score_{question.pk}"]


def test_submitting_too_early_says_how_many_are_missing(client):
    review = opened()
    client.force_login(seats_of(review)[0].user)
    answer = client.post(at("review_answers", review.pk), {"do": "submit"}, follow=True)
    assert [str(one) for one in answer.context["messages"]] == [
        "2 questions have neither a score nor “I cannot say”."
    ]


def test_a_module_that_is_not_asked_does_not_exist(client):
    review = opened()
    client.force_login(seats_of(review)[0].user)
    assert client.get(at("review_answer", review.pk, "legal")).status_code == 404


def test_the_second_of_two_leads_gets_the_outcome_form_back_with_the_words(client):
    review = revealed()
    question = questions_of(review)[0]
    client.force_login(lead_of(review))
    address = at("review_question", review.pk, question.pk)
    seen = client.get(address).context["settle_form"]["seen"].value()
    said = {"do": "settle", "settle-outcome": "agreed", "settle-seen": seen}
    first = client.post(address, said | {"settle-agreed_text": "Pierwsze słowa"})
    second = client.post(address, said | {"settle-agreed_text": "Drugie słowa"})
    question.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 422)
    assert question.agreed_text == "Pierwsze słowa"
    assert second.context["settle_form"]["agreed_text"].value() == "Drugie słowa"


def test_two_leads_who_edit_the_same_title_are_asked_which_to_keep(client):
    review = prepared()
    address = at("review_edit", review.pk)
    sent = []
    for name in ("Pierwszy", "Drugi"):
        client.force_login(lead_of(review))
        page = client.get(address)
        base = re.search(rb'name="kept_base" value="([^"]*)"', page.content)[1].decode()
        shown = page.context["form"].initial
        typed = {"title": name, "language": shown["language"], "introduction": ""}
        typed |= {"answers_until": shown["answers_until"].isoformat(), "kept_base": base}
        sent.append(typed)
    statuses = []
    for typed in sent:
        client.force_login(lead_of(review))
        typed["answers_until"] = ""
        statuses.append(client.post(address, typed).status_code)
    review.refresh_from_db()
    assert (statuses, review.title) == ([302, 409], "Pierwszy")


def test_publishing_without_being_sure_publishes_nothing(client):
    review = revealed()
    for question in questions_of(review):
        settled(question)
    client.force_login(lead_of(review))
    answer = client.post(at("review_publish", review.pk), {"conclusion": "Wniosek"})
    review.refresh_from_db()
    assert (answer.status_code, review.state) == (422, ReviewState.DISCUSSING)


def test_the_lead_follows_a_recommendation(client):
    review = published()
    advice = Recommendation.objects.create(
        review=review, text="Zaliczki.", owner="Urząd", due_on=LATER.date()
    )
    client.force_login(lead_of(review))
    said = {"state": "done", "state_note": "Gotowe"}
    client.post(at("review_advice", review.pk, advice.pk), said)
    advice.refresh_from_db()
    assert (advice.state, advice.state_note) == (RecommendationState.DONE, "Gotowe")


def test_a_lead_of_another_region_does_not_follow_it(client):
    review = published()
    advice = Recommendation.objects.create(
        review=review, text="Zaliczki.", owner="Urząd", due_on=LATER.date()
    )
    client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
    answer = client.post(at("review_advice", review.pk, advice.pk), {"state": "done"})
    advice.refresh_from_db()
    assert (answer.status_code, advice.state) == (404, RecommendationState.OPEN)


def test_strangers_begin_no_review(client):
    instrument = InstrumentFactory()
    client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
    answer = client.post(at("review_new", instrument.pk), {"title": "Obcy", "language": "pl"})
    assert (answer.status_code, JointReview.objects.count()) == (403, 0)


def test_only_the_own_dissent_is_offered_for_change(client):
    review = revealed()
    question = settled(questions_of(review)[0])
    first, second, _third = seats_of(review)
    Dissent.objects.create(question=question, reviewer=first, text="Moje", language="pl", at=NOW)
    address = at("review_question", review.pk, question.pk)
    client.force_login(first.user)
    assert client.get(address).context["dissent_form"]["text"].value() == "Moje"
    client.force_login(second.user)
    assert client.get(address).context["dissent_form"]["text"].value() is None


def test_the_lead_writes_questions_in_another_language_and_reviewers_do_not(client):
    review = opened()
    question = questions_of(review)[0]
    address = reverse("partnership:texts", args=["review-question", question.pk, "el"])
    client.force_login(seats_of(review)[0].user)
    assert client.get(address).status_code == 403
    client.force_login(lead_of(review))
    client.post(address, {"text": "Ερώτηση;"})
    question = questions_of(review)[0]
    assert question.best("el")["text"] == "Ερώτηση;"


def test_the_desk_leads_to_the_own_progress(client):
    review = opened()
    client.force_login(seats_of(review)[0].user)
    answer = client.get(at("review_answers", review.pk), follow=True)
    assert [one.given for one in answer.context["progress"]] == [0]
