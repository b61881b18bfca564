"""Places found by their names and postal codes, in every language and letters."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

import pytest
from django.utils.translation import override

from secon.places.domain import gathering
from secon.places.domain import gazetteer as places
from secon.places.domain.gathering import Gathered
from secon.places.domain.gazetteer import Near
from secon.places.domain.names import names_of
from secon.places.domain.spots import Learned
from secon.places.enums import SpotKind
from tests.factories.places import PostalCodeFactory, RegionFactory

pytestmark = pytest.mark.usefixtures("gazetteer")
Queries = Callable[[int], AbstractContextManager[object]]


def labels(text: str, language: str = "en", **options: object) -> list[str]:
    return [spot.label for spot in places.find(text, language=language, **options)]


def test_an_exact_name_comes_before_a_beginning_and_a_mistake_only_without_one() -> None:
    assert [spot.name for spot in places.find("Diest", language="nl")] == ["Diest", "Schaffen"]
    assert [spot.name for spot in places.find("Dies", language="nl")] == ["Diest", "Schaffen"]


def test_places_of_one_name_all_come_with_country_and_region_the_larger_first() -> None:
    found = places.find("Halle", language="en")

    assert [(spot.label, spot.code) for spot in found] == [
        ("Halle (Saale), Germany", "10"),
        ("Halle, Belgium", "9"),
        ("Halle, Germany", "11"),
        ("Halle, Germany", "12"),
    ]


def test_a_preferred_country_comes_first() -> None:
    found = places.find("Halle", language="en", countries=["BE"], limit=2)

    assert [spot.country for spot in found] == ["BE", "DE"]


def test_where_the_readers_language_is_spoken_counts_more() -> None:
    assert labels("vila real", "pt")[0] == "Vila Real, Portugal"
    assert labels("vila real", "es")[0] == "Vila-real, España"
    assert labels("vila real", "en")[0] == "Vila-real, Spain"


def test_a_country_after_a_comma_chooses_among_places() -> None:
    assert labels("Halle, België", "nl") == ["Halle, België"]
    assert labels("Halle, Γερμανία", "el")[0] == "Halle (Saale), Γερμανία"


def test_a_name_far_from_the_usual_one_is_told_with_it() -> None:
    assert labels("Szeklerburg", "en") == ["Szeklerburg (Miercurea Ciuc), Romania"]
    assert labels("Kalamai", "en") == ["Kalamata, Greece"]


def test_a_town_lies_in_its_small_region_and_has_people() -> None:
    found = places.find("Riga", language="lv")[0]

    assert (found.nuts3, found.population, found.within_km) == ("LV006", 605273, None)
    assert (found.lon, found.lat) == (23.5, 56.5)


def test_a_region_called_like_a_town_says_that_it_is_a_region() -> None:
    assert labels("Riga") == ["Riga, Latvia", "Rīga (region), Latvia", "Rigava, Latvia"]


def test_regions_and_countries_are_places_with_a_radius() -> None:
    region = places.find("Paderborn", language="de")[1]
    country = places.find("Λετονία", language="el")[0]

    assert (region.kind, region.code, region.within_km) == (SpotKind.REGION, "DEA47", 20.0)
    assert region.label == "Paderborn (region), Deutschland"
    assert (country.kind, country.code, country.label) == (SpotKind.COUNTRY, "LV", "Λετονία")
    assert places.find("dea47", language="de")[0].code == "DEA47"


def test_a_large_region_is_found_by_its_name(db: None) -> None:
    RegionFactory.create(code="FRE", name="Hauts-de-France", lon=2.8, lat=50.0, area_km2=31416)
    RegionFactory.create(code="FRK", name="Rhône", lon=5.0, lat=45.5)
    RegionFactory.create(code="FRK2", name="Rhône", lon=5.0, lat=45.5, parent_id="FRK")
    names = names_of(gathering.regions())

    assert [hit.entry.code for hit in names.search("hauts de france")] == ["FRE"]
    assert [hit.entry.code for hit in names.search("rhone")] == ["FRK2"]


def test_a_region_called_like_its_country_is_not_found_beside_it() -> None:
    assert [(s.kind, s.code) for s in places.find("Latvija", language="en")] == [
        (SpotKind.COUNTRY, "LV")
    ]


def test_towns_outside_europe_and_names_nobody_types_here_are_left_out(gazetteer: Gathered) -> None:
    assert labels("Tokyo") == []
    assert labels("KLX") == []
    assert labels("卡拉马塔") == []
    assert gazetteer.towns == 18


@pytest.mark.parametrize(
    ("typed", "country", "label"),
    [
        ("LV-1001", "LV", "1001, Rīga, Latvia"),
        ("lv 1001", "LV", "1001, Rīga, Latvia"),
        ("1001", "LV", "1001, Rīga, Latvia"),
        ("1011 AB", "NL", "1011, Groot-Amsterdam, Netherlands"),
        ("1011", "NL", "1011, Groot-Amsterdam, Netherlands"),
        ("D-33098", "DE", "33098, Paderborn, Germany"),
    ],
)
def test_a_postal_code_without_a_point_stands_for_its_region_and_says_so(
    typed: str, country: str, label: str
) -> None:
    found = places.find(typed, language="en")[0]

    assert (found.kind, found.country, found.label) == (SpotKind.POSTAL, country, label)
    assert found.within_km is not None


def test_one_code_in_two_countries_comes_with_the_readers_first() -> None:
    def countries(language: str, *first: str) -> list[str]:
        found = places.find("33098", language=language, countries=first)
        return [spot.country for spot in found]

    assert countries("de") == ["DE", "IT"]
    assert countries("en", "IT") == ["IT", "DE"]
    assert [s.country for s in places.find("D-33098", language="en", countries=["IT"])] == ["DE"]


def test_a_code_with_its_town_is_the_towns_point() -> None:
    found = places.find("33098 Paderborn", language="en")

    assert (found[0].kind, found[0].name) == (SpotKind.TOWN, "Paderborn")
    assert labels("Diest 3290")[0] == "Diest, Belgium"


def test_a_code_with_its_own_point_comes_before_its_region() -> None:
    PostalCodeFactory.create(country="BE", code="3290", lon=5.06, lat=50.98, town="Diest")

    found = places.find("B-3290", language="nl")

    assert [(s.label, s.lon, s.lat, s.within_km) for s in found] == [
        ("3290 Diest, België", 5.06, 50.98, None)
    ]


@pytest.fixture
def learned() -> Iterator[list[tuple[str, tuple[str, ...]]]]:
    """A source that knows one code; the questions it was asked."""
    asked: list[tuple[str, tuple[str, ...]]] = []

    def source(code: str, countries: Sequence[str]) -> list[Learned]:
        asked.append((code, tuple(countries)))
        return [Learned("LV", "1001", 23.1, 56.9, "Rīga")] if code == "1001" else []

    places.add_source(source)
    places.add_source(source)
    yield asked
    places.remove_source(source)


def test_a_code_learned_from_records_is_asked_once_and_beats_the_region(
    learned: list[tuple[str, tuple[str, ...]]],
) -> None:
    found = places.find("LV-1001", language="lv")[0]

    assert (found.label, found.lon, found.lat) == ("1001 Rīga, Latvija", 23.1, 56.9)
    assert found.within_km is None
    assert learned == [("1001", ("LV",))]


def test_a_code_learned_from_records_does_not_beat_a_known_point(learned: object) -> None:
    PostalCodeFactory.create(country="LV", code="1001", lon=23.4, lat=56.4)

    assert places.find("LV-1001", language="lv")[0].lon == 23.4


def test_an_unknown_postal_code_is_answered_with_a_reason_and_codes_near_it() -> None:
    answer = places.look_up("LV-1059", language="en")

    assert answer.spots == ()
    assert answer.problem == "We do not know the postal code LV-1059. Name the town instead."
    assert [spot.label for spot in answer.suggestions] == [
        "1055, Kurzeme, Latvia",
        "1056, Pierīga, Latvia",
        "1001, Rīga, Latvia",
    ]


def test_an_unknown_town_is_answered_with_a_reason_and_names_like_it() -> None:
    answer = places.look_up("Kalamottaa", language="en")

    assert answer.spots == ()
    assert answer.problem == (
        "We do not know a place called “Kalamottaa”. Check the spelling, or name a larger town "
        "nearby."
    )
    assert [spot.name for spot in answer.suggestions] == ["Kalamata"]


def test_a_known_place_has_no_problem() -> None:
    answer = places.look_up("Diest", language="nl", limit=1)

    assert ([spot.name for spot in answer.spots], answer.problem) == (["Diest"], "")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Diest, 20 km", Near("Diest", 20)),
        ("Diest 20km", Near("Diest", 20)),
        ("Καλαμάτα, 10 χλμ", Near("Καλαμάτα", 10)),
        ("Хасково 15 км", Near("Хасково", 15)),
        ("3290 Diest; 2,5 KM", Near("3290 Diest", 2.5)),
        ("3290", Near("3290", None)),
        ("Diest, 9999 km", Near("Diest", 500)),
        ("Diest 0 km", Near("Diest", 1)),
        ("20 km", Near("20 km", None)),
        ("  Diest  ", Near("Diest", None)),
        ("", Near("", None)),
    ],
)
def test_a_place_and_a_distance_are_read_from_one_field(text: str, near: Near) -> None:
    assert places.read_near(text) == near


@pytest.mark.parametrize("count", [1, 3])
def test_finding_takes_three_queries_however_many_are_found(
    count: int, django_assert_num_queries: Queries
) -> None:
    places.find("Diest", language="en")

    with django_assert_num_queries(3):
        found = places.find("Riga", language="en", limit=count)

    assert len(found) == count


def test_problems_are_told_in_the_active_language() -> None:
    with override("en"):
        assert places.look_up("XX-99", language="en").problem.startswith("We do not know")


def test_without_a_gazetteer_nothing_is_found_and_nothing_breaks(db: None) -> None:
    from secon.places.models import Gazetteer  # noqa: PLC0415 -- only here

    Gazetteer.objects.all().delete()

    assert labels("Diest") == []
    assert places.look_up("3290", language="en").suggestions == ()
