"""Country codes in every spelling, and names in every language."""

import pytest
from django.conf import settings

from secon.places.countries import COUNTRIES, NUTS_COUNTRIES, Standing, country_name, nuts_country


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("GRC", "EL"),
        ("GR", "EL"),
        ("EL", "EL"),
        ("grc", "EL"),
        ("GBR", "UK"),
        ("GB", "UK"),
        ("UK", "UK"),
        (" be ", "BE"),
        ("USA", "US"),
        ("1A0", "XK"),
        ("Greece", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_known_by_any_of_its_codes(code: str | None, country: str | None) -> None:
    assert nuts_country(code) == country


def test_every_country_has_two_iso_codes_that_lead_to_it() -> None:
    assert all(
        nuts_country(one.iso2) == nuts_country(one.iso3) == one.code for one in COUNTRIES.values()
    )


def test_the_union_has_27_members_and_the_statistical_regions_37_countries() -> None:
    members = [one for one in COUNTRIES.values() if one.standing is Standing.MEMBER]

    assert (len(members), len(NUTS_COUNTRIES)) == (27, 37)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_country_of_the_statistical_regions_has_a_name_in_each_language(
    language: str,
) -> None:
    names = [country_name(code, language) for code in sorted(NUTS_COUNTRIES)]

    assert len(set(names)) == len(NUTS_COUNTRIES)
    assert not set(names) & set(COUNTRIES)


def test_a_name_falls_back_to_english_then_to_the_code() -> None:
    assert country_name("GRC", "el") == "Ελλάδα"
    assert country_name("EL", "fi") == "Greece"
    assert country_name("JPN", "el") == "JP"
    assert country_name("nowhere", "el") == "nowhere"
    assert country_name(None, "el") == ""
