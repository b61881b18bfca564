"""Postal codes: read from files, tidied, kept once."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from secon.places.domain import filing, postal
from secon.places.models import PostalCode

GEONAMES = (
    "LV\tLV-1001\tRīga\t\t\t\t\t\t\t56.50\t23.50\t4\n"
    "LV\tLV-1001\tRīga\t\t\t\t\t\t\t56.60\t23.70\t4\n"
    "LV\tLV-1055\tKuldīga\t\t\t\t\t\t\t56.40\t22.50\t4\n"
    "LV\tx\tnowhere\t\t\t\t\t\t\t56.40\t22.50\t4\n"
    "LV\tLV-1056\tnowhere\t\t\t\t\t\t\t\t\t\n"
    "EE\t10001\tTallinn\t\t\t\t\t\t\t59.4\t24.7\t4\n"
)


def write(tmp_path: Path, text: str, name: str = "codes.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def kept() -> list[tuple[str, str, float, float, str, bool]]:
    return list(PostalCode.objects.values_list("country", "code", "lon", "lat", "town", "exact"))


def test_a_file_in_the_form_of_geonames_is_kept_by_the_mean_of_its_points(
    squares: Path, tmp_path: Path
) -> None:
    filed = filing.load(write(tmp_path, GEONAMES), country="LVA")

    assert kept() == [
        ("LV", "1001", 23.6, 56.55, "Rīga", True),
        ("LV", "1055", 22.5, 56.4, "Kuldīga", True),
    ]
    assert (filed.codes, filed.lines, filed.other_countries, filed.unreadable) == (2, 6, 1, 2)
    assert filed.problems == [
        "Line 4: “x” is no postal code.",
        "Line 5: There is no point, and no region that we know.",
    ]


def test_a_file_read_again_changes_nothing_and_a_better_one_replaces(
    squares: Path, tmp_path: Path
) -> None:
    filing.load(write(tmp_path, GEONAMES), country="LV")
    before = list(PostalCode.objects.values())
    filing.load(write(tmp_path, GEONAMES), country="LV")
    assert list(PostalCode.objects.values()) == before

    filing.load(write(tmp_path, "code;lat;lon\n1001;56.1;23.1\n"), country="LV")

    assert kept()[0] == ("LV", "1001", 23.1, 56.1, "", True)
    assert len(kept()) == 2


def test_a_file_of_gisco_gives_regions_centres(squares: Path, tmp_path: Path) -> None:
    filing.load(write(tmp_path, "NUTS3;CODE\n'LV006';'LV-1001'\n'LV999';'LV-1002'\n"), country="LV")

    assert kept() == [("LV", "1001", pytest.approx(23.5), pytest.approx(56.5, abs=0.01), "", False)]


def test_exchanged_columns_are_refused_and_nothing_is_kept(squares: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "postcode,latitude,longitude\nLV-1001,23.5,56.5\nLV-1002,23.6,56.6\n")

    with pytest.raises(filing.UnreadableFile, match="the other way round"):
        filing.load(path, country="LV")

    assert kept() == []


@pytest.mark.parametrize(
    ("text", "country", "said"),
    [
        ("", "LV", "needs a column"),
        ("name;lat;lon\nRiga;1;2\n", "LV", "needs a column"),
        ("code;name\n1001;Riga\n", "LV", "needs a column"),
        (GEONAMES, "PL", "holds no postal code of the country PL"),
        (GEONAMES, "Latvia", "no country with the code Latvia"),
    ],
)
def test_a_file_that_says_nothing_usable_is_refused(
    squares: Path, tmp_path: Path, text: str, country: str, said: str
) -> None:
    with pytest.raises(filing.UnreadableFile, match=said):
        filing.load(write(tmp_path, text), country=country)

    assert kept() == []


def test_a_file_that_is_no_text_is_refused(squares: Path, tmp_path: Path) -> None:
    path = tmp_path / "codes.zip"
    path.write_bytes(b"PK\x03\x04\xff\xfe")

    with pytest.raises(filing.UnreadableFile, match="cannot be read"):
        filing.load(path, country="LV")
    with pytest.raises(filing.UnreadableFile, match="cannot be read"):
        filing.load(tmp_path / "absent", country="LV")


def test_the_command_says_what_was_kept(
    squares: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_postal_codes", write(tmp_path, GEONAMES), country="LV")
    said = capsys.readouterr().out

    assert "Kept 2 postal codes of 6 lines (1 of other countries, 2 unreadable)" in said
    with pytest.raises(CommandError, match="needs a column"):
        call_command("load_postal_codes", write(tmp_path, "nothing"), country="LV")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3290", ("3290", None)),
        ("B-3290", ("3290", "BE")),
        ("BE 3290", ("3290", "BE")),
        ("LV-5401", ("5401", "LV")),
        ("lv5401", ("5401", "LV")),
        ("GR-24100", ("24100", "EL")),
        ("241 00", ("24100", None)),
        ("00-002", ("00002", None)),
        ("1011 ab", ("1011AB", None)),
        ("SW1A 1AA", ("SW1A1AA", None)),
        ("Diest", None),
        ("A1", None),
        ("123456789", None),
        ("", None),
        ("Καλαμάτα 24100", None),
    ],
)
def test_a_code_is_tidied(text: str, code: tuple[str, str | None] | None) -> None:
    assert postal.tidy(text) == code


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("241 00 Καλαμάτα", ("241 00", "Καλαμάτα")),
        ("Diest (3290)", ("3290", "Diest")),
        ("1011 AB Amsterdam", ("1011 AB", "Amsterdam")),
        ("D-33098 Paderborn", ("D-33098", "Paderborn")),
        ("530104 Miercurea Ciuc", ("530104", "Miercurea Ciuc")),
        ("Miercurea Ciuc", ("", "Miercurea Ciuc")),
        ("", ("", "")),
    ],
)
def test_a_code_and_a_town_are_told_apart(text: str, split: tuple[str, str]) -> None:
    assert postal.split_code(text) == split


@pytest.mark.parametrize(
    ("country", "code", "part"),
    [
        ("NL", "1011AB", "1011"),
        ("PT", "1000001", "1000"),
        ("IE", "A41X2Y3", "A41"),
        ("MT", "VLT1117", "VLT"),
        ("UK", "SW1A1AA", "SW1A"),
        ("PT", "1000", "1000"),
        ("DE", "33098", "33098"),
    ],
)
def test_only_the_part_of_a_code_that_names_a_district_is_kept(
    country: str, code: str, part: str
) -> None:
    assert postal.kept(country, code) == part
