"""The columnar archive: Parquet, one row per lot, one file per day of publication.

A file is written from the database, so writing it again gives the same rows. No contact data is in
it. After each change the months concerned are rolled up for the observatory.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from django.db.models import Count

from secon.procurement.domain import social_enterprises
from secon.procurement.domain.gathering import facts_of
from secon.procurement.models import Lot, Notice, RawPayload
from secon.procurement.observatory import files, rolling
from secon.procurement.observatory.rows import VERSION, LotFacts, row

Day = date | None
"""A day of publication; ``None`` where a notice does not say it."""
_LOTS, _DAYS = 5_000, 400
"""So many lots and days are read from the database at once."""


def days_of(digests: Collection[str]) -> set[Day]:
    """The days on which the notices of these payloads were published."""
    notices = Notice.objects.filter(
        receptions__payload__in=RawPayload.objects.filter(sha256__in=digests)
    )
    return {published or issued for published, issued in notices.values_list("published", "issued")}


def write(folder: Path, *, days: Iterable[Day]) -> list[Path]:
    """Write these days' files anew and roll their months up; returns the files of days.

    A day without lots has none.
    """
    with files.locked(folder):
        written = [path for part in _parts(set(days)) for path in _write(folder, part) if path]
        rolling.roll_up(folder, social_enterprises=social_enterprises.keys())
    return written


def known_days() -> set[Day]:
    """Days with lots in the database."""
    return set(Lot.objects.order_by().values_list("published", flat=True).distinct())


def missing(folder: Path) -> set[Day]:
    """Those of them whose file is absent or of an older version."""
    present = {files.day_of(path): path for path in files.day_files(folder)}
    return {
        day
        for day in known_days()
        if day not in present or files.version_of(present[day]) < VERSION
    }


def outdated(folder: Path) -> list[Path]:
    """Files of an older version. Those of lots that the database does not know must be parsed
    anew from their packages.
    """
    return [path for path in files.day_files(folder) if files.version_of(path) < VERSION]


def _parts(days: set[Day]) -> Iterator[set[Day]]:
    """The days in groups that are read at once."""
    counts = dict(
        Lot.objects.order_by().values_list("published").annotate(lots=Count("pk"))
        if len(days) > 1
        else ()
    )
    part: set[Day] = set()
    lots = 0
    for day in sorted(days, key=lambda day: day or date.min):
        if part and (lots + counts.get(day, 0) > _LOTS or len(part) >= _DAYS):
            yield part
            part, lots = set(), 0
        part.add(day)
        lots += counts.get(day, 0)
    if part:
        yield part


def _write(folder: Path, days: set[Day]) -> Iterator[Path | None]:
    by_day: dict[Day, list[LotFacts]] = defaultdict(list)
    for facts in facts_of(days):
        by_day[facts.published].append(facts)
    for day in sorted(days, key=lambda day: day or date.min):
        yield files.write_day(folder, day, map(row, by_day[day]))
