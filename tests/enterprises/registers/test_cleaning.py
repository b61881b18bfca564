"""One row: its values and what is wrong in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from secon.enterprises.domain.registers import values as read
from secon.enterprises.domain.registers.cleaning import Cleaned, Context, Placed, clean
from secon.enterprises.domain.registers.fields import Field
from secon.enterprises.domain.registers.problems import Code
from secon.enterprises.domain.registers.values import Refused
from secon.enterprises.domain.registers.wording import read_family, read_status

RADOM = Placed(21.15, 51.4, "PL921")


def cleaned(country: str = "PL", **row: Any) -> Cleaned:
    def region_at(lon: float, lat: float) -> str:
        return "PL921" if 14 < lon < 24 and 49 < lat < 55 else ""

    def wrong_point(lon: float, lat: float) -> str:
        return "" if region_at(lon, lat) else "outside"

    context = Context(
        country=country,
        today=date(2026, 3, 2),
        region_at=region_at,
        wrong_point=wrong_point,
        place_of=lambda _code, town: RADOM if town == "Radom" else None,
    )
    return clean({Field(name): value for name, value in row.items()}, context)


def told(one: Cleaned) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.field, problem.value) for problem in one.problems]


def refusal(reader: Any, cell: Any) -> Code:
    with pytest.raises(Refused) as caught:
        reader(cell)
    return caught.value.code


@pytest.mark.parametrize(
    "cell",
    [
        "31.12.2024", "31/12/2024", "31-12-2024", "2024-12-31", "2024.12.31.", "2024/12/31",
        "31. 12. 2024", "31.12.2024 г.", "31.12.2024 r.", "2024-12-31T00:00:00",
        "31.12.2024 00:00", 45657, "45657", 45657.0, date(2024, 12, 31),
        datetime(2024, 12, 31, 23, 0),  # noqa: DTZ001 -- as openpyxl gives them
    ],
)  # fmt: skip
def test_dates_as_people_here_write_them_are_read(cell: Any) -> None:
    assert read.day(cell) == date(2024, 12, 31)


@pytest.mark.parametrize(
    "cell", ["31.02.2024", "12/31/2024", "31.12.24", "12.2024", "2024", "soon", "99999", "1.1.0999"]
)
def test_what_may_be_another_date_is_no_date(cell: str) -> None:
    assert refusal(read.day, cell) == Code.DATE


@pytest.mark.parametrize("cell", [None, "", " ", "-", "—", "brak", "n/a", "Nav", "δεν υπάρχει"])
def test_words_for_nothing_are_nothing(cell: str | None) -> None:
    assert (read.said(cell), read.day(cell), read.degrees(cell)) == ("", None, None)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("51,4", 51.4), ("51.40 N", 51.4), ("-6.37", -6.37), ("6,37° W", -6.37), (21, 21.0),
     ("325000,5", 325000.5)],
)  # fmt: skip
def test_coordinates_are_read_with_comma_and_direction(cell: Any, number: float) -> None:
    assert read.degrees(cell) == number


def test_addresses_are_tidied() -> None:
    assert read.website("example.org/a") == "https://example.org/a"
    assert read.website("http://example.org; http://b.example.org") == "http://example.org"
    assert read.email("mailto:a@example.org, b@example.org") == "a@example.org"
    assert refusal(read.email, "nobody(at)example") == Code.EMAIL
    assert refusal(read.website, "javascript:alert(1)") == Code.WEBSITE
    assert refusal(read.website, "see our page") == Code.WEBSITE


def test_signs_that_cannot_be_shown_are_taken_away() -> None:
    assert read.said("Zu\u200braw\u00a0 \u202eX\x00") == "Zuraw X"
    assert read.text("one\r\n two\t3", 99, lines=True) == "one\ntwo 3"


@pytest.mark.parametrize(
    "cell", ["<script>alert(1)</script>", "a <b>b</b>", "javascript:x", "< img src=x >"]
)
def test_tags_are_refused(cell: str) -> None:
    assert refusal(lambda one: read.text(one, 99), cell) == Code.MARKUP


def test_a_good_row_has_all_its_values_and_no_problem() -> None:
    one = cleaned(
        name=" Spółdzielnia  Żuraw ", other_name="Żuraw", external_id=17.0,
        company_number="NIP: 123-456-32-18", legal_form="Spółdzielnia socjalna",
        founded="12.05.2019", town="Radom", postal_code="26-600", nace="I56.21.Z",
        status="Przedsiębiorstwo społeczne", status_number="PS/1", status_from="1.2.2024",
        phone=48222.0, website="zuraw.example.org", email="", description="Gotuje.\nSprząta.",
    )  # fmt: skip

    assert told(one) == []
    assert one.external_id == "17"
    assert one.values == {
        "name": "Spółdzielnia Żuraw",
        "other_names": ["Żuraw"],
        "company_number": "1234563218",
        "number_key": "PL1234563218",
        "legal_form": "Spółdzielnia socjalna",
        "family": "cooperative",
        "founded": 2019,
        "town": "Radom",
        "postal_code": "26-600",
        "lon": 21.15,
        "lat": 51.4,
        "nuts": "PL921",
        "placed": "town",
        "nace_main": "56.21",
        "status": {
            "code": "pl-ps",
            "number": "PS/1",
            "valid_from": "2024-02-01",
            "valid_to": None,
        },
        "social_enterprise": "by_law",
        "phone": "48222",
        "website": "https://zuraw.example.org",
        "email": "",
        "description": "Gotuje.\nSprząta.",
    }


@pytest.mark.parametrize(
    ("row", "code", "field", "value"),
    [
        ({"name": ""}, "no_name", "name", ""),
        ({"name": "<b>x</b>"}, "markup", "name", "<b>x</b>"),
        ({"name": "x" * 201}, "too_long", "name", "x" * 200),
        ({"company_number": "1234563219"}, "company_number", "company_number", "1234563219"),
        ({"company_number": "44051401359"}, "personal_number", "company_number", "…"),
        ({"status": "pl-ps", "status_from": "31.02.2024"}, "date", "status_from", "31.02.2024"),
        (
            {"status": "pl-ps", "status_from": "2.3.2024", "status_to": "1.3.2024"},
            "dates_in_disorder",
            "status_to",
            "2024-03-01",
        ),
    ],
)
def test_a_row_that_says_wrongly_who_it_is_is_refused(
    row: dict[str, Any], code: str, field: str, value: str
) -> None:
    one = cleaned(**{"name": "Żuraw", "town": "Radom"} | row)

    assert told(one) == [(code, field, value)]
    assert one.is_refused


@pytest.mark.parametrize(
    ("row", "code", "field", "value", "without"),
    [
        ({"email": "a(at)b"}, "email", "email", "a(at)b", "email"),
        ({"website": "none yet"}, "website", "website", "none yet", "website"),
        ({"nace": "99999x"}, "nace", "nace", "99999x", "nace_main"),
        ({"founded": "2199"}, "year", "founded", "2199", "founded"),
        ({"status": "Gold"}, "status", "status", "Gold", "status"),
        ({"family": "Circus"}, "family", "family", "Circus", "family"),
        ({"phone": "#REF!"}, "formula_error", "phone", "#REF!", "phone"),
        ({"street": "x" * 201}, "too_long", "street", "x" * 200, "street"),
        ({"lat": "21,15", "lon": "51,4"}, "point", "lat", "21.15, 51.4", "nothing"),
        ({"lat": "51,4", "lon": ""}, "half_a_point", "lon", "", "nothing"),
        ({"lat": "north", "lon": "21"}, "coordinate", "lat", "north", "nothing"),
        ({"town": "Atlantis"}, "town", "town", "Atlantis", "lon"),
    ],
)
def test_a_wrong_value_is_left_out_and_the_row_taken(
    row: dict[str, Any], code: str, field: str, value: str, without: str
) -> None:
    one = cleaned(**{"name": "Żuraw", "town": "Radom"} | row)

    assert told(one) == [(code, field, value)]
    assert not one.is_refused
    assert without not in one.values
    assert one.values.get("placed") == (None if "Atlantis" in row.values() else "town")


def test_own_point_goes_before_the_towns() -> None:
    values = cleaned(name="Żuraw", town="Radom", lat="52,2", lon="21,0").values

    assert (values["lon"], values["lat"], values["placed"]) == (21.0, 52.2, "register")


def test_zeros_that_a_spreadsheet_took_come_back() -> None:
    greek = cleaned("EL", name="Άνθος", town="Radom", company_number=10000007, postal_code=1234)
    german = cleaned("DE", name="Werk", town="Radom", postal_code=1067)

    assert (greek.values["company_number"], greek.values["postal_code"]) == ("010000007", "01234")
    assert german.values["postal_code"] == "01067"


@pytest.mark.parametrize(
    ("row", "identity"),
    [
        ({"external_id": "R-1", "company_number": "1234563218"}, "R-1"),
        ({"company_number": "123-456-32-18"}, "PL1234563218"),
        ({"status": "pl-ps", "status_number": "PS/9"}, "pl-ps PS/9"),
    ],
)
def test_a_row_is_known_by_the_best_number_it_has(row: dict[str, Any], identity: str) -> None:
    assert cleaned(name="Żuraw", **row).external_id == identity


def test_a_row_without_numbers_is_known_by_name_and_place() -> None:
    one = cleaned(name="Fundacja ŻURAW", town="Radom").external_id

    assert one.startswith("name:")
    assert cleaned(name="fundacja Żuraw", town="radom").external_id == one
    assert cleaned(name="Fundacja Żuraw", town="Atlantis").external_id != one


def test_digest_is_of_what_the_register_says_not_of_the_map() -> None:
    one = cleaned(name="Żuraw", town="Radom")
    moved = dict(one.values) | {"lon": 1.0, "nuts": "PL922"}

    from secon.enterprises.domain.registers.cleaning import digest_of  # noqa: PLC0415 -- as named

    assert digest_of(moved) == one.digest
    assert cleaned(name="Żuraw", town="Radom", phone="1").digest != one.digest


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Przedsiębiorstwo społeczne", "PL", "pl-ps"),
        ("PS", "PL", "pl-ps"),
        ("Κοιν.Σ.Επ.", "EL", "el-koinsep"),
        ("ΚΟΙΝΣΕΠ", "EL", "el-koinsep"),
        ("Κοινωνική Συνεταιριστική Επιχείρηση Ένταξης", "EL", "el-koinsep"),
        ("Клас А", "BG", "bg-a"),
        ("Клас А+", "BG", "bg-a-plus"),
        ("А+", "BG", "bg-a-plus"),
        ("Gold", "PL", None),
        ("PS", "XX", None),
    ],
)
def test_statuses_are_known_as_registers_write_them(
    text: str, country: str, code: str | None
) -> None:
    assert read_status(text, country) == code


@pytest.mark.parametrize(
    ("text", "country", "family"),
    [
        ("Spółdzielnia socjalna", "PL", "cooperative"),
        ("FUNDACJA", "PL", "foundation"),
        ("eingetragener Verein (e.V.)", "DE", "association"),
        ("Αστικός Συνεταιρισμός", "EL", "cooperative"),
        ("Asociație", "RO", "association"),
        ("Сдружение", "BG", "association"),
        ("Spółka akcyjna", "PL", None),
    ],
)
def test_families_are_known_by_the_legal_form(text: str, country: str, family: str | None) -> None:
    assert read_family(text, country) == family
