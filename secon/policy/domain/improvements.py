"""The verbs on improvements. Nothing else writes their state but the loader, at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.people.models import User
from secon.policy.domain.instruments import Row, write_rows
from secon.policy.enums import IMPROVEMENT_STEPS, ImprovementState
from secon.policy.models import Improvement, ImprovementProof, Instrument

FIELDS = (
    "original_language", "title", "description", "kind", "happened_on", "amount", "currency",
    "fund", "link_to_project", "evidence", "source",
)  # fmt: skip
PROOF_FIELDS = ("kind", "title", "language", "dated", "url", "file", "note")
OPEN = frozenset({ImprovementState.PLANNED, ImprovementState.DONE, ImprovementState.REFUSED})
"""While it can be changed: what is submitted or validated stays as it was shown."""
AT_FIRST = (ImprovementState.PLANNED, ImprovementState.DONE)


@dataclass(frozen=True, slots=True)
class Content:
    """All a form says of an improvement."""

    fields: Mapping[str, Any]
    proofs: tuple[Row, ...] = ()


def claim(
    *,
    instrument: Instrument,
    content: Content,
    state: ImprovementState,
    by: User,
    now: datetime,
) -> Improvement:
    """Say that the instrument improves (planned) or has improved (done)."""
    _may_write(instrument, by)
    if state not in AT_FIRST:
        raise ValidationError({"state": _("It begins as planned or as done.")})
    made = Improvement(instrument=instrument, state=state, **content.fields)
    _require_day(made, now)
    with transaction.atomic():
        made.full_clean()
        made.save()
        write_rows(ImprovementProof, {"improvement": made}, PROOF_FIELDS, content.proofs)
        audit.record(by=by, now=now, verb="claim", on=made, detail={"state": state})
        _keep_version(made, by)
    return Improvement.objects.get(pk=made.pk)


def edit(*, improvement: Improvement, content: Content, by: User, now: datetime) -> Improvement:
    """Say it anew, while nobody has it to validate."""
    with transaction.atomic():
        one = _locked(improvement)
        _may_write(one.instrument, by)
        if one.state not in OPEN:
            raise ValidationError(
                _("It has been submitted or validated: it stays as it was shown then.")
            )
        changed = [name for name in FIELDS if getattr(one, name) != content.fields.get(name)]
        for name in changed:
            setattr(one, name, content.fields.get(name))
        _require_day(one, now)
        one.full_clean()
        one.save()
        within = {"improvement": one}
        if write_rows(ImprovementProof, within, PROOF_FIELDS, content.proofs):
            changed.append("proofs")
        if changed:
            audit.record(by=by, now=now, verb="edit", on=one, detail={"fields": sorted(changed)})
            translations.source_changed(record=one, now=now)
            _keep_version(one, by)
    return Improvement.objects.get(pk=one.pk)


def carry_out(*, improvement: Improvement, by: User, now: datetime) -> Improvement:
    """Say that what was planned has been done; its day must be known."""
    with transaction.atomic():
        one = _locked(improvement)
        _may_write(one.instrument, by)
        _step(one, ImprovementState.DONE)
        _require_day(one, now)
        if one.happened_on is None:
            raise ValidationError({"happened_on": _("Say since when it holds.")})
        return _stored(one, "carry out", by, now)


def submit(*, improvement: Improvement, by: User, now: datetime) -> Improvement:
    """Ask the policy officer to validate it. Raises ``ValidationError`` with all that is missing."""
    with transaction.atomic():
        one = _locked(improvement)
        _may_write(one.instrument, by)
        _step(one, ImprovementState.SUBMITTED)
        if gaps := missing(one):
            raise ValidationError(gaps)
        one.decided_by, one.decided_at, one.reason = None, None, ""
        return _stored(one, "submit", by, now)


def validate(*, improvement: Improvement, note: str, by: User, now: datetime) -> Improvement:
    """The evidence shows that it took place and follows from the project."""
    return _decide(improvement, ImprovementState.VALIDATED, note, by, now)


def refuse(*, improvement: Improvement, reason: str, by: User, now: datetime) -> Improvement:
    """The evidence does not show it; ``reason`` says to those who submitted what is missing."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is missing.")})
    return _decide(improvement, ImprovementState.REFUSED, reason, by, now)


def missing(improvement: Improvement) -> list[str]:
    """What has to be said before it can be submitted, in words."""
    gaps = []
    if improvement.happened_on is None:
        gaps.append(_("Say since when it holds."))
    if not improvement.link_to_project.strip():
        gaps.append(_("Say how it follows from the project."))
    if not improvement.proofs.exists():
        gaps.append(_("Add evidence, such as the adopted text or the text of the call."))
    return gaps


def submitted_by(improvement: Improvement) -> int | None:
    """Who submitted it last, from the trail."""
    event = audit.events_on(improvement).filter(verb="submit").first()
    return None if event is None else event.by_id


def _decide(
    improvement: Improvement, state: ImprovementState, reason: str, by: User, now: datetime
) -> Improvement:
    with transaction.atomic():
        one = _locked(improvement)
        if not by.has_perm("policy.validate_improvement", one.instrument):
            raise PermissionDenied
        if submitted_by(one) == by.pk:
            raise ValidationError(_("Nobody decides about what they submitted themselves."))
        _step(one, state)
        one.decided_by, one.decided_at, one.reason = by, now, reason.strip()
        return _stored(
            one, "validate" if state is ImprovementState.VALIDATED else "refuse", by, now
        )


def _locked(improvement: Improvement) -> Improvement:
    found = Improvement.objects.select_for_update(of=("self",)).select_related("instrument")
    one: Improvement = found.get(pk=improvement.pk)
    return one


def _may_write(instrument: Instrument, by: User) -> None:
    if not by.has_perm("policy.change_instrument", instrument):
        raise PermissionDenied


def _step(one: Improvement, state: ImprovementState) -> None:
    if state not in IMPROVEMENT_STEPS[ImprovementState(one.state)]:
        words = _("It stands at “%(state)s”: this step does not follow.")
        raise ValidationError(words % {"state": one.get_state_display()})
    one.state = state


def _require_day(one: Improvement, now: datetime) -> None:
    """What is done has a day that is not in the future."""
    is_planned = one.state == ImprovementState.PLANNED
    if not is_planned and one.happened_on is not None and one.happened_on > timezone.localdate(now):
        raise ValidationError({"happened_on": _("This day is still to come: it is planned.")})


def _stored(one: Improvement, verb: str, by: User, now: datetime) -> Improvement:
    one.save()
    detail = {"state": one.state} | ({"reason": one.reason} if one.reason else {})
    audit.record(by=by, now=now, verb=verb, on=one, detail=detail)
    _keep_version(one, by)
    return one


def _keep_version(one: Improvement, by: User) -> None:
    Improvement.objects.get(pk=one.pk).save_revision(clean=False, user=by)
