"""What the pages of imports show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import (
    Enterprise,
    RegisterLink,
    RegisterRow,
    RegisterRun,
    RegisterSource,
)
from secon.partnership.models import Partner
from secon.people.enums import RUNNING_ROLES, Role
from secon.people.models import User

Outcome = RegisterRow.Outcome


@dataclass(frozen=True, slots=True)
class Pair:
    """A row that is held and what it resembles: an entry, or an earlier row of the file."""

    row: RegisterRow
    twin: RegisterRow | None


def partners_of(user: User) -> QuerySet[Partner]:
    """The partners whose registers ``user`` may import."""
    return Partner.objects.filter(_of("pk", user)).order_by("number")


def sources_of(user: User) -> QuerySet[RegisterSource]:
    """Their registers with the number of entries in each and of those no longer there."""
    shown = Q(links__enterprise__state__in=PUBLIC_STATES)
    return (
        RegisterSource.objects.filter(_of("partner", user))
        .select_related("partner")
        .annotate(
            entries=Count("links", filter=shown & Q(links__vanished_on=None)),
            gone=Count("links", filter=shown & Q(links__vanished_on__isnull=False)),
        )
        .order_by("partner__number", "name")
    )


def gone_from(source: RegisterSource) -> QuerySet[RegisterLink]:
    """Entries shown in the directory that the register no longer has, the latest first."""
    links = source.links.filter(vanished_on__isnull=False, enterprise__state__in=PUBLIC_STATES)
    return links.select_related("enterprise").order_by("-vanished_on", "enterprise__name")


def about_to_vanish(run: RegisterRun) -> QuerySet[Enterprise]:
    """Entries that applying ``run`` would mark: linked, and not in the file."""
    read = run.rows.values("external_id")
    gone = RegisterLink.objects.filter(source=run.source_id, vanished_on=None)
    gone = gone.exclude(external_id__in=read)
    return Enterprise.objects.filter(pk__in=gone.values("enterprise")).order_by("name")


def held(run: RegisterRun) -> QuerySet[RegisterRow]:
    """Rows that resemble something; the undecided first."""
    rows = run.rows.filter(outcome=Outcome.DUPLICATE)
    return rows.select_related("enterprise").order_by("is_done", "-likeness", "number")


def pairs(run: RegisterRun, rows: list[RegisterRow]) -> list[Pair]:
    """``rows`` beside what they resemble: one query."""
    numbers = {row.twin for row in rows if row.twin}
    twins = {row.number: row for row in run.rows.filter(number__in=numbers)}
    return [Pair(row, twins.get(row.twin or 0)) for row in rows]


def samples(run: RegisterRun, outcome: Outcome, most: int) -> list[RegisterRow]:
    """The first rows of an outcome."""
    rows = run.rows.filter(outcome=outcome).select_related("enterprise")
    return list(rows.order_by("number")[:most])


def undecided(run: RegisterRun) -> int:
    """Held rows nobody has decided about."""
    return run.rows.filter(outcome=Outcome.DUPLICATE, decided="", is_done=False).count()


def counts(run: RegisterRun) -> dict[str, int]:
    """Rows by outcome, as stored now; nothing once they are deleted."""
    if run.rows_deleted_at is not None:
        return {name: run.report.get(name, 0) for name in Outcome.values}
    return dict(Counter(run.rows.values_list("outcome", flat=True)))


def _of(path: str, user: User) -> Q:
    """As ``rules.region`` says for one."""
    if user.is_superuser or user.holds(*RUNNING_ROLES):
        return Q()
    at = {one.scope for one in user.held_now if one.role is Role.PARTNER_EDITOR}
    return Q(**{f"{path}__in": at})
