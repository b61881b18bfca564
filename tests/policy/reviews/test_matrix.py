"""Who may do what in which state of a joint review, and what nobody sees before the reveal.

The table also stands in docs/features/joint-review.md.
"""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from secon.people.enums import Role
from secon.people.models import User
from secon.policy.domain import joint_reviews, joint_reviews_answers
from secon.policy.domain.joint_review_access import access
from secon.policy.domain.joint_reviews_answers import Given
from secon.policy.enums import ReviewState
from secon.policy.models import JointReview
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import ReviewerFactory
from tests.policy.reviews.made import (
    AFTER,
    NOW,
    answer,
    lead_of,
    opened,
    prepared,
    published,
    questions_of,
    revealed,
    seats_of,
)

pytestmark = pytest.mark.django_db
SECRET = "Słowa, których nikt inny nie czyta."
# Letters of the states: Draft, Answering, dIscussing, Published, Cancelled.
TABLE = """
                page   leads  answers  may_answer  may_discuss  may_dissent
anonymous       P      -      P        -           -            -
citizen         P      -      P        -           -            -
other editor    P      -      P        -           -            -
seat            DAIPC  -      IP       -           I            I
silent seat     DAIPC  -      P        A           -            -
editor          DAIPC  DAIPC  IP       -           I            -
lead partner    DAIPC  DAIPC  IP       -           I            -
reviewer        DAIPC  -      IP       -           -            -
superuser       DAIPC  DAIPC  IP       -           I            -
"""
LETTERS = dict(zip(ReviewState, "DAIPC", strict=True))


def reading(table):
    head, *rows = [line for line in table.splitlines() if line.strip()]
    names = head.split()
    for row in rows:
        role, cells = row[:16].strip(), row[16:].split()
        for name, letters in zip(names, cells, strict=True):
            yield role, name, "" if letters == "-" else letters


def reader(role, review):
    answered, silent = seats_of(review)[:2]
    made = {
        "anonymous": AnonymousUser,
        "citizen": UserFactory,
        "other editor": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
        "seat": lambda: answered.user,
        "silent seat": lambda: silent.user,
        "editor": lambda: lead_of(review),
        "lead partner": lambda: member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        "reviewer": lambda: person(Role.REVIEWER),
        "superuser": lambda: User.objects.create_superuser("root@example.org", "x"),
    }
    return made[role]()


@pytest.mark.parametrize("role", [row.split("  ")[0] for row in TABLE.strip().splitlines()[1:]])
def test_the_table_of_rights(role):
    review = opened(seats=4)
    first, _second, *rest = seats_of(review)
    for seat in (first, *rest):
        answer(seat, 1, 2)
    user = reader(role, review)
    expected = {name: letters for one, name, letters in reading(TABLE) if one == role}
    found = dict.fromkeys(expected, "")
    for state, letter in LETTERS.items():
        review.state = state
        given = access(review, user)
        for name in found:
            found[name] += letter if getattr(given, name) else ""
    assert found == expected


def addresses(review):
    """Every page and file of a review."""
    own, question = [review.pk], questions_of(review)[0].pk
    names = {
        "review": own,
        "review_compare": own,
        "review_edit": own,
        "review_questions": own,
        "review_question_new": own,
        "review_question_edit": [review.pk, question],
        "review_question": [review.pk, question],
        "review_seats": own,
        "review_advice_new": own,
        "review_publish": own,
        "review_answer": [review.pk, "finance"],
        "reviews": [],
        "reviews_mine": [],
    }
    kinds = [("review_file", kind) for kind in ("csv", "xlsx", "json")]
    kinds += [("review_paper", kind) for kind in ("pdf", "docx")]
    found = [reverse(f"policy:{name}", args=args) for name, args in names.items()]
    found += [reverse(f"policy:{name}", args=[review.pk, kind]) for name, kind in kinds]
    return [*found, reverse("policy:reviews_file", args=["json"])]


@pytest.mark.parametrize("role", ["citizen", "silent seat", "editor", "reviewer", "superuser"])
def test_nothing_that_was_answered_can_be_read_before_the_reveal(client, role):
    review = opened(seats=4)
    first, _second, *rest = seats_of(review)
    for seat in (first, *rest):
        answer(seat, 1, 2, text=SECRET)
    client.force_login(reader(role, review))
    leaks = []
    for address in addresses(review):
        made = client.get(address, follow=True)
        body = b"".join(made.streaming_content) if made.streaming else made.content
        if SECRET.encode() in body or b"Median" in body:
            leaks.append(address)
    assert leaks == []


