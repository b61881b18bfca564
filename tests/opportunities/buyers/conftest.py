"""What tests of buyers share."""

import pytest

from secon.kernel.ports import get_port
from secon.opportunities.domain import supply_search
from secon.places.domain import gathering
from tests.factories.places import NOW, RegionFactory, write_codes, write_towns


@pytest.fixture(autouse=True)
def _fresh_supply():
    """The suppliers of one test's database do not answer the next one."""
    supply_search.forget()
    yield
    supply_search.forget()


@pytest.fixture
def places(db, tmp_path):
    """The gazetteer knows Poland and the region of Radom."""
    for code, name, lon, lat in (
        ("PL", "Poland", 19.4, 52.1),
        ("PL92", "Mazowiecki regionalny", 21.1, 52.0),
        ("PL921", "Radomski", 21.2, 51.4),
    ):
        RegionFactory.create(code=code, name=name, lon=lon, lat=lat, area_km2=5000)
    gathering.load(
        towns=write_towns(tmp_path / "towns.json"),
        codes=write_codes(tmp_path / "nuts.db"),
        now=NOW,
    )


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Call it with a verb: the letters that left when its transaction was over."""

    def during(verb):
        box = get_port("mail").sent
        box.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb()
        return list(box)

    return during
