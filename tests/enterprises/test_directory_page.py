"""The directory as a page: what it says, what it offers, how many queries it takes."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from secon.enterprises.enums import Met
from secon.enterprises.models import Check, Enterprise, EnterpriseTranslation, OpeningHours
from tests.factories.enterprises import (
    EnterpriseFactory,
    EnterpriseStatusFactory,
    OfferFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/en/enterprises/"
DIEST = {"country": "BE", "nuts": "BE242", "town": "Diest", "lon": 5.06, "lat": 50.99}
HTMX = {"headers": {"HX-Request": "true"}}


def listed(count: int = 1, **changes: object) -> list[Enterprise]:
    """Enterprises with all that a card shows."""
    found = EnterpriseFactory.create_batch(count, **changes)
    for one in found:
        OfferFactory(enterprise=one)
        EnterpriseStatusFactory(enterprise=one)
        EnterpriseTranslation.objects.create(record=one, language="en", summary="Cooks, cleans.")
        Check.objects.create(
            enterprise=one,
            subject="pl-ps",
            met=Met.YES,
            evidence_kind="register",
            checked_on=date(2026, 3, 1),
            checked_for="A partner",
        )
    return found


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_page_takes_the_same_queries_for_every_number_of_rows(
    client, django_assert_num_queries, item_count
):
    listed(item_count, verified=True)
    client.get(LIST, {"q": "catering"})  # labels and the index are remembered from here on
    with django_assert_num_queries(8):
        answer = client.get(LIST, {"q": "catering"})
    assert len(answer.context["cards"]) == item_count


def test_a_card_says_what_was_checked_and_what_is_offered(client):
    listed(verified=True, name="Kuchnia")
    card = client.get(LIST).context["cards"][0]
    assert card.name.text == "Kuchnia"
    assert (card.summary.text, card.summary.note) == ("Cooks, cleans.", "")
    assert [offer.title.text for offer in card.offers] == ["Catering na spotkania"]
    assert card.checked.startswith("Checked: ")
    assert card.checked.endswith(", on 1 March 2026")
    assert card.url == Enterprise.objects.get().get_absolute_url()


@pytest.mark.parametrize(
    ("trait", "changes", "said"),
    [
        ({}, {}, "Listed, not yet verified"),
        ({"verified": True}, {}, "Checked on 1 March 2026"),
        (
            {"verified": True},
            {"check_again_on": date(2026, 3, 2)},
            "Checked on 1 March 2026, to be checked again",
        ),
    ],
)
def test_a_card_tells_listed_verified_and_run_out_apart(client, trait, changes, said):
    EnterpriseFactory(**trait, **changes)
    assert client.get(LIST).context["cards"][0].checked == said


def test_entries_that_wait_or_ended_are_not_listed(client):
    EnterpriseFactory(proposed=True, name="Waiting Ltd")
    EnterpriseFactory(declined=True, name="Declined Ltd")
    EnterpriseFactory(ended=True, name="Ended Ltd")
    html = client.get(LIST).content.decode()
    assert [name for name in ("Waiting", "Declined", "Ended") if f"{name} Ltd" in html] == []


def test_a_text_in_another_language_says_which(client):
    EnterpriseFactory()
    summary = client.get(LIST).context["cards"][0].summary
    assert (summary.text, summary.language, summary.note) == (
        "Gotuje i sprząta.",
        "pl",
        "in Polish",
    )


def test_words_in_another_language_find_an_offer_by_its_code(client):
    kitchen = listed()[0]
    EnterpriseFactory(name="Pralnia")
    answer = client.get("/el/enterprises/", {"q": "τροφοδοσία"})
    assert [card.pk for card in answer.context["cards"]] == [kitchen.pk]
    assert answer.context["reading"].code == "55520000"
    assert answer.context["cards"][0].offers[0].is_asked
    assert answer.context["cards"][0].why != ()


def test_a_town_that_no_caterer_lies_in_is_offered_as_a_place_to_look_near(client, towns):
    listed(town="Radom")
    EnterpriseFactory(**DIEST | {"town": "Leuven"})
    reading = client.get(LIST, {"q": "catering Leuven"}).context["reading"]
    assert reading.dropped == ("leuven",)
    assert [(one.label, one.query) for one in reading.towns] == [
        ("Leuven", "q=catering&near=Leuven")
    ]


def test_a_place_orders_by_distance_and_says_it(client, towns):
    near, far = EnterpriseFactory(**DIEST), EnterpriseFactory(**DIEST | {"lon": 5.3})
    EnterpriseFactory()
    answer = client.get(LIST, {"near": "Diest"})
    assert [(card.pk, card.distance) for card in answer.context["cards"]] == [
        (near.pk, "700 m"),
        (far.pk, "17 km"),
    ]
    assert answer.context["title"] == "2 social enterprises near Diest"


def test_the_nearest_are_shown_where_nothing_lies_within_the_distance(client, towns):
    far = EnterpriseFactory(**DIEST | {"lon": 5.6})
    answer = client.get(LIST, {"near": "Diest", "km": "5"})
    assert answer.context["title"] == "0 social enterprises near Diest"
    assert [card.pk for card in answer.context["nearest"]] == [far.pk]


def test_an_unknown_place_offers_places_like_it(client, towns):
    EnterpriseFactory()
    html = client.get(LIST, {"near": "Padxrbxrxn"}).content.decode()
    assert "We do not know a place called “Padxrbxrxn”" in html
    assert "near=Paderborn" in html


def test_several_places_of_one_name_are_all_offered(client, towns):
    place = client.get(LIST, {"near": "Halle"}).context["place"]
    assert len(place.others) >= 2
    assert all("place=town-" in one.query for one in place.others)


def test_an_empty_answer_says_what_is_left_without_each_filter(client):
    EnterpriseFactory(family="mutual")
    answer = client.get(LIST, {"family": "mutual", "sector": "care"})
    assert [(one.label, one.query, one.count) for one in answer.context["alternatives"]] == [
        ("Care and social services", "family=mutual", 1)
    ]


def test_open_now_leaves_out_what_is_closed(client):
    always, _never = EnterpriseFactory(), EnterpriseFactory()
    for day in range(7):
        OpeningHours.objects.create(
            enterprise=always, weekday=day, opens=time(0), closes=time(23, 59)
        )
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        cards = client.get(LIST, {"open": "on"}).context["cards"]
    assert [(card.pk, card.open_until) for card in cards] == [(always.pk, "open until 23:59")]


def test_areas_are_listed_with_their_counts_as_links(client, towns):
    EnterpriseFactory(**DIEST), EnterpriseFactory(**DIEST), EnterpriseFactory()
    countries = client.get(LIST, {"family": ""}, follow=True).context["areas"]
    assert [(one.name, one.count, one.query) for one in countries] == [
        ("Belgium", 2, "nuts=BE"),
        ("Poland", 1, "nuts=PL"),
    ]
    below = client.get(LIST, {"nuts": "BE24"}).context["areas"]
    assert [(one.name, one.count) for one in below] == [("Arr. Leuven, Belgium", 2)]


def test_needless_parameters_leave_the_address(client):
    answer = client.get(LIST, {"q": "", "near": "", "km": "30", "family": "mutual"})
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?family=mutual")


def test_a_part_of_the_page_comes_with_the_address_to_show(client):
    answer = client.get(LIST, {"q": "", "family": "mutual", "page": "1"}, **HTMX)
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, f"{LIST}?family=mutual")
    assert "HX-Request" in answer["Vary"]


def test_pages_lead_to_each_other_and_numbers_go_on(client):
    EnterpriseFactory.create_batch(21)
    first = client.get(LIST, {"sort": "name"})
    assert (first.context["previous"], first.context["next"]) == ("", "sort=name&page=2")
    second = client.get(LIST, {"sort": "name", "page": "2"})
    assert [card.number for card in second.context["cards"]] == [21]
    assert second.context["previous"] == "sort=name&page=1"


def test_what_could_not_be_read_is_told_above_the_list(client):
    EnterpriseFactory()
    answer = client.get(LIST, {"sector": "<script>", "sort": "name"})
    assert answer.context["problems"] == [
        ("What it offers", "“<script>” is not one of the choices.")
    ]
    assert "<script>”" not in answer.content.decode()
    assert len(answer.context["cards"]) == 1


def test_one_click_hides_the_examples_everywhere_and_another_shows_them(client):
    real, example = EnterpriseFactory(), EnterpriseFactory(is_example=True)
    assert client.get(LIST).context["examples"] == "shown"
    answer = client.post(f"{LIST}examples/", {"next": f"{LIST}?sort=name"})
    assert answer["Location"] == f"{LIST}?sort=name"
    hidden = client.get(LIST)
    assert ([card.pk for card in hidden.context["cards"]], hidden.context["examples"]) == (
        [real.pk],
        "hidden",
    )
    assert client.get("/api/v1/enterprises").json()["count"] == 1
    assert len(client.get(f"{LIST}map.json").json()["points"]) == 1
    client.post(f"{LIST}examples/", {"show": "1"})
    assert {card.pk for card in client.get(LIST).context["cards"]} == {real.pk, example.pk}


def test_hiding_examples_never_leads_to_another_site(client):
    answer = client.post(f"{LIST}examples/", {"next": "https://example.org/"})
    assert answer["Location"] == LIST
    assert client.get(f"{LIST}examples/").status_code == 405


def test_nothing_is_said_of_examples_where_there_are_none(client, settings):
    EnterpriseFactory()
    assert client.get(LIST).context["examples"] == ""
    EnterpriseFactory(is_example=True)
    settings.SECON_LOCAL = False
    assert client.get(LIST).context["examples"] == ""


def test_an_example_is_marked(client):
    EnterpriseFactory(is_example=True)
    assert client.get(LIST).context["cards"][0].chips[0] == ("Example", "clause")


@pytest.mark.parametrize("sort", ["relevance", "distance", "fair", "name", "newest"])
def test_every_order_is_explained_on_the_page(client, sort):
    EnterpriseFactory()
    html = client.get(LIST, {"sort": sort, "q": "gotuje", "at": "21,51", "km": "any"}).content
    assert b"How this list is ordered" in html


def test_the_list_is_reached_from_every_page(client):
    answer = client.get("/en/codes/")
    assert answer.context["navigation"][0].url == LIST
