"""Notices as OCDS releases: how many are valid by the standard's own validator, and the time each.

Every real notice at hand (eForms and older), else the project's fixtures, once each. Against OCDS
1.1.5 alone and with the extensions that the releases use; with these no field may be unknown to
the schema and no field empty. The time is that of the mapping, without reading the file.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks.figures import Figure
from benchmarks.parsing import FIXTURES, REAL
from secon.procurement import ocds
from secon.procurement.formats import read
from secon.procurement.notice import Notice
from secon.procurement.signals import Reader, signals
from tests.procurement.ocds.validator import Verdict, package, validate


def run() -> list[Figure]:
    """Valid releases of all, and milliseconds a notice."""
    made: list[ocds.Json] = []
    none = 0
    seconds = 0.0
    for notice in notices():
        reader = Reader(notice)
        social = {lot.id: signals(notice, lot, reader) for lot in notice.lots}
        start = process_time()
        try:
            made.append(ocds.release(notice, signals=social))
        except ocds.NoReleaseError:
            none += 1
        seconds += process_time() - start
    figures = [
        Figure(
            "mapping a notice to a release", round(1000 * seconds / len(made), 2), "ms", "", None
        )
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name, extended in (("OCDS 1.1.5", False), ("OCDS 1.1.5 with extensions", True)):
            verdict = validate(package(made), Path(folder), extended=extended)
            valid = len(made) - invalid(verdict)
            found = len(verdict.errors) + len(verdict.empty_fields)
            found += len(verdict.additional_fields) if extended else 0
            figures.append(
                Figure(
                    f"releases valid against {name}",
                    valid,
                    f"of {len(made)}",
                    f"≥ {len(made)}",
                    valid == len(made) and found == 0,
                    f"libcoveocds; {none} notices are of no procedure; findings: {found}",
                )
            )
    return figures


def invalid(verdict: Verdict) -> int:
    """Releases with an error; an error of the package counts once."""
    paths = (str(error.get("path", "")).split("/") for error in verdict.errors)
    return len({tuple(path[:2]) for path in paths})


def notices() -> Iterator[Notice]:
    """Each notice once."""
    seen: set[str] = set()
    for name, data in files():
        notice = read(data, source=name)
        if notice.publication not in seen:
            seen.add(notice.publication)
            yield notice


def files() -> Iterator[tuple[str, bytes]]:
    """Real notices where they are at hand, else those written for the tests."""
    folder = REAL / "eforms" if REAL.is_dir() else FIXTURES
    for path in sorted(folder.glob("*.xml")):
        yield path.name, path.read_bytes()
    if (REAL / "legacy.zip").exists():
        with zipfile.ZipFile(REAL / "legacy.zip") as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".xml"):
                    yield name, archive.read(name)
