"""Fixtures written for the tests, and real notices where they are at hand beside the project."""

import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from secon.procurement.formats import read
from secon.procurement.notice import Notice

FIXTURES = Path(__file__).parent / "fixtures"
REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "ted"
"""Not part of the project: tests that use it are skipped by name where it is absent, and each has
a twin on the fixtures that always runs."""

needs_real_notices = pytest.mark.skipif(
    not REAL.is_dir(), reason="real notices (../shared/data/ted) are not at hand"
)


def fixtures(prefix: str = "") -> list[Path]:
    return sorted(FIXTURES.glob(f"{prefix}*.xml"))


@cache
def real_eforms() -> tuple[tuple[str, bytes], ...]:
    return tuple((p.name, p.read_bytes()) for p in sorted((REAL / "eforms").glob("*.xml")))


def zipped(name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(REAL / name) as archive:
        for member in sorted(archive.namelist()):
            if member.endswith(".xml"):
                yield member, archive.read(member)


@pytest.fixture
def notice_of() -> Callable[[str], Notice]:
    """The notice in a fixture file, by its name without ending."""

    def of(name: str) -> Notice:
        path = FIXTURES / f"{name}.xml"
        return read(path.read_bytes(), source=path.name)

    return of
