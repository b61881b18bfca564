"""Lists, files and comparisons of joint reviews, and what they cost."""

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from secon.policy.domain import joint_reviews_rounds
from secon.policy.enums import ReviewState
from secon.policy.models import JointReview
from tests.factories.people import UserFactory
from tests.policy.reviews.made import (
    LATER,
    opened,
    published,
    seats_of,
)

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"policy:{name}", args=args)


def test_the_answers_leave_by_organisation_in_three_forms(client):
    review = published((2, None), (5, 5), (9, 6))
    body = b"".join(client.get(at("review_file", review.pk, "json")).streaming_content)
    told = json.loads(body)
    rows = [(row["organisation"], row["score"], row["cannot_say"]) for row in told["answers"]]
    assert rows[3:] == [
        ("Organizacja 0", None, True),
        ("Organizacja 1", 5, False),
        ("Organizacja 2", 6, False),
    ]
    lines = b"".join(client.get(at("review_file", review.pk, "csv")).streaming_content)
    assert len(lines.decode().strip().splitlines()) == 7
    book = b"".join(client.get(at("review_file", review.pk, "xlsx")).streaming_content)
    assert load_workbook(io.BytesIO(book))["answers"].max_row == 7


def test_the_comparison_stands_beside_the_next_round(client):
    first = published((2, 5), (2, 5), (4, 5))
    second = joint_reviews_rounds.repeat(review=first, by=None, now=LATER)
    JointReview.objects.filter(pk=second.pk).update(
        state=ReviewState.PUBLISHED, published_at=LATER, published=first.published
    )
    rows = client.get(at("review_compare", second.pk)).context["rows"]
    assert [row.moved for row in rows] == ["median unchanged", "median unchanged"]
    assert client.get(at("review_compare", first.pk)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_review_and_three(
    client, django_assert_num_queries, number
):
    for _one in range(number):
        published()
    client.get(at("reviews"))
    with django_assert_num_queries(8):
        assert len(client.get(at("reviews")).context["rows"]) == number


@pytest.mark.parametrize("number", [3, 6])
def test_the_page_costs_the_same_for_three_reviewers_and_six(
    client, django_assert_num_queries, number
):
    review = published(*((1, 2) for _one in range(number)))
    client.get(at("review", review.pk))
    with django_assert_num_queries(4):
        assert len(client.get(at("review", review.pk)).context["sheet"].seats) == number


def test_the_list_is_narrowed_by_words_region_and_year_and_refuses_nonsense_as_a_file(client):
    kept, other = published(title="Jeden"), published(title="Dwa")
    for query in ({"q": "jeden"}, {"region": kept.partner.slug}):
        rows = client.get(at("reviews"), query).context["rows"]
        assert [row.review for row in rows] == [kept]
    rows = client.get(at("reviews"), {"year": 2026}).context["rows"]
    assert {row.review for row in rows} == {kept, other}
    assert client.get(at("reviews_file", "csv"), {"year": "x"}).status_code == 400
    assert client.get(at("reviews_file", "exe")).status_code == 404


def test_my_reviews_offer_a_seat_to_the_invited_address_only(client):
    review = opened()
    seat = seats_of(review)[0]
    seat.user, seat.email = None, "zaproszona@example.org"
    seat.save()
    client.force_login(UserFactory(email="zaproszona@example.org"))
    assert [one.taken for one in client.get(at("reviews_mine")).context["seats"]] == [False]
    client.force_login(UserFactory())
    assert client.get(at("reviews_mine")).context["seats"] == ()
    assert client.post(at("review_take", seat.pk)).status_code == 404
