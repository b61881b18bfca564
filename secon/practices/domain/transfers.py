"""The verbs that move a transfer: the only writer of its state and of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.partnership.enums import PartnerRole
from secon.partnership.models import Partner
from secon.people.models import User
from secon.policy.enums import ImprovementState, ProofKind
from secon.policy.models import Improvement
from secon.practices.domain import transfer_letters
from secon.practices.enums import (
    PUBLIC_STATES,
    TRANSFER_ORDER,
    Context,
    TransferState,
)
from secon.practices.models import Practice, Transfer, TransferMove, TransferProof

NEEDS_EVIDENCE = frozenset({TransferState.VISIT, TransferState.PLAN, TransferState.ADAPTED})
NEEDS_CONTEXTS = (Context.LAW, Context.MONEY, Context.GOVERNANCE)
"""Where a foreign solution fails first: a plan must have looked at these."""
MAY_SKIP = frozenset({TransferState.VISIT})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence to keep."""

    kind: ProofKind
    title: str
    language: str = ""
    dated: date | None = None
    url: str = ""
    file: File[Any] | None = None
    note: str = ""


def next_states(transfer: Transfer) -> tuple[TransferState, ...]:
    """Where it may go from here, forward first; dropped is always the last."""
    state = TransferState(transfer.state)
    if state is TransferState.DROPPED:
        return (TransferState.INTEREST,)
    found = []
    for one in TRANSFER_ORDER[TRANSFER_ORDER.index(state) + 1 :]:
        found.append(one)
        if one not in MAY_SKIP:
            break
    return (*found, TransferState.DROPPED)


def adopters(practice: Practice, *, by: User) -> list[Partner]:
    """The regions for which ``by`` may take the practice up: two queries."""
    taken = Transfer.objects.filter(practice=practice).exclude(state=TransferState.DROPPED)
    free = (
        Partner.objects.published()
        .exclude(pk=practice.partner_id)
        .exclude(role=PartnerRole.ADVISORY)
        .exclude(pk__in=taken.values("partner"))
    )
    return [one for one in free if by.has_perm("practices.add_transfer", Transfer(partner=one))]


def adopt(
    *, practice: Practice, partner: Partner, note: str, language: str, by: User, now: datetime
) -> Transfer:
    """A region says that it is interested; the region of origin is written to."""
    transfer = Transfer(practice=practice, partner=partner, original_language=language)
    _permit("practices.add_transfer", transfer, by)
    with transaction.atomic():
        practice = Practice.objects.select_for_update().get(pk=practice.pk)
        _check_adoption(practice, partner)
        transfer.practice, transfer.by = practice, by
        transfer.started_on = timezone.localdate(now)
        transfer.is_example = practice.is_example
        transfer.state = TransferState.INTEREST
        transfer.save()
        _note(transfer, transfer.started_on, note, language, by, now)
        audit.record(by=by, now=now, verb="transfer.adopt", on=transfer)
        transfer_letters.tell_origin(transfer, note=note, now=now)
    return transfer


def move(
    *,
    transfer: Transfer,
    to: TransferState,
    on: date,
    note: str,
    language: str,
    by: User,
    now: datetime,
    evidence: Evidence | None = None,
    improvement: Improvement | None = None,
) -> Transfer:
    """One step forward on a day, with what shows it."""
    _permit("practices.change_transfer", transfer, by)
    with transaction.atomic():
        transfer = _locked(transfer)
        if to is TransferState.DROPPED or to not in next_states(transfer):
            raise ValidationError(
                _("From “%(state)s” there is no step to “%(to)s”.")
                % {"state": transfer.get_state_display(), "to": to.label}
            )
        _check_day(transfer, on, now)
        _check_evidence(transfer, to, evidence)
        if to is TransferState.INTEREST:
            _check_not_taken(transfer.practice, transfer.partner)
            transfer.dropped_because = ""
        elif to is TransferState.PLAN:
            check_plan(transfer)
        elif to is TransferState.IN_INSTRUMENT:
            _check_improvement(transfer, improvement)
            transfer.improvement = improvement
        transfer.state = to
        transfer.save()
        if evidence is not None:
            _keep(transfer, to, evidence)
        _note(transfer, on, note, language, by, now)
        translations.source_changed(record=transfer, now=now)
        audit.record(by=by, now=now, verb=f"transfer.{to}", on=transfer)
    return transfer


def drop(*, transfer: Transfer, why: str, on: date, by: User, now: datetime) -> Transfer:
    """Give it up, with the reason, which readers see: others learn from it."""
    _permit("practices.change_transfer", transfer, by)
    if not why.strip():
        raise ValidationError({"note": _("Say why: others learn from it.")})
    with transaction.atomic():
        transfer = _locked(transfer)
        if transfer.state == TransferState.DROPPED:
            raise ValidationError(_("It is dropped already."))
        _check_day(transfer, on, now)
        transfer.state, transfer.dropped_because = TransferState.DROPPED, why.strip()
        transfer.save()
        _note(transfer, on, why.strip(), transfer.original_language, by, now)
        translations.source_changed(record=transfer, now=now)
        audit.record(by=by, now=now, verb="transfer.dropped", on=transfer)
    return transfer


