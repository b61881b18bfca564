"""Reading place codes as notices write them."""

import pytest

from secon.places.domain.lookup import read_code
from secon.places.enums import How


@pytest.mark.parametrize(
    ("given", "code", "how"),
    [
        ("EL651", "EL651", How.EXACT),
        ("BE24", "BE24", How.EXACT),
        ("PL9", "PL9", How.EXACT),
        (" el651 ", "EL651", How.TIDIED),
        ("PT-11A", "PT11A", How.TIDIED),
        ("ВG422", "BG422", How.TIDIED),  # Cyrillic В
        ("ΕL65", "EL65", How.TIDIED),  # Greek Ε
        ("GR651", "EL651", How.RESPELT),
        ("gbi31", "UKI31", How.RESPELT),
        ("ES", "ES", How.COUNTRY),
        ("GR", "EL", How.COUNTRY),
        ("GRC", "EL", How.COUNTRY),
        ("GBR", "UK", How.COUNTRY),
        ("US", "US", How.COUNTRY),
        ("1A0", "XK", How.COUNTRY),
        ("ESZZZ", "ES", How.UNSPECIFIED),
        ("NLZZZ", "NL", How.UNSPECIFIED),
        ("DEZ", "DE", How.UNSPECIFIED),
        ("EL000", "EL", How.UNSPECIFIED),
        ("00", None, How.UNSPECIFIED),
        ("LU000", "LU000", How.EXACT),  # a real code that looks like a pseudo code
        ("CZ0", "CZ0", How.EXACT),
        ("LV00A", "LV00A", How.NEWER),
        ("PT1D", "PT1D", How.NEWER),
        ("BG4225", "BG422", How.SHORTENED),
        ("ES99", "ES", How.SHORTENED),
        ("Athens", None, How.UNREADABLE),
        ("Detmold", None, How.UNREADABLE),
        ("", None, How.UNREADABLE),
    ],
)
def test_a_code_is_read_and_says_how(given: str, code: str | None, how: How) -> None:
    reading = read_code(given)

    assert (reading.code, reading.how) == (code, how)


def test_level_version_and_country_follow_the_code() -> None:
    assert [
        (r.level, r.version, r.country)
        for r in map(read_code, ("DE", "DE1", "DE12", "DE128", "PT1A0", "US", "?"))
    ] == [
        (0, "2021", "DE"),
        (1, "2021", "DE"),
        (2, "2021", "DE"),
        (3, "2021", "DE"),
        (3, "2024", "PT"),
        (0, "", "US"),
        (None, "", None),
    ]


def test_a_code_of_2024_is_kept_and_names_the_regions_of_2021_that_cover_it() -> None:
    reading = read_code("LV00A")

    assert (reading.code, reading.version, reading.candidates) == (
        "LV00A",
        "2024",
        ("LV006", "LV007"),
    )


def test_a_country_beside_the_code_fills_in_where_there_is_no_code() -> None:
    assert read_code(None, country="GRC").code == "EL"
    assert read_code("nowhere", country="ES").how is How.FROM_COUNTRY
    assert read_code("00", country="LVA").how is How.UNSPECIFIED


def test_a_code_in_another_country_than_the_one_stated_is_reported() -> None:
    reading = read_code("BG411", country="ESP")

    assert (reading.code, reading.contradicts) == ("BG411", "ES")
    assert "ES" in reading.said


@pytest.mark.parametrize(
    ("code", "country"), [("EL30", "GRC"), ("UKI31", "GB"), ("FRY30", "GUF"), ("FI200", "ALA")]
)
def test_other_spellings_and_parts_of_the_same_country_do_not_contradict(
    code: str, country: str
) -> None:
    assert read_code(code, country=country).contradicts is None


@pytest.mark.parametrize("given", ["EL651", "gr651", "ESZZZ", "LV00A", "ES99", "x", "", "DE"])
def test_every_reading_says_in_a_sentence_how_it_was_made(given: str) -> None:
    said = read_code(given).said

    assert said.endswith(".")
    assert "%" not in said
