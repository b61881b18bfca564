"""Small squares for every run, the real package where it is installed."""

from pathlib import Path

import pytest
from django.conf import settings

from secon.places.domain import gathering, loading
from secon.places.management.commands.load_places import PACKAGE
from tests.factories.places import NOW, RegionFactory, write_codes, write_package, write_towns


@pytest.fixture
def squares(db: None, tmp_path: Path) -> Path:
    """The four squares of the tiny package, loaded; the folder of the package."""
    folder = write_package(tmp_path)
    loading.load(source=folder, now=NOW)
    return folder


@pytest.fixture
def gazetteer(squares: Path, tmp_path: Path) -> gathering.Gathered:
    """A few towns and postal codes, gathered with the four squares and some centres of regions."""
    for code, name, lon, lat in (
        ("BE", "België/Belgique", 4.7, 50.6),
        ("BE242", "Arr. Leuven", 4.8, 50.9),
        ("DEA47", "Paderborn", 8.7, 51.6),
        ("ITH41", "Pordenone", 12.6, 46.0),
        ("NL329", "Groot-Amsterdam", 4.9, 52.3),
    ):
        RegionFactory.create(code=code, name=name, lon=lon, lat=lat, area_km2=1256.6)
    return gathering.load(
        towns=write_towns(tmp_path / "towns.json"),
        codes=write_codes(tmp_path / "nuts.db"),
        now=NOW,
    )


@pytest.fixture(scope="session")
def package() -> Path:
    """The unpacked npm package, which ``make test`` installs."""
    folder: Path = settings.BASE_DIR / PACKAGE
    assert folder.is_dir(), "the npm package is not there; run: make build/stamps/static"
    return folder