@pytest.mark.parametrize("name", ["review_file", "review_paper"])
def test_files_exist_for_nobody_before_the_publication(client, name):
    review = revealed()
    client.force_login(lead_of(review))
    kind = "csv" if name == "review_file" else "pdf"
    assert client.get(reverse(f"policy:{name}", args=[review.pk, kind])).status_code == 404


def test_the_page_of_the_lead_does_not_tell_that_somebody_is_answering(client):
    review = opened()
    seat, question = seats_of(review)[0], questions_of(review)[0]
    client.force_login(lead_of(review))
    address = reverse("policy:review", args=[review.pk])
    before = client.get(address).content
    joint_reviews_answers.save(
        seat=seat,
        given={question.pk: Given(3, text=SECRET)},
        language="pl",
        by=seat.user,
        now=NOW,
    )
    after = client.get(address).content
    token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub(b"", after) == token.sub(b"", before)


def test_half_filled_answers_of_one_reviewer_are_not_offered_to_another(client):
    review = opened()
    first, second, _third = seats_of(review)
    address = reverse("policy:review_answer", args=[review.pk, "finance"])
    key = questions_of(review)[0].pk
    client.force_login(first.user)
    refused = client.post(address, {f"score_{key}": "99", f"text_{key}": SECRET, "language": "pl"})
    assert (refused.status_code, SECRET in refused.content.decode()) == (422, True)
    client.force_login(second.user)
    assert SECRET not in client.get(f"{address}?kept=go").content.decode()


def test_after_the_reveal_those_who_were_silent_read_nothing(client):
    review = opened(seats=4)
    *answered, silent = seats_of(review)
    for seat in answered:
        answer(seat, 1, 2, text=SECRET)
    joint_reviews.reveal(review=review, by=None, now=AFTER)
    client.force_login(silent.user)
    question = reverse("policy:review_question", args=[review.pk, questions_of(review)[0].pk])
    page = client.get(reverse("policy:review", args=[review.pk]))
    assert (page.status_code, SECRET in page.content.decode()) == (200, False)
    assert client.get(question).status_code == 404


@pytest.mark.parametrize(
    ("make", "status"), [(prepared, 302), (opened, 302), (revealed, 302), (published, 200)]
)
def test_the_public_reads_published_reviews_only(client, make, status):
    review = make()
    assert client.get(reverse("policy:review", args=[review.pk])).status_code == status


@pytest.mark.parametrize("make", [prepared, opened, revealed])
def test_who_may_not_know_of_a_review_finds_nothing(client, make):
    review = make(title=SECRET)
    client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
    found = {client.get(address, follow=True).status_code for address in addresses(review)[:11]}
    assert found == {404}
    assert SECRET not in client.get(reverse("policy:reviews")).content.decode()


@pytest.mark.parametrize("role", ["citizen", "seat", "other editor", "reviewer"])
@pytest.mark.parametrize("step", ["open", "reveal", "remind", "cancel", "repeat"])
def test_only_the_lead_takes_a_step(client, role, step):
    review = opened(seats=4)
    client.force_login(reader(role, review))
    answer = client.post(reverse("policy:review_step", args=[review.pk]), {"do": step})
    assert answer.status_code == 404
    assert JointReview.objects.get().state == ReviewState.ANSWERING


@pytest.mark.parametrize("do", ["settle", "remark", "dissent", "withdraw"])
def test_a_platform_reviewer_reads_the_discussion_and_says_nothing(client, do):
    review = revealed()
    client.force_login(person(Role.REVIEWER))
    address = reverse("policy:review_question", args=[review.pk, questions_of(review)[0].pk])
    said = {f"{do}-text": "x", f"{do}-language": "en", f"{do}-outcome": "open"}
    assert client.get(address).status_code == 200
    assert client.post(address, {"do": do, **said}).status_code == 403


def test_a_seat_of_another_review_opens_nothing_here(client):
    review, other = opened(), opened()
    client.force_login(seats_of(other)[0].user)
    assert client.get(reverse("policy:review", args=[review.pk])).status_code == 404


def test_a_declined_seat_opens_nothing(client):
    review = opened()
    user = UserFactory()
    ReviewerFactory(review=review, user=user, declined_at=NOW)
    client.force_login(user)
    assert client.get(reverse("policy:review", args=[review.pk])).status_code == 404
