"""Reading place codes: the share of those in real notices that read, and how long one takes.

Real notices come from ../shared/data/ted where it is there; else a few codes written here.
"""

import io
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from benchmarks.figures import Figure
from secon.places.domain import lookup
from secon.places.domain.lookup import read_code
from secon.places.enums import How

NOTICES = Path(__file__).resolve().parents[2] / "shared" / "data" / "ted"
OWN = ("EL651", "gr651", "GRC", "ESZZZ", "00", "LV00A", "PT170", "BE221", "DE128", "PL127")
NUTS_IN_EFORMS = "CountrySubentityCode"
COUNTRY_IN_EFORMS = "IdentificationCode"
NUTS_IN_OLDER = frozenset({"NUTS", "PERFORMANCE_NUTS", "CA_CE_NUTS", "TENDERER_NUTS"})
NO_REGION = frozenset({How.UNSPECIFIED, How.COUNTRY})
ROUNDS = 200_000


def run() -> list[Figure]:
    """The share that reads, the share that names a region, microseconds a reading."""
    stated = Counter(_stated())
    source = "codes in ../shared/data/ted" if stated else "a few codes written here"
    stated = stated or Counter((code, "") for code in OWN)
    readings = {pair: read_code(pair[0], country=pair[1] or None) for pair in stated}
    total = sum(stated.values())
    hows = Counter[How]()
    for pair, reading in readings.items():
        hows[reading.how] += stated[pair]
    unread = sorted({pair for pair, reading in readings.items() if reading.code is None})
    contradicting = sum(stated[p] for p, reading in readings.items() if reading.contradicts)
    print("  " + ", ".join(f"{how} {number}" for how, number in hows.most_common()))
    print(f"  name no place: {unread or 'none'}; another country beside it: {contradicting}")
    unreadable = hows[How.UNREADABLE] + hows[How.FROM_COUNTRY]
    named = total - unreadable - sum(hows[how] for how in NO_REGION)
    again, fresh = _microseconds(list(stated))
    return [
        Figure("codes read", 100 * (total - unreadable) / total, "%", "≥ 99", (total - unreadable) / total >= 0.99, f"{total} {source}"),
        Figure("codes that name a region", 100 * named / total, "%", "", None, f"{len(stated)} different ones"),
        Figure("a code met before", again, "µs", "< 2", again < 2, "one dictionary hit, keyword argument included"),
        Figure("a code never met", fresh, "µs", "< 50", fresh < 50, "the tables in memory"),
    ]  # fmt: skip


def _microseconds(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    lookup._read.cache_clear()
    start = time.perf_counter()
    for code, country in pairs:
        read_code(code, country=country)
    fresh = (time.perf_counter() - start) / len(pairs)
    rounds = max(1, ROUNDS // len(pairs))
    start = time.perf_counter()
    for _round in range(rounds):
        for code, country in pairs:
            read_code(code, country=country)
    return 1e6 * (time.perf_counter() - start) / rounds / len(pairs), 1e6 * fresh


def _stated() -> Iterator[tuple[str, str]]:
    """Each place code as published, with the country beside it where the format has one."""
    for file in sorted(NOTICES.glob("eforms/*.xml")):
        yield from _in_eforms(file.read_bytes())
    if (NOTICES / "legacy.zip").exists():
        with zipfile.ZipFile(NOTICES / "legacy.zip") as archive:
            for name in archive.namelist():
                yield from _in_older(archive.read(name))


def _in_eforms(data: bytes) -> Iterator[tuple[str, str]]:
    for _event, element in etree.iterparse(io.BytesIO(data), resolve_entities=False):
        if _name(element) != NUTS_IN_EFORMS or not (element.text or "").strip():
            continue
        country = next(
            (c.text for c in element.getparent().iter() if _name(c) == COUNTRY_IN_EFORMS), ""
        )
        yield element.text, country or ""


def _in_older(data: bytes) -> Iterator[tuple[str, str]]:
    for _event, element in etree.iterparse(io.BytesIO(data), resolve_entities=False):
        if _name(element) in NUTS_IN_OLDER and element.get("CODE"):
            country = next(
                (c.get("VALUE", "") for c in element.getparent() if _name(c) == "COUNTRY"), ""
            )
            yield element.get("CODE"), country


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
