"""Importing packages: notices a second into SQLite, a day's seconds, the most memory.

A package is made of notices under other numbers: every copy of a notice gets its own publication
number, procedure and notice id, so that nothing is a duplicate and results still find their calls.
The import runs as people run it, ``manage.py import_ted`` in its own process with a new database.
"""

import io
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import uuid
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "ted" / "eforms"
FIXTURES = ROOT / "tests" / "procurement" / "formats" / "fixtures"
DAY = 3_700
LARGE = 15_000
_PUBLICATION = re.compile(rb"\b(\d{8})-(20\d\d)\b")
_UUID = re.compile(rb"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")
_COPIES = 90  # of one number within a year's eight digits


def copies() -> Iterator[bytes]:
    """Notices without end: the originals, then copies under other numbers."""
    originals = [path.read_bytes() for path in source()]
    for number in count():
        for data in originals:
            yield _renumbered(data, number) if number else data


def source() -> list[Path]:
    """The real eForms notices when they are there, else those the tests are written with."""
    real = sorted(REAL.glob("*.xml")) if REAL.is_dir() else []
    return real or sorted(FIXTURES.rglob("*.xml"))


def _renumbered(data: bytes, copy: int) -> bytes:
    def publication(match: re.Match[bytes]) -> bytes:
        number = int(match[1]) + copy % _COPIES * 1_000_000
        return b"%08d-%d" % (number % 100_000_000, int(match[2]) + copy // _COPIES)

    def identifier(match: re.Match[bytes]) -> bytes:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{match[0].decode()}/{copy}")).encode()

    return _UUID.sub(identifier, _PUBLICATION.sub(publication, data))


def write_package(path: Path, notices: int) -> int:
    """A daily package of so many notices; returns the bytes in it."""
    size = 0
    with tarfile.open(path, "w:gz", compresslevel=6) as package:
        for number, data in enumerate(islice(copies(), notices), start=1):
            found = _PUBLICATION.search(data)
            name = found[0].decode().replace("-", "_") if found else f"{number:08}_1999"
            member = tarfile.TarInfo(f"20260817_157/{name}-{number}.xml")
            member.size = len(data)
            size += len(data)
            package.addfile(member, io.BytesIO(data))
    return size


def run() -> list[Figure]:
    """Import a day and a package four times as large, each into a new SQLite database."""
    with tempfile.TemporaryDirectory(prefix="secon-bench-") as name:
        folder = Path(name)
        size = write_package(folder / "day.tar.gz", DAY)
        write_package(folder / "large.tar.gz", LARGE)
        day, seconds, cpu = _import(folder / "day.tar.gz")
        large, large_seconds, _cpu = _import(folder / "large.tar.gz")
    said = (
        f"{day['read']} notices, {size / 1e6:.0f} MB of XML, {day['lots']} lots, "
        f"{len(day['problems'])} problems; {os.cpu_count()} cores, SQLite, whole command, "
        f"{cpu:.1f} s of processor time"
    )
    rate = day["read"] / seconds
    peak = max(day["peak_memory_mb"], large["peak_memory_mb"])
    return [
        Figure("Import into SQLite", round(rate), "notices/s", "≥ 300", rate >= 300, said),
        Figure("Import of a day", round(seconds, 1), "s", "< 15", seconds < 15, said),
        Figure(
            "Memory of an import",
            round(peak),
            "MB",
            "< 400",
            peak < 400,
            f"all processes; {day['peak_memory_mb']:.0f} MB for {DAY}, "
            f"{large['peak_memory_mb']:.0f} MB for {LARGE} notices ({large_seconds:.0f} s)",
        ),
    ]


def _import(package: Path) -> tuple[dict, float, float]:
    """The run's record, the seconds the command took, and the processor's seconds in it."""
    database = package.with_suffix(".sqlite3")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SECON_VAR": str(package.parent),
    }
    command = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*command, "migrate", "-v0"], env=environment, check=True)  # noqa: S603 -- our own command
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 -- our own command
        [*command, "import_ted", str(package), "--json"],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    seconds = time.perf_counter() - began
    record = json.loads(done.stdout)
    assert record["stored"] + len(record["problems"]) >= record["read"] * 0.95, record["stored"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return record, seconds, cpu
