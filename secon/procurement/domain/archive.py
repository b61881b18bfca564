"""The columnar archive: Parquet, one row per lot, one file per day of publication.

``year_month=2023-12/2023-12-05.parquet``: a folder per month for tools that prune by it. A file is
written from the database, so writing it again gives the same rows. No contact data is in it.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import Prefetch

from secon.procurement.models import Lot, Notice, Organisation, RawPayload, Winner

Day = date | None
"""A day of publication; ``None`` where a notice does not say it."""

SCHEMA: dict[str, Any] = {
    "publication": pl.String,
    "lot": pl.String,
    "lot_kind": pl.String,
    "stage": pl.String,
    "notice_type": pl.String,
    "subtype": pl.String,
    "format": pl.String,
    "published": pl.Date,
    "deadline": pl.Datetime("us", "UTC"),
    "deadline_kind": pl.String,
    "open_until": pl.Date,
    "closed_on": pl.Date,
    "closed_by": pl.String,
    "is_current": pl.Boolean,
    "procedure": pl.String,
    "language": pl.String,
    "titles": pl.String,  # JSON: language to text
    "nature": pl.String,
    "cpv": pl.List(pl.String),
    "value": pl.Float64,
    "currency": pl.String,
    "country": pl.String,
    "nuts": pl.List(pl.String),
    "rung": pl.String,
    "reserved": pl.List(pl.String),  # null unknown, empty a stated none
    "reserved_execution": pl.Boolean,
    "strategic": pl.List(pl.String),
    "social": pl.List(pl.String),
    "green": pl.List(pl.String),
    "innovation": pl.List(pl.String),
    "sme_suitable": pl.Boolean,
    "light_regime": pl.Boolean,
    "signals": pl.List(pl.String),
    "buyers": pl.List(pl.String),
    "winners": pl.List(pl.String),
    "call_publication": pl.String,
    "is_example": pl.Boolean,
}


def days_of(digests: Collection[str]) -> set[Day]:
    """The days on which the notices of these payloads were published."""
    notices = Notice.objects.filter(
        receptions__payload__in=RawPayload.objects.filter(sha256__in=digests)
    )
    return {published or issued for published, issued in notices.values_list("published", "issued")}


def write(folder: Path, *, days: Iterable[Day]) -> list[Path]:
    """Write these days' files anew; returns the files. A day without lots has none."""
    written = []
    for day in sorted(days, key=lambda day: day or date.min):
        path = folder / _name(day)
        rows = list(_rows(day))
        if not rows:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting = path.with_suffix(".part")
        pl.DataFrame(rows, schema=SCHEMA, orient="row").write_parquet(waiting)
        waiting.replace(path)
        written.append(path)
    return written


def _name(day: Day) -> str:
    if day is None:
        return "year_month=unknown/unknown.parquet"
    return f"year_month={day:%Y-%m}/{day:%Y-%m-%d}.parquet"


def _rows(day: Day) -> Iterator[tuple[object, ...]]:
    winners = Winner.objects.select_related("organisation")
    lots = (
        Lot.objects.filter(published=day)
        .select_related("notice", "detail", "award__call_lot__notice")
        .prefetch_related(
            "texts",
            "places",
            "cpv_codes",
            "signal_rows",
            Prefetch("award__winners", winners, to_attr="won"),
            Prefetch(
                "notice__organisations",
                Organisation.objects.filter(is_buyer=True),
                to_attr="buyers",
            ),
        )
        .order_by("id")
    )
    for lot in lots.iterator(chunk_size=1000):
        yield _row(lot)


def _row(lot: Lot) -> tuple[object, ...]:
    notice, detail = lot.notice, lot.detail
    award = getattr(lot, "award", None)
    won = (winner.organisation for winner in award.won) if award else ()
    titles = {text.language: text.title for text in lot.texts.all() if text.title}
    return (
        notice.publication,
        lot.ref,
        lot.kind,
        lot.stage,
        notice.kind,
        notice.subtype,
        notice.format,
        lot.published,
        lot.deadline,
        lot.deadline_kind,
        lot.open_until,
        lot.closed_on,
        lot.closed_by,
        lot.is_current,
        notice.procedure,
        lot.language,
        json.dumps(titles, ensure_ascii=False, sort_keys=True),
        lot.nature,
        [cpv.code for cpv in sorted(lot.cpv_codes.all(), key=lambda c: (not c.is_main, c.id))],
        None if lot.value is None else float(lot.value),
        lot.currency,
        lot.country,
        [place.nuts for place in lot.places.all() if place.nuts],
        lot.rung,
        detail.reserved,
        lot.reserved_execution,
        detail.strategic,
        detail.social,
        detail.green,
        detail.innovation,
        lot.sme_suitable,
        notice.light_regime,
        [signal.kind for signal in lot.signal_rows.all()],
        [organisation.name for organisation in notice.buyers],  # type: ignore[attr-defined]  # prefetched
        [organisation.name for organisation in won if organisation],
        award.call_lot.notice.publication if award and award.call_lot else None,
        lot.is_example,
    )
