"""Where an entry stands: the one writer of its state, beside ``verification``, which asks it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.domain import records, versions
from secon.enterprises.enums import STEPS, State
from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.people.models import User

_OF_STATE = ("state", "listed_on", "verified_on", "check_again_on", "ended_on", "end_reason")


class ListingError(ValidationError):
    """A step that an entry cannot take."""


def lock(pk: int) -> Enterprise:
    """The entry as it is now, held until the transaction ends."""
    found: Enterprise = Enterprise.objects.select_for_update().get(pk=pk)
    return found


def allow(by: User | None, permission: str, enterprise: Enterprise) -> None:
    """Raise ``PermissionDenied`` unless ``by`` may; None is the platform itself."""
    if by is not None and not by.has_perm(f"enterprises.{permission}", enterprise):
        raise PermissionDenied


def list_entry(*, enterprise: Enterprise, by: User | None, now: datetime) -> Enterprise:
    """Show a proposed entry in the directory, as its rows are. Raises ``ValidationError``."""
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "clear_enterprise", enterprise)
        _stands(enterprise, State.LISTED, State.PROPOSED)
        step(enterprise, State.LISTED, listed_on=timezone.localdate(now))
        once(enterprise)
        _write(enterprise)
        records.keep_revision(enterprise, by=by, now=now)
        _note(enterprise, "list", by, now)
    return enterprise


def decline(*, enterprise: Enterprise, by: User | None, now: datetime, reason: str) -> Enterprise:
    """Refuse a proposed entry. It is nowhere shown but to those who proposed and declined it."""
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "clear_enterprise", enterprise)
        step(enterprise, State.DECLINED, end_reason=said(reason))
        _write(enterprise)
        _note(enterprise, "decline", by, now, reason=reason)
    return enterprise


def propose_again(*, enterprise: Enterprise, by: User | None, now: datetime) -> Enterprise:
    """Let a declined entry wait once more."""
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        step(enterprise, State.PROPOSED, end_reason="")
        _write(enterprise)
        _note(enterprise, "propose", by, now)
    return enterprise


def end(*, enterprise: Enterprise, by: User | None, now: datetime, reason: str) -> Enterprise:
    """Take an entry off the directory; its page stays as history. Needs a reason."""
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "end_enterprise", enterprise)
        step(enterprise, State.ENDED, ended_on=timezone.localdate(now), end_reason=said(reason))
        _write(enterprise)
        _note(enterprise, "end", by, now, reason=reason)
    return enterprise


def relist(*, enterprise: Enterprise, by: User | None, now: datetime) -> Enterprise:
    """Show an ended entry again; what was verified before is to be verified anew."""
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "relist_enterprise", enterprise)
        _stands(enterprise, State.LISTED, State.ENDED, State.DECLINED)
        was = State(enterprise.state)
        values = {"ended_on": None, "end_reason": "", "verified_on": None, "check_again_on": None}
        if was is State.DECLINED:
            step(enterprise, State.PROPOSED, **values)
        step(enterprise, State.LISTED, **values)
        if was is State.DECLINED:
            enterprise.listed_on = timezone.localdate(now)
        once(enterprise)
        _write(enterprise)
        records.keep_revision(enterprise, by=by, now=now)
        _note(enterprise, "relist", by, now)
    return enterprise


def step(enterprise: Enterprise, to: State, **values: Any) -> None:
    """Set the state in memory, with what goes with it. Raises ``ListingError``."""
    if to not in STEPS[State(enterprise.state)]:
        raise _impossible(enterprise, to)
    enterprise.state = to
    for name, value in values.items():
        setattr(enterprise, name, value)


def said(reason: str) -> str:
    """A reason, which somebody will read. Raises ``ListingError`` without one."""
    reason = " ".join(reason.split())
    if not reason:
        raise ListingError({"reason": _("Say why.")})
    if len(reason) > 200:
        raise ListingError({"reason": _("At most %(most)d signs.") % {"most": 200}})
    return reason


def once(enterprise: Enterprise) -> None:
    """Raise ``ListingError`` where another listed entry has the same company number."""
    same = Enterprise.objects.public().filter(
        country=enterprise.country, number_key=enterprise.number_key
    )
    if enterprise.number_key and same.exclude(pk=enterprise.pk).exists():
        raise ListingError(
            {"company_number": _("An enterprise with this number is listed already.")}
        )


def _stands(enterprise: Enterprise, to: State, *states: State) -> None:
    """Raise ``ListingError`` unless the entry is in one of the states this verb starts from."""
    if enterprise.state not in states:
        raise _impossible(enterprise, to)


def _impossible(enterprise: Enterprise, to: State) -> ListingError:
    return ListingError(
        _("An entry that is “%(from)s” cannot become “%(to)s”.")
        % {"from": State(enterprise.state).label, "to": to.label}
    )


def _write(enterprise: Enterprise) -> None:
    enterprise.save(update_fields=list(_OF_STATE))
    enterprise.version = versions.touch([enterprise.pk])


def _note(
    enterprise: Enterprise, verb: str, by: User | None, now: datetime, **detail: object
) -> None:
    audit.record(by=by, now=now, verb=verb, on=enterprise, detail=detail)
