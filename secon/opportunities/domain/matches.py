"""Reads of stored matches, shared by pages, alerts and buyers' tools. ``on`` is always a parameter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from secon.opportunities.enums import Answer, DemandKind
from secon.opportunities.matching.score import Part, parts_of
from secon.opportunities.models import Match, MatchRun
from secon.opportunities.models.matches import MatchQuerySet


def for_enterprise(enterprise: int, *, on: date) -> MatchQuerySet:
    """What suits an enterprise and is open on a day, best first; at most 50."""
    return Match.objects.filter(enterprise=enterprise).open_on(on).best_first()


def new_for_enterprise(enterprise: int, *, since: date, on: date) -> MatchQuerySet:
    """Those of them first found after a day."""
    return for_enterprise(enterprise, on=on).filter(first_seen__gt=since)


def closing_for_enterprise(enterprise: int, *, until: date, on: date) -> MatchQuerySet:
    """Those of them that close by a day, the first to close first."""
    found = for_enterprise(enterprise, on=on).filter(open_until__lte=until)
    return found.order_by("open_until", "-score", "kind", "demand")


def of_enterprises(enterprises: Collection[int], *, on: date) -> MatchQuerySet:
    """The matches of several enterprises, best first within each: one query."""
    found = Match.objects.filter(enterprise__in=list(enterprises)).open_on(on)
    return found.order_by("enterprise", "-score", "open_until", "kind", "demand")


def for_demand(kind: DemandKind, demand: int, *, on: date) -> MatchQuerySet:
    """Which enterprises have a demand among their best, best first.

    An enterprise with 50 better ones is not among them: ask ``matching`` for every enterprise.
    """
    return Match.objects.filter(kind=kind, demand=demand).open_on(on).best_first()


def one(enterprise: int, kind: DemandKind, demand: int) -> Match | None:
    """The match of a pair, whether it still holds or not."""
    return Match.objects.filter(enterprise=enterprise, kind=kind, demand=demand).first()


def reserved_for(enterprise: int, *, on: date) -> MatchQuerySet:
    """Reserved demands that an enterprise may take part in, or may be able to."""
    return for_enterprise(enterprise, on=on).filter(eligibility__in=(Answer.YES, Answer.UNKNOWN))


def parts(match: Match) -> dict[Part, int]:
    """The parts of a match's score, 0 to 100 each."""
    return parts_of(match.parts)


def last_run() -> MatchRun | None:
    """The newest run that was done."""
    return MatchRun.objects.filter(state="done").order_by("-started_at", "-id").first()
