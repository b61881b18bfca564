"""What an enterprise decides about an opportunity: the one writer of ``Decision`` and ``Lesson``."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.domain.checking import plain_text
from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.opportunities.domain import paths
from secon.opportunities.domain.demands import Facts, facts
from secon.opportunities.enterprise_enums import NEXT, UNDECIDED, Choice, Reason, Step
from secon.opportunities.models import Decision, Lesson
from secon.people.models import User

TEACHING = frozenset(Reason) - {Reason.NO_CAPACITY, Reason.OTHER}
"""Reasons that say something about other opportunities too (read by ``gathering_suppliers``)."""
STEP_OF = {Choice.SAVED: Step.INTERESTED, Choice.BID: Step.BID, Choice.WON: Step.WON}
MOST_EUR = Decimal(100_000_000_000)


class DecisionError(ValidationError):
    """A decision that cannot be taken."""


def allow(by: User, enterprise: Enterprise) -> None:
    """Raise ``PermissionDenied`` unless ``by`` decides for ``enterprise``."""
    if not by.has_perm("opportunities.decide", enterprise):
        raise PermissionDenied


def save(*, enterprise: Enterprise, kind: str, demand: int, by: User, now: datetime) -> Decision:
    """Keep it in the list of saved ones and in the calendar. Only while it is open."""
    return _decide(enterprise, (kind, demand), Choice.SAVED, by, now)


def unsave(*, enterprise: Enterprise, kind: str, demand: int, by: User, now: datetime) -> None:
    """Take it out of the saved ones."""
    with transaction.atomic():
        found = _locked(enterprise, (kind, demand), by)
        if found is None or found.state != Choice.SAVED:
            raise DecisionError(_("It is not saved."))
        found.delete()
        _note(enterprise, (kind, demand), "unsave_opportunity", by, now)


def hide(
    *,
    enterprise: Enterprise,
    kind: str,
    demand: int,
    reason: str,
    by: User,
    now: datetime,
    note: str = "",
) -> Decision:
    """Leave it out of lists and letters from now on. A reason about the work teaches the score."""
    if reason not in Reason.values:
        raise DecisionError({"reason": _("Say why it does not suit you.")})
    if problem := plain_text(note, lines=False):
        raise DecisionError({"note": problem})
    if reason == Reason.OTHER and not note.strip():
        raise DecisionError({"note": _("Say it in your words.")})
    said = note.strip() if reason == Reason.OTHER else ""
    return _decide(enterprise, (kind, demand), Choice.HIDDEN, by, now, reason=reason, note=said)


def bid(*, enterprise: Enterprise, kind: str, demand: int, by: User, now: datetime) -> Decision:
    """Note that a bid was sent."""
    return _decide(enterprise, (kind, demand), Choice.BID, by, now)


def won(
    *,
    enterprise: Enterprise,
    kind: str,
    demand: int,
    by: User,
    now: datetime,
    value_eur: Decimal | None = None,
) -> Decision:
    """Note that the contract was won, and its value in euro where the enterprise tells it."""
    if value_eur is not None and not 0 < value_eur < MOST_EUR:
        raise DecisionError({"value_eur": _("Write an amount above zero.")})
    return _decide(enterprise, (kind, demand), Choice.WON, by, now, value_eur=value_eur)


def lost(*, enterprise: Enterprise, kind: str, demand: int, by: User, now: datetime) -> Decision:
    """Note that somebody else won."""
    return _decide(enterprise, (kind, demand), Choice.LOST, by, now)


def undo(
    *, enterprise: Enterprise, kind: str, demand: int, by: User, now: datetime
) -> Decision | None:
    """Take the last step back; None: nothing is decided any more. What it taught is forgotten.

    Steps of the path stay: they say that something happened, not that it still holds.
    """
    with transaction.atomic():
        found = _locked(enterprise, (kind, demand), by)
        if found is None:
            raise DecisionError(_("There is nothing to undo."))
        Lesson.objects.filter(enterprise=enterprise, kind=kind, demand=demand).delete()
        _note(enterprise, (kind, demand), "undo_opportunity", by, now, state=found.state)
        if found.before == UNDECIDED:
            found.delete()
            return None
        found.state, found.before = found.before, _before(found.before)
        found.reason, found.note, found.value_eur = "", "", None
        found.decided_at, found.decided_by = now, by
        found.save()
    return found


def _decide(
    enterprise: Enterprise,
    key: tuple[str, int],
    to: Choice,
    by: User,
    now: datetime,
    *,
    reason: str = "",
    note: str = "",
    value_eur: Decimal | None = None,
) -> Decision:
    kind, demand = key
    with transaction.atomic():
        found = _locked(enterprise, key, by)
        known = facts(kind, demand)
        if known is None:
            raise DecisionError(_("There is no such opportunity any more."))
        state = found.state if found else UNDECIDED
        _may_go(state, to, known, now)
        row = found or Decision(enterprise=enterprise, kind=kind, demand=demand)
        row.before = state if state != Choice.HIDDEN else UNDECIDED
        row.state, row.reason, row.note, row.value_eur = to, reason, note, value_eur
        row.decided_at, row.decided_by = now, by
        row.save()
        _teach(row, known, now)
        if to in STEP_OF:
            paths.note(enterprise=enterprise.pk, keys=[key], step=STEP_OF[to], now=now)
        _note(enterprise, key, f"{to.value}_opportunity", by, now, reason=reason)
    return row


def _may_go(state: str, to: Choice, known: Facts, now: datetime) -> None:
    if state == to:
        raise DecisionError(_("That is noted already."))
    if to not in NEXT[state]:
        raise DecisionError(_("First undo what is noted: the steps follow each other."))
    if to == Choice.SAVED and not known.is_open(timezone.localdate(now)):
        raise DecisionError(_("It can no longer be answered."))


def _teach(row: Decision, known: Facts, now: datetime) -> None:
    """Keep what a refusal teaches, or forget it when the refusal is over."""
    kept = Lesson.objects.filter(enterprise=row.enterprise, kind=row.kind, demand=row.demand)
    kept.delete()
    if row.state == Choice.HIDDEN and row.reason in TEACHING:
        Lesson.objects.create(
            enterprise=row.enterprise,
            kind=row.kind,
            demand=row.demand,
            reason=row.reason,
            cpv=known.cpv,
            nuts=known.nuts,
            country=known.country,
            language=known.language,
            value_eur=known.value_eur,
            learnt_at=now,
        )


def _locked(enterprise: Enterprise, key: tuple[str, int], by: User) -> Decision | None:
    """The decision as it is now, the enterprise held until the transaction ends."""
    held = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    allow(by, held)
    kind, demand = key
    return Decision.objects.filter(enterprise=held, kind=kind, demand=demand).first()


def _before(state: str) -> str:
    """What comes before a state that was gone back to."""
    return Choice.BID if state in {Choice.WON, Choice.LOST} else UNDECIDED


def _note(
    enterprise: Enterprise, key: tuple[str, int], verb: str, by: User, now: datetime, **more: str
) -> None:
    detail = {"opportunity": f"{key[0]}-{key[1]}"} | {
        name: said for name, said in more.items() if said
    }
    audit.record(by=by, now=now, verb=verb, on=enterprise, detail=detail)
