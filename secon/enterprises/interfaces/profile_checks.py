"""Statuses and criteria as a page shows them: what was checked, by which evidence, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secon.enterprises import frames
from secon.enterprises.domain.profiles import HeldStatus
from secon.enterprises.domain.verification import Shown as Criterion
from secon.enterprises.enums import EvidenceKind, Met
from secon.enterprises.interfaces import frames as frames_shown
from secon.enterprises.interfaces.frames import Shown
from secon.enterprises.models import Check


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a check rests on; ``where`` is in its author's words."""

    kind: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """A national status. ``checked_on`` None: nobody looked yet. ``end_reason`` as it was written."""

    label: Shown
    own_name: str
    own_language: str
    number: str
    number_name: str
    begins: date | None
    ends: date | None
    holds: bool
    end_reason: str
    authority: Shown | None
    evidence: Evidence | None
    checked_on: date | None
    checked_for: str
    anchor: str


@dataclass(frozen=True, slots=True)
class CriterionSaid:
    """A criterion: ``met`` is "yes", "no" or "" for unknown."""

    label: Shown
    met: str
    evidence: Evidence | None
    checked_on: date | None
    checked_for: str
    is_over: bool
    to_confirm: bool


def statuses_said(statuses: Sequence[HeldStatus], language: str) -> list[StatusSaid]:
    """As stored: those held first, ended ones are history."""
    said = [_status(one, language) for one in statuses]
    return sorted(said, key=lambda one: not one.holds)


def criteria_said(criteria: Sequence[Criterion], language: str, today: date) -> list[CriterionSaid]:
    """In the order they are published in."""
    return [
        CriterionSaid(
            label=frames_shown.shown(one.criterion.label_text, language),
            met=one.met.value if one.met else "",
            evidence=_of_check(one.check),
            checked_on=one.check.checked_on if one.check else None,
            checked_for=one.check.checked_for if one.check else "",
            is_over=_is_over(one.check, today),
            to_confirm=one.criterion.to_confirm,
        )
        for one in criteria
    ]


def _status(one: HeldStatus, language: str) -> StatusSaid:
    row = one.row
    try:
        known = frames.status(row.code)
    except KeyError:
        known = None
    check = one.check if one.check and one.check.met == Met.YES else None
    return StatusSaid(
        label=frames_shown.shown(known.gloss, language) if known else Shown(row.code),
        own_name=known.name if known else "",
        own_language=known.language if known else "",
        number=row.number,
        number_name=known.number_name if known else "",
        begins=row.valid_from,
        ends=row.valid_to,
        holds=one.holds,
        end_reason=row.end_reason,
        authority=frames_shown.shown(known.authority.name, language)
        if known and known.authority
        else None,
        evidence=_of_check(check) or _evidence(row.evidence_kind, row.evidence, row.evidence_url),
        checked_on=check.checked_on if check else None,
        checked_for=check.checked_for if check else "",
        anchor=row.code if known else "",
    )


def _of_check(check: Check | None) -> Evidence | None:
    return _evidence(check.evidence_kind, check.evidence, check.evidence_url) if check else None


def _evidence(kind: str, where: str, url: str) -> Evidence | None:
    if not (kind or where or url):
        return None
    said = str(EvidenceKind(kind).label) if kind in EvidenceKind.values else ""
    return Evidence(said, where, url if url.startswith(("https://", "http://")) else "")


def _is_over(check: Check | None, today: date) -> bool:
    return bool(check and check.check_again_on and check.check_again_on <= today)
