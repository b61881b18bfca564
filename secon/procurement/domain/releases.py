"""Stored notices as OCDS releases: read again from the bytes as received, page by page.

The rows of lists do not keep all that a release says, the bytes do; reading them again costs about
two milliseconds. Two queries a page: the notices with their bytes, and the signals of their lots.
"""

import logging
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from secon.procurement import ocds
from secon.procurement.domain.paging import Cursor, Order, Page, page, read_cursor
from secon.procurement.formats import FormatError, read
from secon.procurement.keys import normal_publication
from secon.procurement.models import LotSignal, Notice
from secon.procurement.signals import Doubt, Kind, Signal, Strength

logger = logging.getLogger(__name__)
PAGE = 50
CHUNK = 200
"""Notices read at once in an export: what bounds its memory."""
ORDER = Order("published", descending=False, write=date.isoformat, read=date.fromisoformat)
_SIGNAL_FIELDS = tuple(one.name for one in fields(Signal))


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day of publication to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """Releases in the order they were published; ``following`` is the next page's cursor."""

    releases: list[ocds.Json]
    following: str | None


def release_page(days: Days, *, cursor: str = "", size: int | None = None) -> ReleasePage:
    """One page. What arrives meanwhile never shifts it. ValueError for a cursor of another list."""
    at: Cursor | None = read_cursor(cursor, order=ORDER) if cursor else None
    found: Page[Notice] = page(
        _published(days),
        order=ORDER,
        place=lambda row: (row.published, row.pk),
        size=size or PAGE,
        cursor=at,
    )
    return ReleasePage(list(releases(found.rows)), found.following)


def one_release(publication: str) -> ocds.Json | None:
    """The release of one notice, an example's too; None where there is none."""
    rows = _with_bytes(Notice.objects.filter(publication=normal_publication(publication)))
    return next(releases(rows), None)


def process(ocid: str, *, most: int = PAGE) -> list[ocds.Json]:
    """The releases of a contracting process, the oldest first; empty where none is stored."""
    prefix = f"{settings.SECON_OCID_PREFIX}-"
    if not ocid.startswith(prefix):
        return []
    name = ocid.removeprefix(prefix)
    number = normal_publication(name)
    named = Q(procedure="") & (Q(publication=number) | Q(pointers__target=number))
    rows = _with_bytes(
        Notice.objects.filter(Q(procedure__in=[name, name.upper()]) | named).distinct()
    )
    made = releases(rows.order_by("published", "pk")[:most])
    return [one for one in made if one["ocid"] == ocid]


def every_release(days: Days) -> Iterator[ocds.Json]:
    """All releases of these days, the oldest first, in constant memory."""
    cursor = ""
    while True:
        found = release_page(days, cursor=cursor, size=CHUNK)
        yield from found.releases
        if found.following is None:
            return
        cursor = found.following


def releases(notices: Iterable[Notice]) -> Iterator[ocds.Json]:
    """The releases of ``notices``; those that cannot be one are passed over and logged."""
    rows = list(notices)
    signals = _signals(rows)
    for row in rows:
        try:
            notice = read(zlib.decompress(row.payload.data), source=row.publication)
            if notice.publication != row.publication:
                notice = replace(notice, publication=row.publication)
            yield ocds.release(
                notice,
                prefix=settings.SECON_OCID_PREFIX,
                signals=signals.get(row.pk, {}),
                is_example=row.is_example,
            )
        except (FormatError, ocds.NoReleaseError) as error:
            logger.info("No release of %s: %s", row.publication, error)


def _published(days: Days) -> QuerySet[Notice]:
    """Real notices only: what the project wrote to show things is no open data."""
    return _with_bytes(
        Notice.objects.real().filter(published__gte=days.first, published__lte=days.last)
    )


def _with_bytes(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    return rows.select_related("payload").only(
        "publication", "published", "is_example", "payload__data"
    )


def _signals(rows: list[Notice]) -> dict[int, dict[str, list[Signal]]]:
    """Notice to lot to its stored signals, in one query."""
    found: dict[int, dict[str, list[Signal]]] = defaultdict(lambda: defaultdict(list))
    stored = LotSignal.objects.filter(lot__notice__in=[row.pk for row in rows]).order_by("pk")
    for notice, lot, *values in stored.values_list("lot__notice", "lot__ref", *_SIGNAL_FIELDS):
        found[notice][lot].append(_signal(dict(zip(_SIGNAL_FIELDS, values, strict=True))))
    return found


def _signal(said: dict[str, Any]) -> Signal:
    return Signal(
        **{
            **said,
            "kind": Kind(said["kind"]),
            "strength": Strength(said["strength"] or Strength.CODED),
            "article": said["article"] or None,
            "doubt": Doubt(said["doubt"]) if said["doubt"] else None,
        }
    )
