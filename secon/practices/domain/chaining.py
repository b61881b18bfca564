"""From what is on record to the five links of a chain. Pure: no database, no clock.

A link says only what is recorded: no visit is "no visit on record", an amount nobody stated is
unknown, and what nobody validated is not called validated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.models import Text
from secon.policy.domain.linked import Link, Stage, Standing
from secon.policy.enums import ImprovementState
from secon.practices.enums import TRANSFER_ORDER, TransferState


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence: where it is, what it is called, in which language."""

    href: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The practice at the beginning; a date that nobody stated is None."""

    starts: date | None
    ends: date | None
    evidence: Shown | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a transfer on a day."""

    state: TransferState
    on: date


@dataclass(frozen=True, slots=True)
class Way:
    """A transfer as far as the picture shows it. ``moves`` in the order they were recorded."""

    state: TransferState
    moves: tuple[Move, ...]
    tasks: int = 0
    tasks_done: int = 0
    is_planned: bool = False  # something of the plan is written down
    why_dropped: Text | None = None  # ["dropped_because"]
    visit: Shown | None = None
    plan: Shown | None = None
    href: str = ""

    @property
    def since_taken_up(self) -> dict[TransferState, date]:
        """When each state was reached, since the last time it began (the first day of each)."""
        began = max(
            (at for at, move in enumerate(self.moves) if move.state == TransferState.INTEREST),
            default=0,
        )
        days: dict[TransferState, date] = {}
        for move in self.moves[began:]:
            days.setdefault(move.state, move.on)
        return days

    @property
    def visited_on(self) -> date | None:
        """The last visit, whenever it was: what was seen stays seen."""
        return max(
            (move.on for move in self.moves if move.state == TransferState.VISIT), default=None
        )

    @property
    def dropped_on(self) -> date | None:
        """The day it was given up, if it is."""
        return self.since_taken_up.get(TransferState.DROPPED)


@dataclass(frozen=True, slots=True)
class Change:
    """An improvement as far as the picture shows it."""

    state: ImprovementState
    title: Text  # ["title"]
    href: str
    on: date | None = None
    amount: Decimal | None = None
    currency: str = "EUR"
    evidence: Shown | None = None


SAID_OF_CHANGE: dict[ImprovementState, Standing] = {
    ImprovementState.PLANNED: Standing.OPEN,
    ImprovementState.DONE: Standing.UNDER_WAY,
    ImprovementState.SUBMITTED: Standing.UNDER_WAY,
    ImprovementState.VALIDATED: Standing.DONE,
    ImprovementState.REFUSED: Standing.OPEN,
}
"""A change counts as reached once the programme validated it."""


def links(origin: Origin, way: Way, change: Change | None, aim: Text | None) -> tuple[Link, ...]:
    """The chain of a transfer; ``aim`` names the instrument it shall change, if one is chosen."""
    stopped = _stopped_at_change(way)
    return (
        practice_link(origin),
        visit_link(way),
        plan_link(way),
        _dropped(way, Stage.CHANGE) if stopped else change_link(change, aim),
        money_link(change),
    )


def links_without_practice(change: Change, *, is_hidden: bool) -> tuple[Link, ...]:
    """The chain of an improvement that no public transfer led to."""
    began = (
        _("It began with a practice that is not published")
        if is_hidden
        else _("Began without a practice on record")
    )
    return (
        Link(Stage.PRACTICE, Standing.OPEN, began),
        Link(Stage.VISIT, Standing.OPEN, _("No visit on record")),
        Link(Stage.PLAN, Standing.OPEN, _("No plan on record")),
        change_link(change, None),
        money_link(change),
    )


def practice_link(origin: Origin) -> Link:
    """Since when it runs, as far as that is known."""
    if origin.starts is None:
        said = _("Since when it runs is unknown")
    elif origin.ends is not None:
        said = _("Ran from %(first)s to %(last)s") % {
            "first": origin.starts.year,
            "last": origin.ends.year,
        }
    else:
        said = _("Running since %(year)s") % {"year": origin.starts.year}
    return _link(Stage.PRACTICE, Standing.DONE, said, evidence=origin.evidence)


