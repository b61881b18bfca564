"""A previewed import is applied: entries made and changed, links kept, what is gone marked.

Rows go through in batches, each one transaction that also marks its rows as done: whoever goes on
after a killed process does no row twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from secon.enterprises.domain import duplicates, versions
from secon.enterprises.domain.registers import claims, matching, vanishing
from secon.enterprises.domain.registers.errors import check_permission
from secon.enterprises.domain.registers.making import make
from secon.enterprises.domain.registers.updating import Update, update
from secon.enterprises.domain.registers.work import Progress, Work, ignore
from secon.enterprises.enums import SameBy
from secon.enterprises.models import (
    Enterprise,
    RegisterLink,
    RegisterProblem,
    RegisterRow,
    RegisterRun,
)
from secon.kernel import audit
from secon.people.models import User

BATCH = 1_000  # rows in one transaction
Stage = RegisterRun.Stage
Outcome = RegisterRow.Outcome
Decided = RegisterRow.Decided


def apply(
    *,
    run: RegisterRun,
    by: User | None,
    now: datetime,
    clock: claims.Clock,
    progress: Progress = ignore,
    over: bool = False,
) -> RegisterRun:
    """Take the previewed rows over. Rows that are perhaps an entry and undecided are left.

    Killed and begun again it goes on where it was. Raises ``PermissionDenied`` and ``BusyError``.
    """
    check_permission(by, run.source)
    claim = claims.take(run, begins=Stage.PREVIEW, works=Stage.APPLYING, clock=clock, over=over)
    try:
        work = Work(run, by, now)
        hold_newly_alike(run, claim)
        _in_batches(work, claim, progress)
        _finish(work, claim)
    except Exception:
        claim.give_back(Stage.APPLYING)
        raise
    return run


def take_rows(work: Work, rows: Sequence[RegisterRow]) -> None:
    """Take over rows that are decided or need no decision. Inside a transaction."""
    same = [row for row in rows if row.outcome == Outcome.SAME]
    changed = [row for row in rows if row.outcome == Outcome.UPDATE]
    new = [row for row in rows if row.outcome == Outcome.NEW]
    for row in rows:
        if row.outcome == Outcome.DUPLICATE:
            (changed if row.decided == Decided.SAME else new).append(row)
    _see_again(work, same)
    known = make(work, new)
    updates = [Update(row, row.enterprise_id) for row in changed if row.enterprise_id]
    update(work, [*updates, *known])
    RegisterRow.objects.filter(pk__in=[row.pk for row in rows]).update(is_done=True)


def hold_newly_alike(run: RegisterRun, claim: claims.Claim) -> None:
    """Entries listed since the preview may be what a new row tells: then a person is asked."""
    if versions.latest()[1] == run.seen_version:
        return
    own = RegisterLink.objects.filter(first_run=run)
    since = Enterprise.objects.filter(version__gt=run.seen_version)
    since = since.exclude(pk__in=own.values("enterprise"))
    if not since.exists():
        return
    rows = list(run.rows.filter(outcome=Outcome.NEW, is_done=False))
    drafts = [matching.draft_of(row.values, run.source.country) for row in rows]
    found = duplicates.find_many(drafts, least=matching.HELD, among=since)
    held = []
    for row, match in zip(rows, found, strict=True):
        if match and match.why != SameBy.NUMBER:  # that is found when it is applied
            row.outcome, row.enterprise_id = Outcome.DUPLICATE, match.enterprise_id
            row.likeness, row.why = match.percent, match.why
            held.append(row)
    with transaction.atomic():
        claim.renew()
        RegisterRow.objects.bulk_update(
            held, ["outcome", "enterprise", "likeness", "why"], batch_size=200
        )


def _in_batches(work: Work, claim: claims.Claim, progress: Progress) -> None:
    done = work.run.done
    for chosen in (_first(work.run), _twins(work.run)):
        last = 0
        while rows := list(chosen.filter(number__gt=last).order_by("number")[:BATCH]):
            last = rows[-1].number
            with transaction.atomic():
                ready = _ready(work, rows)
                done += len(ready)
                claim.renew(done=done)
                take_rows(work, ready)
            progress(done, work.run.total)


def _first(run: RegisterRun) -> QuerySet[RegisterRow]:
    """Rows that need no other row of the file."""
    plain = Q(outcome__in=[Outcome.NEW, Outcome.UPDATE, Outcome.SAME])
    decided = Q(outcome=Outcome.DUPLICATE) & (
        Q(decided=Decided.NEW) | Q(decided=Decided.SAME, enterprise__isnull=False)
    )
    return run.rows.filter(plain | decided, is_done=False)


def _twins(run: RegisterRun) -> QuerySet[RegisterRow]:
    """Rows that are the same as another row of the file: they follow it."""
    held = run.rows.filter(outcome=Outcome.DUPLICATE, is_done=False)
    return held.filter(decided=Decided.SAME, enterprise=None, twin__isnull=False)


def _ready(work: Work, rows: list[RegisterRow]) -> list[RegisterRow]:
    """Those not waiting for a row that is itself undecided; twins learn whose twin they are."""
    waiting = [row for row in rows if row.enterprise_id is None and row.decided == Decided.SAME]
    if not waiting:
        return rows
    found = entries_of_twins(work.run, waiting)
    for row in waiting:
        row.enterprise_id = found.get(row.twin or 0)
    return [row for row in rows if row not in waiting or row.enterprise_id]


def entries_of_twins(run: RegisterRun, rows: Sequence[RegisterRow]) -> dict[int, int]:
    """The entries that the twins' rows became, by the twins' numbers. Two queries."""
    twins = run.rows.filter(number__in={row.twin for row in rows}, is_done=True)
    ids = dict(twins.values_list("external_id", "number"))
    links = RegisterLink.objects.filter(source=run.source_id, external_id__in=ids)
    return {
        ids[external_id]: entry
        for external_id, entry in links.values_list("external_id", "enterprise_id")
    }


def _see_again(work: Work, rows: Sequence[RegisterRow]) -> None:
    """The register says what it said: the link is dated anew."""
    seen = RegisterLink.objects.filter(
        source=work.run.source_id, external_id__in=[row.external_id for row in rows]
    )
    seen.update(last_run=work.run, last_seen_on=work.today, vanished_on=None)


def _finish(work: Work, claim: claims.Claim) -> None:
    run = work.run
    with transaction.atomic():
        claim.renew()
        gone = vanishing.mark(run=run, by=work.by, today=work.today) if run.is_whole else 0
        report = _report(run, gone)
        audit.record(by=work.by, now=work.now, verb="apply_register", on=run, detail=report)
        claim.finish(
            Stage.APPLIED, applied_by=work.by, applied_at=work.now, done=run.total, report=report
        )


def _report(run: RegisterRun, gone: int) -> dict[str, int]:
    """Rows by what became of them, counted from what is stored: also right after a restart."""
    report: dict[str, int] = Counter(run.rows.values_list("outcome", flat=True))
    report = {str(outcome): count for outcome, count in report.items()}
    report["open"] = run.rows.filter(outcome=Outcome.DUPLICATE, is_done=False).count()
    report["problems"] = RegisterProblem.objects.filter(run=run).count()
    if run.is_whole:
        report["vanished"] = gone
    return report
