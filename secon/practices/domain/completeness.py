"""What a practice still lacks before it can be handed in, and what its author must be told. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.practices.enums import Criterion, YesNo

TWO_YEARS = 2
TIME_NOTE = f"note_{Criterion.TIME.value}"


class Weight(StrEnum):
    """Whether something stops a practice from being handed in."""

    GAP = "gap"  # to be filled in
    RULE = "rule"  # a rule of the programme forbids it
    WARNING = "warning"  # the author should know


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be told at a field of the form."""

    field: str
    said: str
    weight: Weight = Weight.GAP

    @property
    def stops(self) -> bool:
        """Whether the practice cannot be handed in like this."""
        return self.weight is not Weight.WARNING


@dataclass(frozen=True, slots=True)
class Said:
    """What an author has said so far."""

    texts: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    place: str = ""  # a NUTS code or the name of a place
    rural: str = ""
    topics: int = 0
    proofs: int = 0
    public_intervention: str = ""
    starts: date | None = None
    ends: date | None = None
    is_ongoing: str = ""
    is_lesson: bool = False
    judged: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # criterion: met, note
    handed_in_already: bool = False  # by title, organisation and region


def findings(said: Said, *, on: date, limits: Mapping[str, int]) -> tuple[Finding, ...]:
    """Everything to be told if it were handed in on this day, in the order of the form."""
    return (
        *_missing(said),
        *_too_long(said, limits),
        *_of_time(said, on),
        *_of_policy(said),
        *_of_proof(said),
        *_of_criteria(said),
    )


def is_young(starts: date, on: date) -> bool:
    """Whether less than two years lie between."""
    return (on.year, on.month, on.day) < (starts.year + TWO_YEARS, starts.month, starts.day)


def over(text: str, limit: int) -> int:
    """How many characters a text is too long; a new line counts as one."""
    return max(0, len(text.replace("\r\n", "\n")) - limit)


def _missing(said: Said) -> Iterator[Finding]:
    needed = ["title", "summary", "description", "resources", "transfer"]
    needed.insert(4, "lessons" if said.is_lesson else "results")
    for name in needed:
        if not said.texts.get(name, "").strip():
            yield Finding(name, _need(name))
    if said.handed_in_already:
        words = _("Your region has handed in this title for this organisation already.")
        yield Finding("title", words, Weight.RULE)
    if not said.organisation.strip():
        yield Finding("organisation", _("Name the organisation in charge."))
    if not said.place.strip():
        yield Finding("place", _("Say where it works: a place, or a NUTS code."))
    if not said.rural:
        yield Finding("rural", _("Say whether it works in town or country."))
    if not said.topics:
        yield Finding("topics", _("Choose at least one topic."))


def _need(name: str) -> str:
    return {
        "title": _("Give it a title."),
        "summary": _("Say in one sentence what it is."),
        "description": _("Say what it is and how it works."),
        "resources": _("Say what money and people it needs."),
        "results": _("Say what was reached."),
        "lessons": _("Say what others can learn from it."),
        "transfer": _("Say what others could take over."),
    }[name]


def _too_long(said: Said, limits: Mapping[str, int]) -> Iterator[Finding]:
    for name, limit in limits.items():
        if more := over(said.texts.get(name, ""), limit):
            words = ngettext(
                "%(count)d character too many: at most %(limit)d.",
                "%(count)d characters too many: at most %(limit)d.",
                more,
            )
            yield Finding(name, words % {"count": more, "limit": limit})


def _of_time(said: Said, on: date) -> Iterator[Finding]:
    if said.starts is None:
        yield Finding("starts", _("Say since when: a practice has worked for two years at least."))
    elif said.starts > on:
        yield Finding("starts", _("It has not begun yet."), Weight.RULE)
    elif is_young(said.starts, on):
        yield from _young(said)
    if not said.is_ongoing and said.ends is None:
        yield Finding("is_ongoing", _("Say whether it goes on."))
    if said.is_ongoing == YesNo.NO and said.ends is None:
        yield Finding("ends", _("Say until when."))


def _young(said: Said) -> Iterator[Finding]:
    if not said.is_lesson:
        words = _("It began less than two years ago. It can only be handed in as a lesson.")
        yield Finding("starts", words, Weight.RULE)
        return
    yield Finding("starts", _("It began less than two years ago."), Weight.WARNING)
    if not said.judged.get(Criterion.TIME, ("", ""))[1].strip():
        yield Finding(TIME_NOTE, _("Say why it teaches something already."))


def _of_policy(said: Said) -> Iterator[Finding]:
    if not said.public_intervention:
        yield Finding("public_intervention", _("Say whether it is public intervention."))
    elif said.public_intervention == YesNo.NO and not said.texts.get("inspired", "").strip():
        words = _(
            "A private initiative counts only if it inspired public policy: say which, and add "
            "evidence."
        )
        yield Finding("inspired", words, Weight.RULE)


def _of_proof(said: Said) -> Iterator[Finding]:
    if not said.proofs:
        yield Finding("proofs", _("Add at least one piece of evidence for the results."))


def _of_criteria(said: Said) -> Iterator[Finding]:
    for criterion in Criterion:
        if not said.judged.get(criterion, ("", ""))[0]:
            words = _("Say whether it meets this criterion.")
            yield Finding(f"met_{criterion.value}", words)
