"""The second half of the invented story: a practice travels, changes an instrument, or is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from secon.partnership.models import Partner
from secon.people.models import User
from secon.policy.domain import improvements
from secon.policy.enums import Fund, ImprovementKind, ImprovementState, ProofKind
from secon.policy.models import Improvement, Instrument
from secon.practices.domain import surroundings, transfer_plans, transfers
from secon.practices.domain.transfer_plans import Plan, PlanStep, Surrounding
from secon.practices.domain.transfers import Evidence
from secon.practices.enums import Context, Likeness, TransferState
from secon.practices.models import Practice, Transfer

Table = Mapping[str, Any]
ARCHIVE = "In the archive of this example"
DAYS = {  # before today
    TransferState.INTEREST: 320,
    TransferState.CONTACT: 300,
    TransferState.VISIT: 260,
    TransferState.PLAN: 190,
    TransferState.ADAPTED: 90,
    TransferState.IN_INSTRUMENT: 40,
}


def carry(
    practice: Practice,
    said: Table,
    instrument: Instrument,
    editor: User,
    officer: User,
    now: datetime,
) -> Transfer:
    """From the interest of a region to its improvement, validated, with money."""
    words, home = said["transfer"], instrument.partner
    assert home is not None  # noqa: S101 -- the example's instrument is a region's
    transfer = transfers.adopt(
        practice=practice,
        partner=home,
        note=words["note"],
        language="en",
        by=editor,
        now=_then(now, TransferState.INTEREST),
    )
    transfer = _move(transfer, TransferState.CONTACT, words["contact"], editor, now)
    transfer = _move(
        transfer, TransferState.VISIT, words["visited"], editor, now, words["visit_report"]
    )
    plan = _plan(transfer, words, instrument, now)
    written = _then(now, TransferState.VISIT)
    transfer = transfer_plans.write(transfer=transfer, plan=plan, by=editor, now=written)
    transfer = _move(
        transfer, TransferState.PLAN, words["planned"], editor, now, words["plan_report"]
    )
    transfer = _move(
        transfer, TransferState.ADAPTED, words["adapted"], editor, now, words["trial_report"]
    )
    improvement = _improve(said["improvement"], instrument, editor, officer, now)
    return transfers.move(
        transfer=transfer,
        to=TransferState.IN_INSTRUMENT,
        on=timezone.localdate(_then(now, TransferState.IN_INSTRUMENT)),
        note=words["changed"],
        language="en",
        by=editor,
        now=_then(now, TransferState.IN_INSTRUMENT),
        improvement=improvement,
    )


def drop(practice: Practice, partner: Partner, said: Table, by: User, now: datetime) -> Transfer:
    """Another region is interested, and gives it up with a reason."""
    began, ended = now - timedelta(days=210), now - timedelta(days=120)
    transfer = transfers.adopt(
        practice=practice, partner=partner, note=said["note"], language="en", by=by, now=began
    )
    day = timezone.localdate(ended)
    return transfers.drop(transfer=transfer, why=said["why"], on=day, by=by, now=ended)


def _then(now: datetime, state: TransferState) -> datetime:
    return now - timedelta(days=DAYS[state])


def _move(
    transfer: Transfer,
    to: TransferState,
    note: str,
    by: User,
    now: datetime,
    report: str = "",
) -> Transfer:
    then = _then(now, to)
    evidence = Evidence(
        ProofKind.REPORT, report, language="en", dated=timezone.localdate(then), note=ARCHIVE
    )
    return transfers.move(
        transfer=transfer,
        to=to,
        on=timezone.localdate(then),
        note=note,
        language="en",
        by=by,
        now=then,
        evidence=evidence if report else None,
    )


def _plan(transfer: Transfer, words: Table, instrument: Instrument, now: datetime) -> Plan:
    transfer.instrument = instrument
    known = surroundings.known(transfer)
    today = timezone.localdate(now)
    return Plan(
        instrument=instrument,
        is_partial=True,
        changes=words["changes"],
        decides=words["decides"],
        law=words["law"],
        money_words=words["money_words"],
        money=Decimal(words["money"]),
        currency="EUR",
        fund=Fund.REGIONAL,
        language="en",
        surroundings=[
            Surrounding(
                Context(row["about"]),
                row.get("origin", known[Context(row["about"])].origin),
                row.get("target", known[Context(row["about"])].target),
                Likeness(row["likeness"]),
                row.get("adaptation", ""),
            )
            for row in words["contexts"]
        ],
        steps=[
            PlanStep(
                row["text"],
                row["owner"],
                today + timedelta(days=row["due"]),
                today + timedelta(days=row["done"]) if "done" in row else None,
            )
            for row in words["tasks"]
        ],
    )


def _improve(
    said: Table, instrument: Instrument, editor: User, officer: User, now: datetime
) -> Improvement:
    """Claimed and submitted by the region, validated by the programme."""
    claimed, decided = now - timedelta(days=60), now - timedelta(days=45)
    content = improvements.Content(
        fields={
            "title": said["title"],
            "description": said["description"],
            "kind": ImprovementKind.MANAGEMENT,
            "happened_on": timezone.localdate(now - timedelta(days=70)),
            "amount": Decimal(said["amount"]),
            "fund": Fund.REGIONAL,
            "link_to_project": said["link"],
        },
        proofs=(
            {"kind": ProofKind.CALL, "title": said["proof"], "language": "en", "note": ARCHIVE},
        ),
    )
    made = improvements.claim(
        instrument=instrument,
        content=content,
        state=ImprovementState.DONE,
        by=editor,
        now=claimed,
    )
    Improvement.objects.filter(pk=made.pk).update(is_example=True)
    improvements.submit(improvement=made, by=editor, now=claimed)
    return improvements.validate(improvement=made, note=said["validated"], by=officer, now=decided)
