"""Small squares for every run, the real package where it is installed."""

from pathlib import Path

import pytest
from django.conf import settings

from secon.places.domain import loading
from secon.places.management.commands.load_places import PACKAGE
from tests.factories.places import NOW, write_package


@pytest.fixture
def squares(db: None, tmp_path: Path) -> Path:
    """The four squares of the tiny package, loaded; the folder of the package."""
    folder = write_package(tmp_path)
    loading.load(source=folder, now=NOW)
    return folder


@pytest.fixture(scope="session")
def package() -> Path:
    """The unpacked npm package, which ``make test`` installs."""
    folder: Path = settings.BASE_DIR / PACKAGE
    assert folder.is_dir(), "the npm package is not there; run: make build/stamps/static"
    return folder
