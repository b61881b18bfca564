"""The parts of a version: topics, aims, and rows of figures, evidence, pictures and answered barriers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from secon.kernel import pictures
from secon.people.models import User
from secon.practices.models import (
    Practice,
    PracticeAnswer,
    PracticePicture,
    PracticeProof,
    PracticeResult,
    PracticeTheme,
    PracticeTopic,
)

Row = Mapping[str, Any]
UNSTORED = 1_000_000_000
"""Keys from here on are places: rows of a version that readers have not seen have none of their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of row and what its author writes of it."""

    model: type[models.Model]
    fields: tuple[str, ...]


PARTS: dict[str, Part] = {
    "figures": Part(PracticeResult, ("label", "number", "unit", "year", "source")),
    "proofs": Part(PracticeProof, ("kind", "title", "language", "dated", "url", "file", "note")),
    "pictures": Part(PracticePicture, ("alt", "credit")),
    "answers": Part(PracticeAnswer, ("factor_id", "note")),
}


def settle(
    version: Practice,
    *,
    topics: Collection[str] | None,
    themes: Collection[str] | None,
    rows: Mapping[str, Sequence[Row]],
    by: User,
) -> None:
    """Let the version have these parts. A row names the one it was with ``pk``, see ``key_of``."""
    if topics is not None:
        known = {one.topic: one for one in version.topics.all()}
        made = [known.get(code) or PracticeTopic(topic=code) for code in topics]
        setattr(version, "topics", made)  # noqa: B010 -- a manager to mypy, a list to modelcluster
    if themes is not None:
        aims = {one.theme: one for one in version.themes.all()}
        served = [aims.get(code) or PracticeTheme(theme=code) for code in themes]
        setattr(version, "themes", served)  # noqa: B010 -- the same
    for name, said in rows.items():
        part, rest = PARTS[name], enumerate(getattr(version, name).all())
        stored = {key_of(one, at): one for at, one in rest}
        kept = [_one(part, row, stored, by=by) for row in said]
        for place, one in enumerate(kept):
            if isinstance(one, PracticePicture):
                one.order = place
        setattr(version, name, kept)


def rows_of(version: Practice, name: str) -> list[dict[str, Any]]:
    """The rows of a part as a form shows them."""
    part = PARTS[name]
    return [
        {"pk": key_of(one, at), **{field: getattr(one, field) for field in part.fields}}
        for at, one in enumerate(getattr(version, name).all())
    ]


def key_of(one: models.Model, at: int) -> int:
    """What a row is known by in a form."""
    return UNSTORED + at if one.pk is None else int(one.pk)


def _one(part: Part, row: Row, stored: Mapping[int, models.Model], *, by: User) -> models.Model:
    one = stored.get(row.get("pk") or 0) or part.model()
    for field in part.fields:
        if field in row:
            setattr(one, field, row[field])
    upload = row.get("upload")
    if upload and isinstance(one, PracticePicture):
        one.image = pictures.keep(file=upload, alt=one.alt, by=by)
    return one
