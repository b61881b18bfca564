"""From packages straight to the archive, without a database: for years of TED at once.

Packages are parsed one by one, in this process, in several or on a cluster: each leaves its lots
as Parquet, a file a day, and tells how its notices name each other. One process then decides which
versions are the newest, as an import would, and writes the days. The result is the same whoever
parsed.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from secon.procurement.domain import packages, social_enterprises
from secon.procurement.domain.columns import COLUMNS, Rows
from secon.procurement.domain.packages import Member, Trouble
from secon.procurement.domain.reading import Parsed, Task, Terms, digest, read_file
from secon.procurement.domain.unfolding import lots_of
from secon.procurement.domain.versions import Family, LotLink, NoticeLink, Pointer, decide
from secon.procurement.observatory import files, rolling
from secon.procurement.observatory.rows import SCHEMA, VERSION, row

_PLACE = "place"
"""Column of a part: which of the package's notices the row is of."""
_PARTS = ".parts"
_CHILDREN = 8192


@dataclass(frozen=True, slots=True)
class Seen:
    """A notice as a package brought it, with all that linking needs."""

    sha256: str
    link: NoticeLink
    lots: tuple[LotLink, ...]
    awarded: tuple[int, ...]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one package came to; ``folder`` holds its lots."""

    folder: Path
    seen: tuple[Seen, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Parsing:
    """What a whole run came to."""

    packages: int
    notices: int
    lots: int
    days: int
    troubles: tuple[Trouble, ...] = field(default=())


Spread = Callable[[Callable[[tuple[int, Path]], Part], Sequence[tuple[int, Path]]], Iterable[Part]]
"""Calls a function for each of many things, somewhere, and gives the answers in their order."""


def one_by_one(
    parse: Callable[[tuple[int, Path]], Part], work: Sequence[tuple[int, Path]]
) -> Iterator[Part]:
    """All of it in this process."""
    return map(parse, work)


def parse_to_archive(
    source: Path, archive: Path, *, today: date, spread: Spread = one_by_one
) -> Parsing:
    """Parse a package, or a folder of packages, into ``archive``, and roll it up.

    Days that are there already keep the notices of other packages; those are not linked with
    these anew. Workers elsewhere must see ``source`` and ``archive`` under the same paths.
    """
    parts_folder = archive / _PARTS
    with files.locked(archive):
        shutil.rmtree(parts_folder, ignore_errors=True)
        try:
            work = list(enumerate(_packages(source)))
            parse = partial(parse_package, out=parts_folder, terms=Terms(today=today))
            parts = list(spread(parse, work))
            chosen = _newest(parts)
            lots, days = _write(archive, parts, chosen)
        finally:
            shutil.rmtree(parts_folder, ignore_errors=True)
        rolling.roll_up(archive, social_enterprises=social_enterprises.keys())
    troubles = tuple(trouble for part in parts for trouble in part.troubles)
    return Parsing(len(parts), len(chosen), lots, days, troubles)


def _packages(source: Path) -> list[Path]:
    """What one worker takes at a time: each file and each folder in the folder."""
    if not source.is_dir():
        return [source]
    return sorted(path for path in source.iterdir() if not path.name.startswith("."))


def parse_package(work: tuple[int, Path], *, out: Path, terms: Terms) -> Part:
    """Parse one package: its lots become files below ``out``, a day each."""
    number, package = work
    folder = out / f"{number:06}"
    seen: list[Seen] = []
    troubles: list[Trouble] = []
    rows: dict[date | None, list[dict[str, object]]] = defaultdict(list)
    for item in packages.items(package):
        if isinstance(item, Trouble):
            troubles.append(item)
        if not isinstance(item, Member):
            continue
        found = read_file(Task(item.name, item.data, digest(item.data)), terms)
        if isinstance(found, Trouble):
            troubles.append(found)
            continue
        for facts in lots_of(found.rows):
            rows[facts.published].append(row(facts) | {_PLACE: len(seen)})
        seen.append(_seen(found))
    folder.mkdir(parents=True, exist_ok=True)
    for day, lots in rows.items():
        table = pl.DataFrame(lots, schema=SCHEMA | {_PLACE: pl.Int64}, orient="row")
        table.write_parquet(folder / f"{day or files.UNKNOWN}.parquet")
    return Part(folder, tuple(seen), tuple(troubles))


def _seen(parsed: Parsed) -> Seen:
    rows = parsed.rows
    notice = _first(rows, "Notice")
    return Seen(
        parsed.sha256,
        NoticeLink(
            id=rows.notice_id,
            publication=rows.publication,
            version_key=notice["version_key"],
            procedure=notice["procedure"],
            stage=notice["stage"],
            published=notice["published"] or notice["issued"],
            change_reason=notice["change_reason"],
            lot_count=notice["lot_count"],
        ),
        tuple(
            LotLink(lot["id"], rows.notice_id, lot["ref"], lot["stage"], lot["deadline_day"])
            for lot in _all(rows, "Lot")
        ),
        tuple(award["lot_id"] for award in _all(rows, "Award")),
        tuple(
            Pointer(rows.notice_id, one["kind"], one["target"])
            for one in _all(rows, "NoticePointer")
        ),
    )


def _all(rows: Rows, table: str) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS[table], values, strict=True)) for values in rows.tables[table]]


def _first(rows: Rows, table: str) -> dict[str, Any]:
    return _all(rows, table)[0]


Chosen = dict[int, tuple[int, int, Seen]]
"""Notice to the package and the place in it that count."""


def _newest(parts: Sequence[Part]) -> Chosen:
    """Other bytes of a known notice replace it; bytes that came before are left alone."""
    known: set[str] = set()
    chosen: Chosen = {}
    for number, part in enumerate(parts):
        for place, one in enumerate(part.seen):
            if one.sha256 not in known:
                known.add(one.sha256)
                chosen[one.link.id] = (number, place, one)
    return chosen


def _write(archive: Path, parts: Sequence[Part], chosen: Chosen) -> tuple[int, int]:
    """Link the notices and write their days; returns how many lots and days."""
    all_seen = [one for _number, _place, one in chosen.values()]
    decision = decide(
        Family(
            notices=[one.link for one in all_seen],
            lots=[lot for one in all_seen for lot in one.lots],
            pointers=[pointer for one in all_seen for pointer in one.pointers],
            awards={lot: None for one in all_seen for lot in one.awarded},
        )
    )
    publications = {one.link.id: one.link.publication for one in all_seen}
    calls = {
        lot: publications[call // _CHILDREN]
        for lot, call in decision.call_lots.items()
        if call is not None
    }
    by_day: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for number, part in enumerate(parts):
        for path in sorted(part.folder.glob("*.parquet")):
            by_day[path.stem].append((number, path))
    written = 0
    for day, found in sorted(by_day.items()):
        rows = [
            one
            for number, path in found
            for one in pl.read_parquet(path).to_dicts()
            if chosen[int(one["lot_id"]) // _CHILDREN][:2] == (number, one.pop(_PLACE))
        ]
        for one in rows:
            key = one["lot_id"]
            one["open_until"], one["closed_on"], one["closed_by"], one["is_current"] = (
                decision.lots[key]
            )
            one["call_publication"] = calls.get(key)
        written += len(rows)
        _write_day(archive, None if day == files.UNKNOWN else date.fromisoformat(day), rows)
    return written, len(by_day)


def _write_day(archive: Path, day: date | None, rows: list[dict[str, object]]) -> None:
    """The day with these rows, and those of notices that are not among them."""
    path = files.day_file(archive, day)
    if path.exists() and files.version_of(path) == VERSION:
        parsed = {one["publication"] for one in rows}
        kept = pl.read_parquet(path).to_dicts()
        rows = rows + [one for one in kept if one["publication"] not in parsed]
    files.write_day(archive, day, sorted(rows, key=lambda one: int(str(one["lot_id"]))))
