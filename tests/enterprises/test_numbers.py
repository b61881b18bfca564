"""Company numbers: read in any spelling, refused in plain words, compared by one key."""

import pytest
from django.utils import translation

from secon.enterprises.numbers import SCHEMES, NumberProblem, check_number, expected, key


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.code)
def test_the_example_of_each_kind_is_valid(scheme):
    number = check_number(scheme.example, country=scheme.country)
    assert (number.scheme, number.formatted, number.is_checked) == (
        scheme.code,
        scheme.example,
        True,
    )


@pytest.mark.parametrize(
    ("country", "text", "scheme", "compact"),
    [
        ("EL", "ΑΦΜ: 123 456 783", "el-afm", "123456783"),
        ("EL", "GR123456783", "el-afm", "123456783"),
        ("EL", "ΕL 123456783", "el-afm", "123456783"),  # a Greek epsilon
        ("DE", "DE 123 456 788", "de-ust", "123456788"),
        ("DE", "HRB 12345 Mannheim", "de-register", "Mannheim HRB 12345"),
        ("BE", "123456749", "be-kbo", "0123456749"),
        ("BE", "BTW BE 0123.456.749", "be-kbo", "0123456749"),
        ("RO", "CIF RO12345674", "ro-cui", "12345674"),
        ("RO", "J2019000345121", "ro-onrc", "J2019000345121"),
        ("PL", "NIP: 123-456-32-18", "pl-nip", "1234563218"),
        ("PL", "REGON 12345678512347", "pl-regon", "12345678512347"),
        ("PT", "PT501234560", "pt-nipc", "501234560"),
        ("LV", "LV-40123456783", "lv-reg", "40123456783"),
        ("ES", "ESG12345674", "es-nif", "G12345674"),
        ("ES", "CIF G-12345674", "es-nif", "G12345674"),
        ("BG", "ЕИК 123456786", "bg-eik", "123456786"),
    ],
)
def test_a_number_is_read_in_any_spelling(country, text, scheme, compact):
    number = check_number(text, country=country)
    assert (number.scheme, number.compact) == (scheme, compact)


@pytest.mark.parametrize(
    ("country", "text", "code", "why"),
    [
        ("EL", " ", "empty", "Write a number."),
        ("EL", "1234567", "too_short", "Too short (signs written: 7)."),
        ("BG", "12345678901234", "too_long", "Too long (signs written: 14)."),
        ("EL", "12345678a", "letters", "There are letters where digits belong."),
        (
            "PT",
            "501234561",
            "checksum",
            "A sign is wrong: the check digit does not fit the others.",
        ),
        ("DE", "Nirgends HRB 1", "court", "There is no register court of this name."),
        (
            "PL",
            "KRS 0000123456",
            "krs",
            "A KRS number has no check digit, so it cannot be checked.",
        ),
        (
            "EL",
            "PT501234560",
            "other_country",
            "This is a number of Portugal (NIPC), not of Greece.",
        ),
        (
            "EL",
            "Mannheim HRB 12345",
            "other_country",
            "This is a number of Germany (Registernummer), not of Greece.",
        ),
        ("RO", "J12/345", "shape", "This does not have the form of a company number."),
    ],
)
def test_a_wrong_number_is_refused_in_plain_words(country, text, code, why):
    with pytest.raises(NumberProblem) as refused:
        check_number(text, country=country)
    assert refused.value.code == code
    assert refused.value.message.startswith(why)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("BE", "85.07.30-033.28"),
        ("RO", "1630615123457"),
        ("PT", "123456789"),
        ("LV", "161175-19997"),
        ("ES", "54362315K"),
        ("BG", "7523169263"),
        ("PL", "44051401359"),
    ],
)
def test_the_number_of_a_person_is_refused(country, text):
    with pytest.raises(NumberProblem) as refused:
        check_number(text, country=country)
    assert refused.value.code == "personal"


def test_a_refusal_shows_what_is_expected_with_an_example():
    with pytest.raises(NumberProblem) as refused:
        check_number("1", country="BG")
    shown = "Expected: ЕИК (9 digits), for example 123456786."
    assert refused.value.message == f"Too short (signs written: 1). {shown}"
    assert expected("BG") == shown
    assert expected("FR") == ""


def test_countries_are_named_in_the_reader_s_language():
    with translation.override("de"), pytest.raises(NumberProblem) as refused:
        check_number("PT501234560", country="EL")
    assert "Portugal" in refused.value.message
    assert "Greece" not in refused.value.message


def test_the_number_of_a_certificate_is_only_tidied():
    number = check_number("  0123 / 2024 ", country="RO", kind="register")
    assert (number.compact, number.scheme, number.is_checked) == ("0123 / 2024", "", False)


@pytest.mark.parametrize(("text", "code"), [("none yet", "letters"), ("1" * 61, "too_long")])
def test_the_number_of_a_certificate_has_a_digit_and_an_end(text, code):
    with pytest.raises(NumberProblem) as refused:
        check_number(text, country="RO", kind="register")
    assert refused.value.code == code


def test_a_number_of_a_country_without_rules_is_kept_unchecked():
    assert check_number("552 100 554", country="FR").is_checked is False


@pytest.mark.parametrize(
    ("text", "country", "joined"),
    [
        ("123456783", "EL", "EL123456783"),
        ("ΑΦΜ 123 456 783", "EL", "EL123456783"),
        ("GR123456783", "EL", "EL123456783"),
        ("GR123456783", "", "EL123456783"),
        ("EL 123456783", "GR", "EL123456783"),
        ("0123.456.749", "BE", "BE0123456749"),
        ("123456749", "BE", "BE0123456749"),
        ("12345678512347", "PL", "PL123456785"),  # a local unit is its company
        ("J12/345/2019", "RO", "ROJ123452019"),
        ("Mannheim, HRB 12345", "DE", "DEMANNHEIMHRB12345"),
        ("HRB 12345 Mannheim", "DE", "DEMANNHEIMHRB12345"),
        ("PT501234560", "EL", "PT501234560"),
        ("EL000000001", "EL", "EL000000001"),  # not valid: kept, without its country twice
        ("552 100 554", "FR", "FR552100554"),
        ("", "EL", ""),
    ],
)
def test_one_key_joins_every_spelling(text, country, joined):
    assert key(text, country) == joined


def test_a_stored_number_gives_the_same_key():
    for scheme in SCHEMES:
        number = check_number(scheme.example, country=scheme.country)
        assert number.key == key(scheme.example, scheme.country)
