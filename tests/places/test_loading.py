"""Loading the regions: the tiny package always, the real one where it is installed."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from secon.places.domain import loading, queries
from secon.places.enums import Change, UrbanType
from secon.places.models import Border, Correspondence, Loading, Region
from tests.factories.places import NOW, write_package


def test_regions_stand_in_their_tree_with_names_types_and_place(squares: Path) -> None:
    riga = Region.objects.get(pk="LV006")

    assert (riga.level, riga.country, riga.parent_id) == (3, "LV", "LV00")
    assert (riga.name, riga.native_name, riga.urban_type) == ("Riga", "Rīga", UrbanType.URBAN)
    assert riga.centroid == pytest.approx((23.5, 56.5), abs=0.01)
    assert riga.bbox == (23, 56, 24, 57)
    assert riga.superseded
    assert str(riga) == "Rīga (LV006)"


def test_the_centre_is_that_of_the_largest_piece_and_the_box_holds_all(squares: Path) -> None:
    vidzeme = Region.objects.get(pk="LV008")

    assert vidzeme.centroid == pytest.approx((24.5, 56.5), abs=0.01)
    assert vidzeme.bbox == (24.4, 56, 26.1, 56.6)


def test_a_region_of_2024_takes_the_place_of_what_went_into_it_whole(squares: Path) -> None:
    riga = Region.objects.get(pk="LV00A")

    assert (riga.version, riga.superseded, riga.parent_id) == ("2024", False, "LV00")
    assert riga.centroid == Region.objects.get(pk="LV006").centroid
    assert riga.area_km2 is None  # with a part of Pierīga, nobody here knows which


def test_a_region_that_was_not_there_before_is_not_placed(squares: Path) -> None:
    kosovo = Region.objects.get(pk="XK001")

    assert (kosovo.centroid, kosovo.bbox, kosovo.parent_id) == (None, None, "XK00")


def test_loading_the_same_again_changes_nothing(squares: Path) -> None:
    before = Loading.objects.get()

    again = loading.load(source=squares, now=NOW.replace(year=2024))

    assert again == loading.Loaded(fresh=False, regions=20, borders=3, outlines=4)
    assert Loading.objects.get() == before


def test_loading_a_changed_source_brings_the_rows_up_to_date(squares: Path) -> None:
    names = squares / loading.NAMES
    names.write_text(names.read_text("utf-8").replace("Rīga", "Rīga pilsēta"), "utf-8")

    again = loading.load(source=squares, now=NOW)

    assert again.fresh
    assert Region.objects.get(pk="LV006").native_name == "Rīga pilsēta"
    assert (Region.objects.count(), Border.objects.count()) == (20, 3)


def test_correspondences_are_stored_as_the_table_says(squares: Path) -> None:
    assert list(
        Correspondence.objects.filter(to_code="LV00A").values_list("from_code", "kind")
    ) == [("LV006", Change.MERGED), ("LV007", Change.SPLIT)]


def test_the_command_says_what_stands_and_then_that_nothing_is_new(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_package(tmp_path)

    call_command("load_places", source=folder)
    call_command("load_places", source=folder)

    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("Loaded 20 regions, 3 borders, 4 outlines")
    assert lines[-1].startswith("Nothing new: 20 regions")


def test_the_command_names_the_missing_file_and_how_to_get_it(db: None, tmp_path: Path) -> None:
    shutil.rmtree(write_package(tmp_path) / "data/dist/NUTS/topojson")

    with pytest.raises(CommandError, match=r"LEVL_0\.js is not there. Run: make "):
        call_command("load_places", source=tmp_path)


def test_the_real_package_gives_the_regions_of_the_partnership(db: None, package: Path) -> None:
    loaded = loading.load(source=package, now=NOW)

    assert loaded == loading.Loaded(fresh=True, regions=2082, borders=4824, outlines=1514)
    places = {
        "Tripoli": ((22.379, 37.510), "EL651"),
        "Leuven": ((4.70, 50.88), "BE242"),
        "Miercurea Ciuc": ((25.80, 46.36), "RO124"),
        "Radom": ((21.15, 51.40), "PL921"),
        "Oliveira de Azeméis": ((-8.477, 40.841), "PT11A"),
        "Riga": ((24.105, 56.949), "LV006"),
        "Jūrmala": ((23.77, 56.968), "LV007"),
        "Mérida": ((-6.343, 38.916), "ES431"),
        "Haskovo": ((25.555, 41.934), "BG422"),
        "Sinsheim": ((8.878, 49.253), "DE128"),
    }
    atlas = queries.atlas()
    assert {town: atlas.region_at(*point) for town, (point, _code) in places.items()} == {
        town: code for town, (_point, code) in places.items()
    }
    assert [one.code for one in queries.neighbours("ES43")] == [
        "ES61",
        "ES42",
        "PT18",
        "ES41",
        "PT16",
    ]
    surfaces = {"EL65": 15_490, "BE24": 2_118, "RO124": 6_639, "LV006": 304, "BG422": 5_534}
    for code, km2 in surfaces.items():
        assert Region.objects.get(pk=code).area_km2 == pytest.approx(km2, rel=0.03)
