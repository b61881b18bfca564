"""What tests of releases share."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from secon.procurement.domain import importing
from secon.procurement.formats import read
from secon.procurement.notice import Notice
from tests.factories.procurement import NOW
from tests.procurement.formats.conftest import fixtures
from tests.procurement.pipeline.build import call, files

EXAMPLES = Path(__file__).resolve().parents[3] / "secon" / "procurement" / "examples"


def notices() -> list[Notice]:
    """Every notice that the repository has: examples and fixtures."""
    paths = [*sorted(EXAMPLES.glob("*.xml")), *fixtures()]
    return [read(path.read_bytes(), source=path.name) for path in paths]


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., None]:
    """Imports calls numbered from ``first``, each on the day after the one before."""

    def store(count: int, *, first: int = 1, day: date = date(2023, 11, 20), lots: int = 1) -> None:
        made = {
            f"{number:08}_2023.xml": call(
                number,
                published=day + timedelta(days=number - first),
                lots=lots,
                email="jane@buyer.example",
            )
            for number in range(first, first + count)
        }
        folder = tmp_path / f"{first}-{day}"
        folder.mkdir()
        order = importing.Order(paths=(files(made, folder),), source="test", jobs=1)
        importing.run(order, now=NOW)

    return store


def moment(text: str) -> datetime:
    """A moment as a release writes it."""
    return datetime.fromisoformat(text)
