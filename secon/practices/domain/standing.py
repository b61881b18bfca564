"""What readers are told of the review of a practice that they see."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from secon.practices.enums import PracticeState


class Standing(StrEnum):
    """How far a public practice was judged, from nobody to the programme's experts."""

    NAMED = "named"  # by the project, on public pages; not reviewed here
    FOUND = "found"  # on public pages that are not the project's; not reviewed here
    PUBLISHED = "published"
    COUNTED = "counted"
    VALIDATED = "validated"
    NOT_SELECTED = "not_selected"


UNREVIEWED = frozenset({Standing.NAMED, Standing.FOUND})


class Public(Protocol):
    """A public practice, as far as its standing goes."""

    state: str
    round: int
    named_by_project: bool


def standing(practice: Public) -> Standing | None:
    """Its standing; None for one that readers do not see."""
    return standing_of(practice.state, practice.round, named=practice.named_by_project)


def standing_of(state: str, round_: int, *, named: bool) -> Standing | None:
    """The same from columns."""
    if state == PracticeState.PUBLISHED and round_ == 0:
        return Standing.NAMED if named else Standing.FOUND
    return Standing(state) if state in set(Standing) - UNREVIEWED else None
