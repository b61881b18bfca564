"""Columns guessed from their headings."""

from __future__ import annotations

import tomllib

import pytest

from secon.enterprises.domain.registers.fields import Field
from secon.enterprises.domain.registers.mapping import PATH, suggest
from secon.kernel.folding import fold_name


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("el", {"Επωνυμία": "name", "Α.Φ.Μ.": "company_number", "Τ.Κ.": "postal_code",
                "ΑΓεΜΚΟ": "external_id", "Ημ/νία εγγραφής": "status_from", "Α/Α": None,
                "Δήμος έδρας": "town", "Διεύθυνση έδρας": "street"}),
        ("pl", {"Nazwa podmiotu": "name", "NIP": "company_number", "Kod pocztowy": "postal_code",
                "Nr decyzji": "status_number", "Data nadania statusu": "status_from", "Lp.": None,
                "Miejscowość": "town", "Strona WWW": "website"}),
        ("bg", {"Наименование на социалното предприятие": "name", "ЕИК": "company_number",
                "Клас": "status", "Валидно до": "status_to", "Населено място": "town"}),
        ("de", {"Name": "name", "Straße": "street", "PLZ": "postal_code", "Ort": "town",
                "Handelsregister": "company_number", "E-Mail": "email"}),
        ("lv", {"Nosaukums": "name", "Reģ. nr.": "company_number", "Pilsēta": "town"}),
        ("ro", {"Denumirea întreprinderii sociale": "name", "CUI": "company_number",
                "Nr. atestat": "status_number", "Nr. crt.": None, "Localitatea": "town"}),
        ("es", {"Razón social": "name", "CIF/NIF": "company_number", "Municipio": "town"}),
        ("pt", {"Denominação": "name", "NIPC": "company_number", "Código Postal": "postal_code"}),
        ("nl", {"Naam": "name", "Ondernemingsnummer": "company_number", "Gemeente": "town"}),
        ("hu", {"Név": "name", "Irányítószám": "postal_code", "Település": "town"}),
        ("en", {"Name": "name", "Latitude": "lat", "Longitude": "lon", "Website": "website"}),
    ],
)  # fmt: skip
def test_headings_of_real_registers_are_understood(
    language: str, headings: dict[str, str | None]
) -> None:
    wanted = {heading: field for heading, field in headings.items() if field}

    assert suggest(list(headings), language) == wanted


def test_a_field_goes_to_its_best_heading_only() -> None:
    assert suggest(["Nazwa skrócona", "Nazwa", "Nazwa handlowa"], "pl") == {
        "Nazwa": Field.NAME,
        "Nazwa skrócona": Field.OTHER_NAME,
    }


def test_a_heading_with_a_slip_is_understood() -> None:
    assert suggest(["Miejscowosc", "Kod pocztowi"], "pl") == {
        "Miejscowosc": Field.TOWN,
        "Kod pocztowi": Field.POSTAL_CODE,
    }


def test_every_field_has_words_in_every_language_that_no_other_field_has() -> None:
    table = tomllib.loads(PATH.read_text(encoding="utf-8"))
    languages = {"en", "el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg"}

    assert set(table) == set(Field.values)
    assert {field for field, words in table.items() if set(words) != languages} == set()
    for language in languages:
        own = [{fold_name(word) for word in words[language]} for words in table.values()]
        said = [word for words in own for word in words]
        assert sorted({word for word in said if said.count(word) > 1}) == []
