"""The author's own judgement on the seven criteria, beside those of the reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from secon.people.models import User
from secon.practices.enums import Judge
from secon.practices.models import Judgement, Practice

Judged = Mapping[str, tuple[str, str]]
"""Criterion to whether it is met and a note."""


def of_author(version: Practice) -> dict[str, tuple[str, str]]:
    """What the author says of this version."""
    if version.said_of_itself is not None:
        return {code: (met, note) for code, (met, note) in version.said_of_itself.items()}
    found = Judgement.objects.filter(practice_id=version.pk, judge=Judge.AUTHOR)
    return {one.criterion: (one.met, one.note) for one in found}


def settle(version: Practice, judged: Judged) -> None:
    """Let the version say this; readers see it once the version is published."""
    said = {code: [met, note] for code, (met, note) in judged.items() if met}
    version.said_of_itself = said


def store(*, version: Practice, by: User | None, now: datetime) -> None:
    """Make what a version says of itself what the practice says. Judgements as before keep their day."""
    if version.said_of_itself is None:
        return
    practice = Practice.objects.get(pk=version.pk)
    stored = {
        one.criterion: one
        for one in Judgement.objects.filter(practice=practice, judge=Judge.AUTHOR)
    }
    for criterion, (met, note) in version.said_of_itself.items():
        one = stored.pop(criterion, None) or Judgement(
            practice=practice, judge=Judge.AUTHOR, criterion=criterion
        )
        if one.pk and (one.met, one.note) == (met, note):
            continue
        one.met, one.note, one.language = met, note, version.original_language
        one.by, one.at = by, now
        one.save()
    for gone in stored.values():
        gone.delete()
