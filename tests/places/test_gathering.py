"""Gathering towns, regions and postal codes into one row."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from secon.places.domain import gathering, loading
from secon.places.models import Gazetteer
from tests.factories.places import NOW, write_codes, write_package, write_towns


def test_gathering_again_changes_nothing(gazetteer: gathering.Gathered, tmp_path: Path) -> None:
    before = Gazetteer.objects.get()

    again = gathering.load(towns=tmp_path / "towns.json", codes=tmp_path / "nuts.db", now=NOW)

    assert (gazetteer.fresh, again.fresh) == (True, False)
    assert (again.towns, again.names, again.codes) == (
        gazetteer.towns,
        gazetteer.names,
        gazetteer.codes,
    )
    assert Gazetteer.objects.get() == before


def test_other_regions_are_gathered_anew(gazetteer: object, tmp_path: Path) -> None:
    package = write_package(tmp_path / "other")
    names = package / loading.NAMES
    names.write_text(names.read_text().replace("Kurzeme", "Courland"), encoding="utf-8")
    loading.load(source=package, now=NOW)

    again = gathering.load(towns=tmp_path / "towns.json", codes=tmp_path / "nuts.db", now=NOW)

    assert again.fresh
    assert Gazetteer.objects.count() == 1


def test_a_district_is_kept_once_with_the_region_of_most_of_its_codes(tmp_path: Path) -> None:
    zones = list(gathering.read_codes(write_codes(tmp_path / "nuts.db")))

    assert [(zone.code, zone.nuts3) for zone in zones if zone.country == "NL"] == [
        ("1011", "NL329")
    ]
    assert ("VLT", "MT001") in [(zone.code, zone.nuts3) for zone in zones]
    assert len(zones) == 8


def test_a_missing_package_is_said(squares: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"towns\.json is not there"):
        call_command("load_gazetteer", towns=tmp_path / "towns.json")

    assert Gazetteer.objects.count() == 0


def test_a_package_of_another_form_is_said_and_keeps_what_was(
    gazetteer: object, tmp_path: Path
) -> None:
    before = Gazetteer.objects.get().digest
    other = tmp_path / "other.json"
    other.write_text("{}")

    with pytest.raises(CommandError, match="holds no towns"):
        call_command("load_gazetteer", towns=other, codes=tmp_path / "nuts.db")

    assert Gazetteer.objects.get().digest == before


def test_the_command_says_what_stands(
    squares: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "towns": write_towns(tmp_path / "towns.json"),
        "codes": write_codes(tmp_path / "nuts.db"),
    }
    call_command("load_gazetteer", **files)
    call_command("load_gazetteer", **files)
    first, second = capsys.readouterr().out.splitlines()

    assert first.startswith("Loaded 18 towns, ")
    assert second.startswith("Nothing new: 18 towns, ")
