"""Fixtures of the directory's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMessage

from secon.kernel.ports import MemoryMail, get_port
from secon.places.domain import gathering
from tests.factories.places import NOW, RegionFactory, write_codes, write_towns


@pytest.fixture
def letters() -> Iterator[list[EmailMessage]]:
    """What the platform sends, in order."""
    port = get_port("mail")
    assert isinstance(port, MemoryMail)
    port.sent.clear()
    yield port.sent
    port.sent.clear()


@pytest.fixture
def towns(db: None, tmp_path: Path) -> None:
    """The gazetteer knows a few towns and postal codes, Diest and several Halles among them."""
    for code, name, lon, lat in (("BE", "Belgium", 4.7, 50.6), ("BE242", "Arr. Leuven", 4.8, 50.9)):
        RegionFactory.create(code=code, name=name, lon=lon, lat=lat, area_km2=1256.6)
    gathering.load(
        towns=write_towns(tmp_path / "towns.json"),
        codes=write_codes(tmp_path / "nuts.db"),
        now=NOW,
    )
