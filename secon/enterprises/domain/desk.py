"""What waits for a person's decision, in the regions they clear; and what a person keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from secon.enterprises.domain.changes import OF_NEW
from secon.enterprises.enums import ChangeKind, Decision, State
from secon.enterprises.models import Change, Claim, Enterprise, Steward
from secon.people.enums import RUNNING_ROLES, Role
from secon.people.models import User


class Pile(StrEnum):
    """The kinds of things that wait."""

    NEW = "new"
    CHANGES = "changes"
    SUGGESTIONS = "suggestions"
    CLAIMS = "claims"
    CHECKS = "checks"


_STRANGERS = (ChangeKind.CORRECTION, ChangeKind.CONFIRMATION)


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry a person speaks for, and their change that waits, if any."""

    steward: Steward
    waiting: Change | None


def piles(user: User, today: date) -> dict[Pile, QuerySet[Any]]:
    """What waits for ``user``, the oldest first, by pile. Lazy: a page counts or reads each."""
    entry = _of("enterprise__", user)
    changes = Change.objects.filter(entry, decision=Decision.OPEN).select_related(
        "enterprise", "enterprise__partner"
    )
    claims = Claim.objects.filter(entry, decision=Decision.OPEN).exclude(
        enterprise__state=State.PROPOSED
    )
    due = Enterprise.objects.filter(_of("", user), state=State.VERIFIED, check_again_on__lte=today)
    return {
        Pile.NEW: changes.filter(kind__in=OF_NEW),
        Pile.CHANGES: changes.exclude(kind__in={*OF_NEW, *_STRANGERS}),
        Pile.SUGGESTIONS: changes.filter(kind__in=_STRANGERS),
        Pile.CLAIMS: claims.select_related("enterprise", "enterprise__partner", "user"),
        Pile.CHECKS: due.select_related("partner").order_by("check_again_on", "pk"),
    }


def kept_by(user: User) -> list[Kept]:
    """The entries ``user`` speaks for: two queries."""
    own = (
        Change.objects.filter(
            enterprise=OuterRef("enterprise"), proposed_by=user, decision=Decision.OPEN
        )
        .order_by("-proposed_at", "-pk")
        .values("pk")[:1]
    )
    stewards = list(
        user.enterprises_kept.filter(ended_at=None)
        .select_related("enterprise", "enterprise__partner")
        .annotate(waiting=Subquery(own))
        .order_by(F("enterprise__name"), "pk")
    )
    waiting = Change.objects.in_bulk([one.waiting for one in stewards if one.waiting])
    return [Kept(one, waiting.get(one.waiting)) for one in stewards]


def open_claims(user: User) -> QuerySet[Claim]:
    """What ``user`` claimed and nobody decided yet, apart from entries not listed yet."""
    return (
        Claim.objects.filter(user=user, decision=Decision.OPEN)
        .exclude(enterprise__state=State.PROPOSED)
        .select_related("enterprise")
    )


def _of(path: str, user: User) -> Q:
    """Entries that ``user`` clears: as ``rules.region`` says for one."""
    if user.is_superuser or user.holds(*RUNNING_ROLES):
        return Q()
    at = {one.scope for one in user.held_now if one.role is Role.PARTNER_EDITOR}
    return Q(**{f"{path}partner__in": at})
