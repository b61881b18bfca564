"""Single values: sentinels and nonsense become unknown, dirty spellings one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from secon.procurement.formats import values
from secon.procurement.notice import Money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-05-02Z", date(2023, 5, 2)),
        ("2023-05-02+02:00", date(2023, 5, 2)),
        ("20230502 11:00", date(2023, 5, 2)),
        ("2000-01-01Z", None),
        ("1970-01-01Z", None),
        ("1899-12-30", None),
        ("0000-00-00", None),
        ("2099-12-31", None),
        ("2023-02-30", None),
        ("unpublished", None),
        (None, None),
    ],
)
def test_day(text: str | None, expected: date | None) -> None:
    assert values.day(text) == expected


@pytest.mark.parametrize(
    ("on", "at", "country", "expected"),
    [
        ("2023-06-02+02:00", "14:00:00+02:00", None, datetime(2023, 6, 2, 12, tzinfo=UTC)),
        ("2023-06-02+03:00", "18:00:00.0000000", "EL", datetime(2023, 6, 2, 15, tzinfo=UTC)),
        ("2023-06-02", "10:00", "PT", datetime(2023, 6, 2, 9, tzinfo=UTC)),
        ("2023-06-02", None, "BE", datetime(2023, 6, 2, 21, 59, tzinfo=UTC)),
        ("2023-06-02", "24:00", "XX", datetime(2023, 6, 2, 21, 59, tzinfo=UTC)),
        ("2023-06-02Z", "noon", None, datetime(2023, 6, 2, 23, 59, tzinfo=UTC)),
        ("1970-01-01Z", "12:00Z", None, None),
        (None, "12:00Z", None, None),
    ],
)
def test_moment(on: str | None, at: str | None, country: str | None, expected) -> None:
    assert values.moment(on, at, country) == expected


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("12.50", "EUR", Money(Decimal("12.50"), "EUR")),
        ("12.5000", "EUR", Money(Decimal("12.5000"), "EUR")),
        ("5 000 000,00", "eur", Money(Decimal("5000000.00"), "EUR")),
        ("12.505", "EUR", Money(Decimal("12.505"), "EUR", doubtful=True)),
        ("1.00", "EUR", Money(Decimal("1.00"), "EUR", doubtful=True)),
        ("0", "EUR", None),
        ("-1.00", "EUR", None),
        ("100", "OP_DATPRO", None),
        ("100", "USN", None),
        ("100", None, None),
        ("NaN", "EUR", None),
        ("Infinity", "EUR", None),
        ("1e20", "EUR", None),
        ("much", "EUR", None),
        (None, "EUR", None),
    ],
)
def test_money(text: str | None, currency: str | None, expected: Money | None) -> None:
    assert values.money(text, currency) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("0.0", 0), ("12", 12), ("-1", None), ("1.5", None), ("x", None)]
)
def test_count(text: str, expected: int | None) -> None:
    assert values.count(text) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("EL651", ("EL651", "EL")),
        ("GR651", ("EL651", "EL")),
        ("pl91 ", ("PL91", "PL")),
        ("ESZZZ", (None, "ES")),
        ("ES", (None, "ES")),
        ("GRC", (None, "EL")),
        ("00", (None, None)),
        ("unpublished", (None, None)),
        (None, (None, None)),
    ],
)
def test_nuts(code: str | None, expected: tuple[str | None, str | None]) -> None:
    assert values.nuts(code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00123456-2023", "123456-2023"),
        ("123456-2023", "123456-2023"),
        ("2023/S 012-003456", "3456-2023"),
        ("AB85A622-9E41-4585-BCF3-A9B703206641-01", "ab85a622-9e41-4585-bcf3-a9b703206641-01"),
        (" ", None),
    ],
)
def test_reference(text: str, expected: str | None) -> None:
    assert values.reference(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REGON: 012345678, NIP: 5252248482", ("012345678", "5252248482")),
        ("P1715600A", ("P1715600A",)),
        ("Ust-ID: DE 123", ("DE 123",)),
        ("999999999", ()),
        ("DE123456789", ()),
        ("000000000", ()),
        ("N/A", ()),
        (None, ()),
    ],
)
def test_national_ids(text: str | None, expected: tuple[str, ...]) -> None:
    assert values.national_ids(text) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ELL", "el"), ("GRE", "el"), ("el", "el"), ("FRE", "fr"), ("XYZ", "xyz"), ("", None)],
)
def test_language(code: str, expected: str | None) -> None:
    assert values.language(code) == expected


def test_country_without_a_zone_of_its_own_keeps_brussels_time() -> None:
    assert str(values.zone_of("XX")) == "Europe/Brussels"
