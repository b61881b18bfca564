"""The list of practices: what it shows, counts, and how many queries it takes."""

import json
from datetime import date
from decimal import Decimal

import pytest

from secon.practices.models import Practice, PracticeResult, PracticeTopic, PracticeTranslation
from tests.factories.partnership import PartnerFactory
from tests.factories.policy import FactorFactory
from tests.factories.practices import PracticeAnswerFactory, PracticeFactory, TransferFactory

pytestmark = pytest.mark.django_db
LIST = "/en/practices/"


def published(count: int = 1, **changes: object) -> list[Practice]:
    """Practices with all that a row shows."""
    found = PracticeFactory.create_batch(count, published=True, **changes)
    for one in found:
        PracticeTopic.objects.create(practice=one, topic="skills")
        PracticeTranslation.objects.create(
            record=one, language="pl", title="Po polsku", summary="X"
        )
        PracticeAnswerFactory(practice=one, factor=FactorFactory(aspect="finance"))
        TransferFactory(practice=one)
    return found


def titles(answer) -> list[str]:
    return [row.text["title"] for row in answer.context["list"].rows]


def counts(answer, name: str) -> dict[str, int]:
    found = {one.name: one for one in answer.context["list"].choices}
    return {one.value: one.count for one in found[name].options} if name in found else {}


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_page_takes_the_same_queries_for_every_number_of_rows(
    client, django_assert_num_queries, item_count
):
    published(item_count)
    client.get(LIST)  # the index is held from here on
    with django_assert_num_queries(7):
        answer = client.get(LIST)
    assert len(answer.context["list"].rows) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_file_takes_the_same_queries_for_every_number_of_rows(
    client, django_assert_num_queries, item_count
):
    published(item_count)
    client.get(LIST)
    with django_assert_num_queries(8):
        lines = b"".join(client.get(f"{LIST}practices.csv").streaming_content).splitlines()
    assert len(lines) == item_count + 1


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted", "declined", "withdrawn"])
def test_what_is_not_published_is_not_listed(client, state):
    PracticeFactory(state=state, title="Secret plan")
    PracticeFactory(published=True, live=False, title="Secret plan")
    assert "Secret" not in client.get(LIST).content.decode()
    assert "Secret" not in b"".join(client.get(f"{LIST}practices.json").streaming_content).decode()
    assert "Secret" not in client.get(f"{LIST}feed.xml").content.decode()


def test_lessons_stand_apart(client):
    PracticeFactory(published=True, title="It worked")
    PracticeFactory(published=True, title="It failed", is_lesson=True)
    answer = client.get(LIST)
    assert titles(answer) == ["It worked"]
    assert [(label, count) for label, _q, count, _c in answer.context["list"].kinds] == [
        ("What worked", 1),
        ("Lessons from what failed", 1),
    ]
    assert titles(client.get(LIST, {"kind": "lesson"})) == ["It failed"]


def test_each_filter_counts_what_it_would_give(client):
    one, two = published(2)
    Practice.objects.filter(pk=two.pk).update(rural="urban")
    PracticeTopic.objects.create(practice=two, topic="funding")
    answer = client.get(LIST, {"topic": "funding"})
    assert titles(answer) == [two.title]
    assert counts(answer, "topic") == {"skills": 2, "funding": 1}
    assert counts(answer, "region") == {two.partner.slug: 1}
    assert counts(answer, "rural") == {"urban": 1}
    assert titles(client.get(LIST, {"region": one.partner.slug})) == [one.title]
    assert titles(client.get(LIST, {"aspect": "finance", "country": "PL"})) == [
        two.title,
        one.title,
    ]


@pytest.mark.parametrize(
    ("changes", "review"),
    [
        ({"round": 0}, "named"),
        ({"round": 0, "named_by_project": False}, "found"),
        ({}, "published"),
        ({"state": "counted"}, "counted"),
        ({"state": "validated"}, "validated"),
        ({"state": "not_selected"}, "not_selected"),
    ],
)
def test_the_state_of_review_is_a_filter(client, changes, review):
    PracticeFactory(published=True, **changes)
    assert counts(client.get(LIST), "review") == {review: 1}


def test_money_is_compared_in_euro_and_unknown_is_not_nothing(client):
    PracticeFactory(published=True, title="Cheap", cost=Decimal(100))
    PracticeFactory(published=True, title="Dear", cost=Decimal(5000))
    PracticeFactory(published=True, title="Złoty", cost=Decimal(50), currency="PLN")
    PracticeFactory(published=True, title="Unknown")
    assert titles(client.get(LIST, {"cost_to": "100"})) == ["Cheap"]
    known = titles(client.get(LIST, {"costed": "on"}))
    assert known == ["Złoty", "Dear", "Cheap"]