def visit_link(way: Way) -> Link:
    """Seen on the spot, or how near it came to that."""
    reached = way.since_taken_up
    if way.visited_on is not None:
        said = _("Seen on the spot")
        return _link(Stage.VISIT, Standing.DONE, said, on=way.visited_on, evidence=way.visit)
    if way.state == TransferState.DROPPED and _furthest(way) < _step(TransferState.VISIT):
        return _dropped(way, Stage.VISIT)
    if _furthest(way) > _step(TransferState.VISIT):
        return _link(Stage.VISIT, Standing.OPEN, _("No visit on record"))
    if (day := reached.get(TransferState.CONTACT)) is not None:
        return _link(Stage.VISIT, Standing.UNDER_WAY, _("In contact with the owner"), on=day)
    day = reached.get(TransferState.INTEREST)
    return _link(Stage.VISIT, Standing.OPEN, _("Interested, not yet visited"), on=day)


def plan_link(way: Way) -> Link:
    """The plan, and how much of it is done."""
    reached = way.since_taken_up
    planned, adapted = reached.get(TransferState.PLAN), reached.get(TransferState.ADAPTED)
    if planned is not None:
        said = _adapted(way) if adapted else _planned(way)
        return _link(
            Stage.PLAN,
            Standing.DONE,
            said,
            on=adapted or planned,
            evidence=way.plan,
            href=f"{way.href}#plan" if way.href else "",
        )
    if way.state == TransferState.DROPPED:
        if way.visited_on is not None:
            return _dropped(way, Stage.PLAN)
        return Link(Stage.PLAN, Standing.OPEN, _("Not reached"))
    if way.is_planned:
        return Link(Stage.PLAN, Standing.UNDER_WAY, _("Being written"))
    return Link(Stage.PLAN, Standing.OPEN, _("No plan yet"))


def change_link(change: Change | None, aim: Text | None) -> Link:
    """What changed in the instrument and whether that is validated."""
    if change is None:
        said = _("Not yet: this instrument shall change") if aim else _("No instrument chosen yet")
        name, language = _words(aim, "name")
        return Link(Stage.CHANGE, Standing.OPEN, said, name=name, language=language)
    name, language = _words(change.title, "title")
    return _link(
        Stage.CHANGE,
        SAID_OF_CHANGE[change.state],
        str(change.state.label),
        on=change.on,
        evidence=change.evidence,
        href=change.href,
        name=name,
        language=language,
    )


def money_link(change: Change | None) -> Link:
    """The money influenced: known or not, validated or not."""
    if change is None:
        return Link(Stage.MONEY, Standing.OPEN, _("Unknown until an instrument changes"))
    if change.amount is None:
        return Link(Stage.MONEY, Standing.OPEN, _("Unknown: nobody stated an amount"))
    is_validated = change.state == ImprovementState.VALIDATED
    return Link(
        Stage.MONEY,
        Standing.DONE if is_validated else Standing.UNDER_WAY,
        _("Influenced, validated") if is_validated else _("Stated, not validated"),
        amount=change.amount,
        currency=change.currency,
    )


def _stopped_at_change(way: Way) -> bool:
    return way.state == TransferState.DROPPED and TransferState.PLAN in way.since_taken_up


def _dropped(way: Way, stage: Stage) -> Link:
    name, language = _words(way.why_dropped, "dropped_because")
    said = _("Dropped")
    return Link(stage, Standing.DROPPED, said, on=way.dropped_on, name=name, language=language)


def _furthest(way: Way) -> int:
    return max((_step(state) for state in way.since_taken_up), default=-1)


def _step(state: TransferState) -> int:
    return TRANSFER_ORDER.index(state) if state in TRANSFER_ORDER else -1


def _planned(way: Way) -> str:
    if not way.tasks:
        return _("Plan made")
    said = ngettext(
        "Plan made, %(done)s of %(count)s step done",
        "Plan made, %(done)s of %(count)s steps done",
        way.tasks,
    )
    return said % {"done": way.tasks_done, "count": way.tasks}


def _adapted(way: Way) -> str:
    if not way.tasks:
        return _("Adapted and tried")
    said = ngettext(
        "Adapted and tried, %(done)s of %(count)s step done",
        "Adapted and tried, %(done)s of %(count)s steps done",
        way.tasks,
    )
    return said % {"done": way.tasks_done, "count": way.tasks}


def _words(text: Text | None, field: str) -> tuple[str, str]:
    if text is None:
        return "", ""
    return text[field], text.language if text.foreign else ""


def _link(
    stage: Stage,
    standing: Standing,
    said: str,
    *,
    on: date | None = None,
    evidence: Shown | None = None,
    href: str = "",
    name: str = "",
    language: str = "",
) -> Link:
    proof = evidence or Shown("")
    return Link(
        stage,
        standing,
        said,
        on=on,
        href=href,
        proof=proof.href,
        proof_title=proof.title,
        proof_language=proof.language,
        name=name,
        language=language,
    )
