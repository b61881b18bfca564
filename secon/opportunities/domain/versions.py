"""Corrected notices: which lots a lot replaces, and decisions that follow to the newest one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from secon.opportunities.domain.demands import Key
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import Decision, Lesson
from secon.procurement.models import Lot

LOT = DemandKind.LOT.value


def earlier(keys: Iterable[Key]) -> dict[Key, set[Key]]:
    """The lots of the same name in the notice that each one's notice replaced: two queries."""
    pks = [pk for kind, pk in keys if kind == LOT]
    if not pks:
        return {}
    lots: dict[tuple[int, str], int] = {}
    for pk, notice, ref in Lot.objects.filter(pk__in=pks).values_list("pk", "notice_id", "ref"):
        lots[notice, ref] = pk
    notices = {notice for notice, _ref in lots}
    old = Lot.objects.filter(notice__superseded_by__in=notices).values_list(
        "pk", "ref", "notice__superseded_by"
    )
    found: dict[Key, set[Key]] = {}
    for pk, ref, newer in old:
        if newer is not None and (newer, ref) in lots:
            found.setdefault((LOT, lots[newer, ref]), set()).add((LOT, pk))
    return found


def follow() -> int:
    """Move decisions about lots of a replaced notice to the lots of the same name that replaced
    them; returns how many. Where the newer one is decided already, the older decision stays.
    """
    moved = 0
    with transaction.atomic():
        replaced = Lot.objects.filter(notice__superseded_by__isnull=False)
        rows = {
            row.demand: row
            for row in Decision.objects.filter(kind=LOT, demand__in=replaced.values("pk"))
        }
        if not rows:
            return 0
        old = Lot.objects.filter(pk__in=rows).values_list("pk", "ref", "notice__superseded_by")
        wanted = {(newer, ref): pk for pk, ref, newer in old}
        newer_lots = Lot.objects.filter(notice__in={newer for newer, _ref in wanted})
        for pk, notice, ref in newer_lots.values_list("pk", "notice_id", "ref"):
            if before := wanted.get((notice, ref)):
                moved += _move(before, pk)
    return moved


def _move(before: int, after: int) -> int:
    decided = Decision.objects.filter(kind=LOT, demand=after).values("enterprise")
    rows = Decision.objects.filter(kind=LOT, demand=before).exclude(enterprise__in=list(decided))
    # what a refusal taught goes along: undoing it forgets what stands under the same key
    taught = Lesson.objects.filter(
        kind=LOT, demand=before, enterprise__in=rows.values("enterprise")
    )
    taught.update(demand=after)
    return rows.update(demand=after)