def test_results_in_numbers_and_transfers_are_filters(client):
    plain, counted = PracticeFactory.create_batch(2, published=True)
    PracticeResult.objects.create(practice=counted, label="Jobs", number=5)
    TransferFactory(practice=plain, state="adapted")
    assert titles(client.get(LIST, {"figures": "on"})) == [counted.title]
    assert titles(client.get(LIST, {"taken_up": "on"})) == [plain.title]
    assert titles(client.get(LIST, {"arrived": "on"})) == [plain.title]
    TransferFactory(practice=counted, state="dropped")
    assert titles(client.get(LIST, {"taken_up": "on"})) == [plain.title]


def test_words_are_found_in_every_language_whatever_their_accents(client):
    one = PracticeFactory(published=True)
    PracticeTranslation.objects.create(record=one, language="el", title="Κοινωνική οικονομία")
    PracticeFactory(published=True)
    assert titles(client.get(LIST, {"q": "ΚΟΙΝΩΝΙΚΗ"})) == [one.title]


def test_the_orders_of_the_list(client):
    for title in ("Zürich", "Äpfel", "Apfel"):
        PracticeFactory(published=True, title=title, original_language="de")
    TransferFactory(practice=Practice.objects.get(title="Äpfel"))
    assert titles(client.get(LIST)) == ["Apfel", "Äpfel", "Zürich"]
    assert titles(client.get(LIST, {"sort": "title"})) == ["Apfel", "Äpfel", "Zürich"]
    assert titles(client.get(LIST, {"sort": "transferred"})) == ["Äpfel", "Apfel", "Zürich"]


def test_the_best_language_is_shown_and_named(client):
    published(title="English")
    row = client.get("/pl/practices/").context["list"].rows[0]
    assert (row.text["title"], row.mark.variant) == ("Po polsku", "human")
    row = client.get("/lv/practices/").context["list"].rows[0]
    assert (row.text["title"], row.mark.variant) == ("English", "missing")


def test_a_question_that_cannot_be_read_is_told_and_a_file_refused(client):
    PracticeFactory(published=True)
    query = {"topic": "nonsense", "cost_to": "much"}
    answer = client.get(LIST, query)
    assert (answer.status_code, answer.context["list"].total) == (200, 1)
    assert sorted(answer.context["form"].errors) == ["cost_to", "topic"]
    assert client.get(f"{LIST}practices.csv", query).status_code == 400
    assert client.get(f"{LIST}practices.doc").status_code == 404


def test_the_file_tells_unknown_as_null_and_no_person(client):
    published(starts=None, transfer="")
    told = json.loads(b"".join(client.get(f"{LIST}practices.json").streaming_content))
    one = told["practices"][0]
    assert (one["starts"], one["cost"], one["transfer"], one["transfers"]) == (None, None, None, 1)
    assert (one["topics"], one["barriers"]) == (["skills"], ["finance"])
    assert [name for name in one if "contact" in name or "author" in name] == []


def test_the_feed_has_the_newest_first(client):
    PracticeFactory(published=True, title="Old")
    PracticeFactory(published=True, title="New")
    feed = client.get(f"{LIST}feed.xml", {"sort": "title"}).content.decode()
    assert feed.index("<title>New") < feed.index("<title>Old")


def test_a_change_is_seen_by_the_next_reader(client):
    one = PracticeFactory(published=True, title="Before")
    PartnerFactory()
    assert titles(client.get(LIST)) == ["Before"]
    one.title, one.starts = "After", date(2019, 1, 1)
    one.save()
    assert titles(client.get(LIST, {"q": "after"})) == ["After"]
    one.delete()
    assert titles(client.get(LIST)) == []


def test_more_than_a_page_has_a_next(client):
    PracticeFactory.create_batch(21, published=True)
    first = client.get(LIST).context["list"]
    assert (len(first.rows), first.pages, first.next) == (20, 2, "page=2")
    assert len(client.get(LIST, {"page": 2}).context["list"].rows) == 1


def test_whole_lists_are_not_taken_too_often(client):
    answers = [client.get(f"{LIST}practices.csv").status_code for _each in range(13)]
    assert answers == [200] * 12 + [429]
