"""Keeping versions, results and closing days right, whichever notice arrives first."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Model, Q

from secon.procurement.domain.versions import Decision, Family, LotLink, NoticeLink, Pointer, decide
from secon.procurement.models import Award, Lot, Notice, NoticePointer

_LARGEST = 4_000
"""A family of more notices is not one: some buyer's placeholder ties strangers together."""
_MOST_NAMES = 900
"""Names in one question to the database."""
_NOTICE_FIELDS = (
    "id",
    "publication",
    "version_key",
    "procedure",
    "stage",
    "published",
    "issued",
    "change_reason",
    "lot_count",
    "changes",
    "superseded_by",
)


def link(notices: Collection[int]) -> set[date | None]:
    """Decide anew how these notices and all that concern them hang together; write what differs.

    Returns the days of publication whose lots changed.
    """
    if not notices:
        return set()
    family_ = _load(family(set(notices)))
    return _write(family_, decide(family_))


def family(notices: set[int]) -> set[int]:
    """These notices and all they are tied to: by procedure, and by naming or being named."""
    known, fresh = set(notices), set(notices)
    limit = max(_LARGEST, 4 * len(notices))
    while fresh and len(known) < limit:
        found: set[int] = set()
        for part in _parts(fresh):
            found |= _tied(part)
        fresh = found - known
        known |= fresh
    return known


def _tied(notices: list[int]) -> set[int]:
    """One step: notices of the same procedures, named by these, or naming these."""
    rows = Notice.objects.filter(id__in=notices).values_list(
        "procedure", "publication", "version_key"
    )
    procedures = {procedure for procedure, _, _ in rows if procedure}
    names = {name for _, *both in rows for name in both if name}
    named = set(
        NoticePointer.objects.filter(notice_id__in=notices).values_list("target", flat=True)
    )
    found: set[int] = set()
    for part in _parts(procedures):
        found.update(Notice.objects.filter(procedure__in=part).values_list("id", flat=True))
    for part in _parts(named):
        by_name = Q(publication__in=part) | Q(version_key__in=part)
        found.update(Notice.objects.filter(by_name).values_list("id", flat=True))
    for part in _parts(names):
        pointers = NoticePointer.objects.filter(target__in=part)
        found.update(pointers.values_list("notice_id", flat=True))
    return found


def _load(notices: set[int]) -> Family:
    links: list[NoticeLink] = []
    lots: list[LotLink] = []
    pointers: list[Pointer] = []
    awards: dict[int, int | None] = {}
    for part in _parts(notices):
        links += (
            NoticeLink(
                id=one.id,
                publication=one.publication,
                version_key=one.version_key,
                procedure=one.procedure,
                stage=one.stage,
                published=one.published or one.issued,
                change_reason=one.change_reason,
                lot_count=one.lot_count,
                changes=one.changes_id,
                superseded_by=one.superseded_by_id,
            )
            for one in Notice.objects.filter(id__in=part).only(*_NOTICE_FIELDS)
        )
        lots += (
            LotLink(*values)
            for values in Lot.objects.filter(notice_id__in=part).values_list(
                "id",
                "notice_id",
                "ref",
                "stage",
                "deadline_day",
                "open_until",
                "closed_on",
                "closed_by",
                "is_current",
            )
        )
        pointers += (
            Pointer(*values)
            for values in NoticePointer.objects.filter(notice_id__in=part).values_list(
                "notice_id", "kind", "target"
            )
        )
        awards.update(
            Award.objects.filter(lot__notice_id__in=part).values_list("lot_id", "call_lot_id")
        )
    return Family(links, lots, pointers, awards)


def _write(family_: Family, decision: Decision) -> set[date | None]:
    notices = [
        Notice(
            id=one.id,
            changes_id=decision.changes[one.id],
            superseded_by_id=decision.superseded_by[one.id],
        )
        for one in family_.notices
        if (one.changes, one.superseded_by)
        != (decision.changes[one.id], decision.superseded_by[one.id])
    ]
    _update(Notice, notices, ("changes", "superseded_by"))
    names = ("open_until", "closed_on", "closed_by", "is_current")
    lots = [
        Lot(id=lot.id, **dict(zip(names, decision.lots[lot.id], strict=True)))
        for lot in family_.lots
        if (lot.open_until, lot.closed_on, lot.closed_by, lot.is_current) != decision.lots[lot.id]
    ]
    _update(Lot, lots, names)
    awards = [
        Award(lot_id=lot, call_lot_id=decision.call_lots[lot])
        for lot, call_lot in family_.awards.items()
        if call_lot != decision.call_lots[lot]
    ]
    _update(Award, awards, ("call_lot",))
    days = {one.id: one.published for one in family_.notices}
    lot_days = {lot.id: days[lot.notice] for lot in family_.lots}
    return {lot_days[one.pk] for one in (*lots, *awards)}


def _update(model: type[Model], rows: list[Any], fields: tuple[str, ...]) -> None:
    if rows:
        model._default_manager.bulk_update(rows, fields, batch_size=100)


def _parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    ordered = sorted(values)
    return (ordered[i : i + _MOST_NAMES] for i in range(0, len(ordered), _MOST_NAMES))
