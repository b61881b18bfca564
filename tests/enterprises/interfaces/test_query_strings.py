"""What a query string of the directory means, how it is shared, and what is refused."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from secon.enterprises.domain.directory import Destination, Near, Sort
from secon.enterprises.enums import Audience, Family, Sector, Standing
from secon.enterprises.interfaces import chips, facets
from secon.enterprises.interfaces.addresses import tidied
from secon.enterprises.interfaces.requests import Asked, asked

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def read(query: str) -> Asked:
    return asked(QueryDict(query), now=NOW, language="en")


def test_every_parameter_reaches_the_question():
    criteria = read(
        "q=soup&sector=food&sector=care&audience=citizens&standing=verified&region=haskovo"
        "&country=BG&rural=3&social=by_law&family=mutual&employs=young&serves=older&size=1-9"
        "&theme=awareness&sdg=8&icnp=D&status=pl-ps&green=on&digital=on&open=on&nuts=BG42"
        "&bbox=1,2,3,4&sort=name&page=3"
    ).criteria
    assert criteria.words == "soup"
    assert criteria.sectors == {Sector.FOOD, Sector.CARE}
    assert criteria.audiences == {Audience.CITIZENS}
    assert criteria.standing == {Standing.VERIFIED}
    assert (criteria.regions, criteria.countries, criteria.nuts) == ({"haskovo"}, {"BG"}, {"BG42"})
    assert (criteria.rural, criteria.sdgs) == ({3}, {8})
    assert criteria.families == {Family.MUTUAL}
    assert criteria.social_enterprise == {"by_law"}
    assert (criteria.employs, criteria.serves) == ({"young"}, {"older"})
    assert (criteria.headcount, criteria.themes) == ({"1-9"}, {"awareness"})
    assert (criteria.icnp, criteria.statuses) == ({"D"}, {"pl-ps"})
    assert (criteria.green, criteria.digital, criteria.open_at) == (True, True, NOW)
    assert criteria.bbox == (1.0, 2.0, 3.0, 4.0)
    assert (criteria.sort, criteria.page) == (Sort.NAME, 3)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("sector=nothing", "sector"),
        ("sdg=18", "sdg"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=3,2,1,4", "bbox"),
        ("bbox=1,2,3,400", "bbox"),
        ("at=north", "at"),
        ("km=0", "km"),
        ("km=501", "km"),
        ("km=x", "km"),
        ("nuts=65", "nuts"),
        ("sort=best", "sort"),
        ("page=0", "page"),
        ("q=" + "a" * 201, "q"),
        ("delivers=on", "delivers"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_left_out(query, field):
    ask = read(query + "&family=mutual")
    assert list(ask.errors) == [field]
    assert ask.criteria.families == {Family.MUTUAL}
    assert ask.readable.urlencode() == "family=mutual"


def test_a_code_counts_only_for_the_words_it_was_chosen_for():
    chosen = read("q=soup&code=55520000&code_for=soup").criteria
    assert (chosen.cpv, chosen.words) == ("5552", "")
    other = read("q=garden&code=55520000&code_for=soup").criteria
    assert (other.cpv, other.words) == ("", "garden")


@pytest.mark.parametrize(
    ("query", "km"),
    [
        ("near=Diest", 30.0),
        ("near=Diest&km=5", 5.0),
        ("near=Diest, 12 km", 12.0),
        ("near=Diest&km=any", None),
    ],
)
def test_a_town_is_a_point_with_a_distance_around_it(towns, query, km):
    assert read(query).criteria.near == Near(5.05, 50.99, km, "Diest")


def test_a_country_narrows_the_list_instead_of_being_a_point(towns):
    criteria = read("near=Belgium").criteria
    assert (criteria.near, criteria.countries) == (None, {"BE"})


def test_the_reader_chooses_among_places_of_one_name(towns):
    first = read("near=Halle")
    other = first.place.others[0]
    chosen = read(f"near=Halle&place=town-{other.country}-{other.code}")
    assert (chosen.criteria.near.lon, chosen.criteria.near.lat) == (other.lon, other.lat)
    assert (
        read("near=Halle&place=town-BE-7").place.spot == first.place.spot
    )  # Diest was not offered


def test_an_unknown_place_is_told_and_places_like_it_are_offered(towns):
    ask = read("near=Padxrbxrxn&sector=food")
    assert (ask.criteria.near, list(ask.errors)) == (None, ["near"])
    assert [spot.name for spot in ask.place.suggestions] == ["Paderborn"]
    assert ask.criteria.sectors == {Sector.FOOD}


def test_a_position_is_used_until_a_place_is_named(towns):
    assert read("at=5.05,50.98&km=10").criteria.near == Near(5.05, 50.98, 10.0, "your position")
    assert read("at=5.05,50.98&near=Leuven").criteria.near == Near(4.70, 50.88, 30.0, "Leuven")


def test_who_delivers_to_a_place_may_sit_anywhere(towns):
    criteria = read("near=Diest&km=5&delivers=on").criteria
    assert criteria.near == Near(5.05, 50.99, None, "Diest")
    assert criteria.delivers_to == Destination(5.05, 50.99, "BE")


def test_delivery_to_a_chosen_country_needs_no_town():
    assert read("country=BG&delivers=on").criteria.delivers_to == Destination(country="BG")


@pytest.mark.parametrize(
    ("typed", "shared"),
    [
        ("q=&near=&km=30&sort=&sector=food", "sector=food"),
        ("near=Diest, 20 km&km=30", "near=Diest&km=20"),
        ("near=Diest&km=30", "near=Diest"),
        ("near=Diest&at=5,50", "near=Diest"),
        ("at=5,50&place=town-BE-7", "at=5%2C50"),
        ("q=soup&code=5&code_for=stew", "q=soup"),
        ("q=soup&code_for=soup", "q=soup"),
        ("q=soup&page=1", "q=soup"),
        ("km=50", ""),
    ],
)
def test_an_address_is_shared_without_what_it_does_not_need(typed, shared):
    assert tidied(QueryDict(typed)).urlencode() == shared


def test_each_filter_that_is_on_can_be_taken_off(towns):
    query = QueryDict("q=soup&near=Diest&km=5&sector=food&sector=care&nuts=BE&green=on&page=2")
    ask = asked(query, now=NOW, language="en")
    found = chips.active_filters(ask.form, query, ask.place, language="en")
    assert [(one.label, one.without) for one in found] == [
        ("“soup”", "near=Diest&km=5&sector=food&sector=care&nuts=BE&green=on"),
        ("5 km around Diest", "q=soup&sector=food&sector=care&nuts=BE&green=on"),
        ("Region: Belgium", "q=soup&near=Diest&km=5&sector=food&sector=care&green=on"),
        ("Food and catering", "q=soup&near=Diest&km=5&sector=care&nuts=BE&green=on"),
        ("Care and social services", "q=soup&near=Diest&km=5&sector=food&nuts=BE&green=on"),
        (
            "Helps the green transition",
            "q=soup&near=Diest&km=5&sector=food&sector=care&nuts=BE",
        ),
    ]


def test_choices_are_those_that_lead_somewhere_or_are_chosen():
    counts = {"sectors": {Sector.CARE: 2, Sector.FOOD: 5}, "green": {}, "sdgs": {8: 1}}
    found = facets.choices_of(counts, {"family": ["mutual"]}, language="en")
    told = {one.name: [(o.value, o.count, o.chosen) for o in one.options] for one in found}
    assert told == {
        "sector": [("food", 5, False), ("care", 2, False)],
        "family": [("mutual", 0, True)],
        "sdg": [("8", 1, False)],
    }


def test_switches_without_entries_are_not_offered():
    found = facets.switches_of({"green": {}, "digital": {True: 4}}, {"open": ["on"]})
    assert [(one.value, one.count, one.chosen) for one in found] == [
        ("open", None, True),
        ("delivers", None, False),
        ("digital", 4, False),
    ]


def test_quick_filters_offer_delivery_only_where_a_place_is_named():
    counts = {"standing": {Standing.VERIFIED: 3}, "audiences": {}, "families": {}, "rural": {}}
    assert [one.label for one in facets.quick(counts, {}, QueryDict("q=x"))] == [
        "Verified",
        "Open now",
    ]
    with_place = facets.quick(counts, {"near": ["Diest"]}, QueryDict("near=Diest&page=4"))
    assert [(one.label, one.query) for one in with_place] == [
        ("Verified", "near=Diest&standing=verified"),
        ("Delivers here", "near=Diest&delivers=on"),
        ("Open now", "near=Diest&open=on"),
    ]
