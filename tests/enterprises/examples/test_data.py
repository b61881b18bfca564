"""The words and places that examples are made of."""

import pytest
from django.conf import settings

from secon.codes.domain.catalogue import SHIPPED
from secon.codes.formats import read
from secon.enterprises.enums import Family
from secon.enterprises.examples.reading import hand_places, known_names, regions, trades, words
from secon.enterprises.nace import read_nace
from secon.partnership.domain.territories import territories, territory_of
from secon.partnership.enums import Theme
from secon.places.domain.tables import codes_2021

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OWN = [code for code in LANGUAGES if code != "en"]
WITH_NAMES = (Family.COOPERATIVE, Family.ASSOCIATION, Family.FOUNDATION, Family.OTHER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_every_trade(language: str) -> None:
    said = words(language).trades

    assert list(said) == [trade.code for trade in trades()]
    assert [len(said[trade.code].offers) for trade in trades()] == [2] * len(trades())


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_their_fields_and_end_with_a_stop(language: str) -> None:
    said = words(language)
    sentences = [one.about for one in said.trades.values()] + [*said.notes, said.example]
    titles = [title for one in said.trades.values() for title in one.offers]

    assert [text for text in sentences if len(text) > 250 or not text.endswith(".")] == []
    assert [text for text in titles if len(text) > 120 or text.endswith(".")] == []


@pytest.mark.parametrize("language", OWN)
def test_no_text_of_a_language_is_left_in_english(language: str) -> None:
    english, own = words("en"), words(language)
    same = [code for code, one in own.trades.items() if one.about == english.trades[code].about]

    assert same == []
    assert own.example != english.example


@pytest.mark.parametrize("language", OWN)
def test_every_language_names_the_four_families_and_their_forms(language: str) -> None:
    own = words(language)

    assert [family for family in WITH_NAMES if not own.patterns.get(family)] == []
    assert [family for family in WITH_NAMES if not own.forms.get(family)] == []
    assert len(set(own.nouns)) == len(own.nouns) == 40


@pytest.mark.parametrize("language", OWN)
def test_every_pattern_has_the_name_and_names_of_traders_the_trade(language: str) -> None:
    patterns = [
        (family, pattern) for family in WITH_NAMES for pattern in words(language).patterns[family]
    ]

    assert [one for one in patterns if "{name}" not in one[1] or "{trade}" not in one[1]] == []


def test_cpv_codes_of_trades_are_eight_digits_and_of_known_divisions() -> None:
    cpv = next(one for one in read(SHIPPED.read_bytes(), source=SHIPPED.name) if one.id == "cpv")
    divisions = {code.code[:2] for code in cpv.codes}
    used = {code for trade in trades() for codes in trade.cpv for code in codes}

    assert [code for code in used if len(code) != 8 or not code.isdigit()] == []
    assert {code[:2] for code in used} - divisions == set()


def test_nace_goals_and_themes_of_trades_are_valid() -> None:
    assert [trade.code for trade in trades() if read_nace(trade.nace).code != trade.nace] == []
    assert {goal for trade in trades() for goal in trade.sdgs} <= set(range(1, 18))
    assert {theme for trade in trades() for theme in trade.themes} <= set(Theme.values)


def test_every_trade_employs_or_serves_somebody_and_is_for_somebody() -> None:
    assert [trade.code for trade in trades() if not trade.employs and not trade.serves] == []
    assert [trade.code for trade in trades() if not trade.audiences] == []


def test_every_region_of_a_partner_has_towns() -> None:
    assert list(regions()) == [one.slug for one in territories()]


def test_towns_lie_in_their_territory() -> None:
    outside = [
        place.names[0]
        for place in hand_places()
        if place.region
        and not _belongs(place.region, place.nuts, place.names[0], place.postal_code)
    ]

    assert outside == []


def test_towns_name_regions_of_nuts_2021() -> None:
    assert [place.names[0] for place in hand_places() if place.nuts not in codes_2021()] == []


def test_known_organisations_are_read_without_case() -> None:
    assert "oostrem" in known_names()


def _belongs(slug: str, nuts: str, town: str, postal_code: str) -> bool:
    territory = territory_of(slug)
    assert territory is not None
    inside = any(code.startswith(nuts) or nuts.startswith(code) for code in territory.codes)
    if not territory.municipality:
        return inside
    return inside and (
        town == territory.municipality or postal_code.startswith(territory.postal_prefixes)
    )
