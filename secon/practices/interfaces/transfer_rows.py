"""Rows of a transfer's page and of its lists: what stands in a table, a file, the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secon.kernel.tables import Record
from secon.policy.enums import ImprovementState
from secon.policy.models import Improvement
from secon.practices.domain import transfer_chains, transfers
from secon.practices.enums import Context, TransferState
from secon.practices.models import Transfer, TransferContext

SOURCE = "SECON transfers of good practices; each chain names its evidence"
LICENCE = "Reuse with the source named; no licence has been decided by the partnership yet"
CHAIN_COLUMNS = (
    "chain",
    "page",
    "practice_id",
    "practice",
    "practice_language",
    "practice_page",
    "origin",
    "target",
    "state",
    "is_partial",
    "started_on",
    "visited_on",
    "planned_on",
    "adapted_on",
    "in_instrument_on",
    "dropped_on",
    "dropped_because",
    "tasks",
    "tasks_done",
    "visit_evidence",
    "plan_evidence",
    "instrument_id",
    "instrument",
    "instrument_page",
    "improvement_id",
    "improvement",
    "improvement_kind",
    "improvement_state",
    "is_validated",
    "changed_on",
    "change_evidence",
    "amount",
    "currency",
    "fund",
    "is_example",
)
"""One chain a row; empty (null) is unknown or not reached."""


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One aspect of the surroundings, side by side."""

    label: str
    row: TransferContext | None


@dataclass(frozen=True, slots=True)
class MoveChoice:
    """A step that can be taken from here."""

    state: TransferState
    label: str
    href: str
    is_drop: bool = False


def context_rows(contexts: Iterable[TransferContext]) -> list[ContextRow]:
    """All seven, those that nobody looked at too."""
    found = {one.context: one for one in contexts}
    return [ContextRow(str(one.label), found.get(one)) for one in Context]


def move_label(state: TransferState) -> str:
    """A step as a button says it."""
    return {
        TransferState.INTEREST: _("Take it up again"),
        TransferState.CONTACT: _("We are in contact"),
        TransferState.VISIT: _("We have visited it"),
        TransferState.PLAN: _("We have a plan"),
        TransferState.ADAPTED: _("We have adapted and tried it"),
        TransferState.IN_INSTRUMENT: _("It is in the policy instrument"),
        TransferState.DROPPED: pgettext("transfer", "Drop it"),
    }[state]


def move_choices(transfer: Transfer) -> tuple[MoveChoice, ...]:
    """The steps that can be taken from here."""
    return tuple(_choice(transfer, one) for one in transfers.next_states(transfer))


def chain_records(found: Iterable[Transfer], language: str, *, base: str) -> list[Record]:
    """Transfers loaded by ``transfer_chains.load`` as flat records."""
    return [_of_transfer(one, language, base) for one in found]


def improvement_records(found: Iterable[Any], language: str, *, base: str) -> list[Record]:
    """Improvements that no public transfer led to, loaded by ``transfer_chains.improvements``."""
    return [_of_improvement(one, language, base) for one in found]


def all_records(language: str, *, base: str) -> list[Record]:
    """Every public chain as a flat record."""
    found = transfer_chains.load(Transfer.objects.filter(transfer_chains.PUBLIC), language)
    own = transfer_chains.improvements(Improvement.objects.all(), language)
    return [
        *chain_records(found, language, base=base),
        *improvement_records(own, language, base=base),
    ]


def about(*, day: date, address: str, total: int) -> dict[str, Any]:
    """What every file says of itself."""
    return {
        "source": SOURCE,
        "licence": LICENCE,
        "made_on": day.isoformat(),
        "list": address,
        "entries": total,
    }


def _choice(transfer: Transfer, state: TransferState) -> MoveChoice:
    is_drop = state is TransferState.DROPPED
    href = (
        reverse("practices:transfer_drop", args=[transfer.pk])
        if is_drop
        else reverse("practices:transfer_move", args=[transfer.pk, state])
    )
    return MoveChoice(state, move_label(state), href, is_drop)


def _of_transfer(transfer: Transfer, language: str, base: str) -> Record:
    way = transfer_chains.way_of(transfer, language)
    days, practice = way.since_taken_up, transfer.practice
    text = practice.best(language, "title")
    aim = transfer_chains.aim_of(transfer, language)
    return {
        **dict.fromkeys(CHAIN_COLUMNS),
        "chain": f"transfer-{transfer.pk}",
        "page": base + way.href,
        "practice_id": practice.pk,
        "practice": text["title"],
        "practice_language": text.language,
        "practice_page": base + practice.get_absolute_url(),
        "origin": practice.partner.slug,
        "target": transfer.partner.slug,
        "state": transfer.state,
        "is_partial": transfer.is_partial,
        "started_on": transfer.started_on.isoformat(),
        "visited_on": _day(way.visited_on),
        "planned_on": _day(days.get(TransferState.PLAN)),
        "adapted_on": _day(days.get(TransferState.ADAPTED)),
        "in_instrument_on": _day(days.get(TransferState.IN_INSTRUMENT)),
        "dropped_on": _day(way.dropped_on),
        "dropped_because": way.why_dropped["dropped_because"] if way.why_dropped else None,
        "tasks": way.tasks,
        "tasks_done": way.tasks_done,
        "visit_evidence": _full(base, way.visit.href) if way.visit else None,
        "plan_evidence": _full(base, way.plan.href) if way.plan else None,
        **(
            {
                "instrument_id": transfer.instrument_id,
                "instrument": aim["name"],
                "instrument_page": base + transfer.instrument.get_absolute_url(),
            }
            if aim and transfer.instrument
            else {}
        ),
        **_changed(transfer.improvement, language, base),
        "is_example": transfer.is_example,
    }


def _of_improvement(improvement: Any, language: str, base: str) -> Record:
    instrument = improvement.instrument
    return {
        **dict.fromkeys(CHAIN_COLUMNS),
        "chain": f"improvement-{improvement.pk}",
        "page": base + improvement.get_absolute_url(),
        "target": instrument.partner.slug if instrument.partner else None,
        "instrument_id": instrument.pk,
        "instrument": instrument.best(language, "name")["name"],
        "instrument_page": base + instrument.get_absolute_url(),
        **_changed(improvement, language, base),
        "is_example": improvement.is_example,
    }


def _changed(improvement: Any, language: str, base: str) -> dict[str, Any]:
    change = transfer_chains.change_of(improvement, language)
    if change is None:
        return {}
    return {
        "improvement_id": improvement.pk,
        "improvement": change.title["title"],
        "improvement_kind": improvement.kind,
        "improvement_state": improvement.state,
        "is_validated": improvement.state == ImprovementState.VALIDATED,
        "changed_on": _day(change.on),
        "change_evidence": _full(base, change.evidence.href) if change.evidence else None,
        "amount": None if change.amount is None else float(change.amount),
        "currency": None if change.amount is None else change.currency,
        "fund": improvement.fund or None,
    }


def _full(base: str, href: str) -> str:
    return href if "://" in href else base + href


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
