"""What a kept form carries with it, signed: whose form of which record, and how it began."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.core import signing

from secon.kernel.differences import Content

SLOT_SECONDS = 14 * 24 * 3600  # a page left open longer than that keeps nothing any more


@dataclass(frozen=True, slots=True)
class Slot:
    """A form of one person, and the record it changes (``target`` empty: a new one)."""

    user: int
    form: str
    key: str
    target: str
    target_id: str
    path: str
    title: str = ""

    def __str__(self) -> str:
        return signing.dumps(asdict(self), salt="kernel.slot", compress=True)

    @classmethod
    def read(cls, token: str | None) -> Self | None:
        """The slot of a token; None for a forged or an old one."""
        try:
            found = signing.loads(token or "", salt="kernel.slot", max_age=SLOT_SECONDS)
        except signing.BadSignature:
            return None
        return cls(**found)


@dataclass(frozen=True, slots=True)
class Base:
    """What the record said when the form was opened; ``ask``: paths its editor has to decide."""

    of: str
    content: Content
    ask: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return signing.dumps(asdict(self), salt="kernel.base", compress=True)

    @staticmethod
    def content_of(base: Base | None) -> Content | None:
        """The content of a base, if there is one."""
        return None if base is None else base.content

    @classmethod
    def read(cls, token: str | None, of: str) -> Self | None:
        """The base of a token that was made for this form and record."""
        try:
            found: dict[str, Any] = signing.loads(token or "", salt="kernel.base")
        except signing.BadSignature:
            return None
        return cls(**found) if found["of"] == of else None
