"""What a region writes down about taking over a practice: surroundings, changes, law, money, steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.people.models import User
from secon.policy.enums import Fund
from secon.policy.models import Instrument
from secon.practices.domain.transfers import check_plan
from secon.practices.enums import Context, Likeness, TransferState
from secon.practices.models import Transfer, TransferContext, TransferTask

PLANNED = frozenset({TransferState.PLAN, TransferState.ADAPTED, TransferState.IN_INSTRUMENT})


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One side of the surroundings; ``likeness`` None: nobody looked yet."""

    context: Context
    origin: str
    target: str
    likeness: Likeness | None
    adaptation: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of the plan; ``pk`` where it is stored already."""

    text: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the adopting region writes."""

    instrument: Instrument | None
    is_partial: bool
    changes: str
    decides: str
    law: str
    money_words: str
    money: Decimal | None
    currency: str
    fund: Fund | None
    language: str
    surroundings: Sequence[Surrounding]
    steps: Sequence[PlanStep]


def write(*, transfer: Transfer, plan: Plan, by: User, now: datetime) -> Transfer:
    """Store what was written; once there is a plan, it may not lose what a plan needs."""
    if not by.has_perm("practices.change_transfer", transfer):
        raise PermissionDenied
    with transaction.atomic():
        held: Transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
        _check_instrument(held, plan.instrument)
        _fill(held, plan)
        held.full_clean(exclude=["practice", "partner"])
        held.save()
        held.contexts.all().delete()
        TransferContext.objects.bulk_create(_contexts(held, plan.surroundings))
        _store_steps(held, plan.steps)
        held = Transfer.objects.get(pk=held.pk)
        if held.state in PLANNED:
            check_plan(held)
        translations.source_changed(record=held, now=now)
        held.save_revision(user=by, changed=True)
        audit.record(by=by, now=now, verb="transfer.write", on=held)
    return held


def _check_instrument(transfer: Transfer, instrument: Instrument | None) -> None:
    improvement = transfer.improvement
    chosen = None if instrument is None else instrument.pk
    if improvement is not None and improvement.instrument_id != chosen:
        message = _("The improvement it led to is of another instrument.")
        raise ValidationError({"instrument": message})


def _fill(transfer: Transfer, plan: Plan) -> None:
    transfer.instrument = plan.instrument
    transfer.is_partial = plan.is_partial
    transfer.changes, transfer.decides = plan.changes, plan.decides
    transfer.law, transfer.money_words = plan.law, plan.money_words
    transfer.money, transfer.currency = plan.money, plan.currency
    transfer.fund = plan.fund or ""
    transfer.original_language = plan.language


def _contexts(transfer: Transfer, given: Sequence[Surrounding]) -> list[TransferContext]:
    return [
        TransferContext(
            transfer=transfer,
            context=one.context,
            origin=one.origin,
            target=one.target,
            likeness=one.likeness or "",
            adaptation=one.adaptation,
        )
        for one in given
        if one.origin or one.target or one.likeness or one.adaptation
    ]


def _store_steps(transfer: Transfer, given: Sequence[PlanStep]) -> None:
    """Change the steps that are there, add new ones, take away those left out."""
    there = {one.pk: one for one in TransferTask.objects.filter(transfer=transfer)}
    named = [one for one in given if one.text]
    kept = {one.pk for one in named if one.pk in there}
    TransferTask.objects.filter(pk__in=there.keys() - kept).delete()
    for one in named:
        task = there.get(one.pk or 0) or TransferTask(transfer=transfer)
        task.text, task.owner = one.text, one.owner
        task.due_on, task.done_on = one.due_on, one.done_on
        task.save()