def add_evidence(
    *, transfer: Transfer, state: TransferState | None, evidence: Evidence, by: User, now: datetime
) -> TransferProof:
    """Keep one more piece of evidence, for a step or for the whole."""
    _permit("practices.change_transfer", transfer, by)
    with transaction.atomic():
        transfer = _locked(transfer)
        proof = _keep(transfer, state, evidence)
        audit.record(by=by, now=now, verb="transfer.evidence", on=transfer)
    return proof


def remove_evidence(*, proof: TransferProof, by: User, now: datetime) -> None:
    """Take a piece away, unless it is the last that shows a step that was taken."""
    _permit("practices.change_transfer", proof.transfer, by)
    with transaction.atomic():
        transfer = _locked(proof.transfer)
        others = transfer.proofs.filter(state=proof.state).exclude(pk=proof.pk)
        taken = transfer.moves.filter(state=proof.state).exists()
        if proof.state in NEEDS_EVIDENCE and taken and not others.exists():
            raise ValidationError(
                _("It is the only evidence for “%(step)s”. Add another first.")
                % {"step": proof.get_state_display()}
            )
        storage, name = proof.file.storage, proof.file.name
        proof.delete()
        if name:
            transaction.on_commit(partial(storage.delete, name))
        audit.record(by=by, now=now, verb="transfer.evidence_removed", on=transfer)


def missing_for_plan(transfer: Transfer) -> tuple[str, ...]:
    """What a plan still needs, in words: none of it may be unknown."""
    seen = {one.context for one in transfer.contexts.all() if one.likeness}
    missing = [
        _("How alike the regions are in: %(context)s") % {"context": one.label}
        for one in NEEDS_CONTEXTS
        if one not in seen
    ]
    if not transfer.decides.strip():
        missing.append(_("Who decides"))
    if not transfer.tasks.all():
        missing.append(_("At least one step of the plan"))
    return tuple(missing)


def check_plan(transfer: Transfer) -> None:
    """Refuse a plan that leaves out what decides about its fate."""
    if missing := missing_for_plan(transfer):
        raise ValidationError(
            [_("A plan also needs: %(what)s.") % {"what": one} for one in missing]
        )


def _permit(permission: str, transfer: Transfer, by: User) -> None:
    if not by.has_perm(permission, transfer):
        raise PermissionDenied


def _locked(transfer: Transfer) -> Transfer:
    held: Transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    return held


def _check_adoption(practice: Practice, partner: Partner) -> None:
    if not practice.live or practice.state not in PUBLIC_STATES:
        raise ValidationError(_("Only a published practice can be taken up."))
    if practice.partner_id == partner.pk:
        raise ValidationError(_("The practice comes from this region."))
    if partner.role == PartnerRole.ADVISORY:
        raise ValidationError(_("This partner has no region of its own."))
    _check_not_taken(practice, partner)


def _check_not_taken(practice: Practice, partner: Partner) -> None:
    open_ones = Transfer.objects.filter(practice=practice, partner=partner)
    if open_ones.exclude(state=TransferState.DROPPED).exists():
        raise ValidationError(_("This region has taken up the practice already."))


def _check_day(transfer: Transfer, on: date, now: datetime) -> None:
    if on > timezone.localdate(now):
        raise ValidationError({"on": _("This day is still to come.")})
    last = transfer.moves.last()
    if last is not None and on < last.happened_on:
        raise ValidationError({"on": _("The step before it was later than that.")})


def _check_evidence(transfer: Transfer, to: TransferState, evidence: Evidence | None) -> None:
    if to not in NEEDS_EVIDENCE or evidence is not None:
        return
    if not transfer.proofs.filter(state=to).exists():
        raise ValidationError({"title": _("Add what shows it, such as the traveller’s report.")})


def _check_improvement(transfer: Transfer, improvement: Improvement | None) -> None:
    if improvement is None:
        raise ValidationError({"improvement": _("Name the policy improvement it led to.")})
    if transfer.instrument_id is None:
        raise ValidationError(_("First say which policy instrument it shall change."))
    if improvement.instrument_id != transfer.instrument_id:
        message = _("This improvement is of another instrument.")
        raise ValidationError({"improvement": message})
    if improvement.state == ImprovementState.REFUSED:
        message = _("This improvement was not validated.")
        raise ValidationError({"improvement": message})


def _keep(transfer: Transfer, state: TransferState | None, evidence: Evidence) -> TransferProof:
    proof = TransferProof(
        transfer=transfer,
        state=state or "",
        kind=evidence.kind,
        title=evidence.title,
        language=evidence.language,
        dated=evidence.dated,
        url=evidence.url,
        note=evidence.note,
    )
    if evidence.file is not None:
        proof.file = evidence.file
    proof.full_clean(exclude=["transfer"])
    proof.save()
    return proof


def _note(
    transfer: Transfer, on: date, note: str, language: str, by: User, now: datetime
) -> TransferMove:
    step: TransferMove = TransferMove.objects.create(
        transfer=transfer,
        state=transfer.state,
        happened_on=on,
        note=note,
        language=language if note else "",
        recorded_at=now,
        by=by,
    )
    return step
