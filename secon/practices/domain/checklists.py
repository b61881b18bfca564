"""What a reviewer looks at in each step: codes, their words, and the lists a step begins with.

Which of the codes a step asks for is set on its ``ReviewTask``; all of them must be ticked to pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secon.practices.enums import Step

Word = str | Promise

WORDS: Mapping[str, Word] = {
    "region": _("It comes from a region of the partnership, or the exception is justified."),
    "not_twice": _("No other practice tells the same of the same organisation."),
    "public": _("It is public intervention, or it is shown which public policy it inspired."),
    "two_years": _("It has run for two years, or it is told as a lesson."),
    "results": _("Its results can be seen in numbers or evidence, not in praise."),
    "owner": _("The organisation in charge agrees that it is told."),
    "nobody_named": _("No text names a person."),
    "complete": _("Somebody who has never heard of it understands each part."),
    "project": _("The link with the project is clear."),
    "addresses": _("Each address that it gives opens."),
    "pictures": _("Pictures may be shown, and words stand for them."),
    "contact": _("The contact person agreed to be shown to members."),
    "identified": _("It was found in the learning of the regions and is linked to the project."),
    "quality": _("Its quality is enough for the programme to count it."),
    "counted_once": _("It was not counted before, here or in another project."),
    "proven": _("It has proved successful: the results are tangible and measurable."),
    "transferable": _("Other regions can learn from it: what it needs and what was hard is said."),
    "policy": _("It matters to regional policy on the social economy."),
}

DEFAULTS: Mapping[Step, tuple[str, ...]] = {
    Step.LEAD: ("region", "not_twice", "public", "two_years", "results", "owner", "nobody_named"),
    Step.WEB: ("complete", "project", "addresses", "pictures", "contact"),
    Step.OFFICER: ("identified", "quality", "counted_once"),
    Step.EXPERT: ("proven", "transferable", "policy"),
}
DAYS: Mapping[Step, int] = {Step.LEAD: 14, Step.WEB: 10, Step.OFFICER: 30, Step.EXPERT: 30}

SUBSTANTIAL = "substantial"
"""Kept among what the lead partner ticked: the new version is counted anew."""


def known(codes: Iterable[str]) -> tuple[str, ...]:
    """Those of ``codes`` that have words, in our order, each once."""
    asked = set(codes)
    return tuple(code for code in WORDS if code in asked)


def words(codes: Iterable[str]) -> list[tuple[str, Word]]:
    """Codes with their words."""
    return [(code, WORDS[code]) for code in known(codes)]
