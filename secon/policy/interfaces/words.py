"""Texts of a record with what a reader must know of them: the language, and who translated."""

from __future__ import annotations

from dataclasses import dataclass

from secon.kernel.languages import language_name
from secon.kernel.models import Text


@dataclass(frozen=True, slots=True)
class Words:
    """A text. ``language`` is set where it is not the reader's; ``mark`` is a ``language_mark``
    variant about the language ``mark_code``, "" for none.
    """

    text: str
    language: str = ""
    mark: str = ""
    mark_code: str = ""
    mark_name: str = ""

    def __str__(self) -> str:
        return self.text


def words(text: Text, field: str, *, original: str = "") -> Words:
    """``field`` of a best text; ``original``: the record's language, where it was translated."""
    if not text[field] or (not text.foreign and text.state is None):
        return Words(text[field])
    if text.foreign:
        mark, code = "missing", text.language
    else:
        mark, code = str(text.state), original
    foreign = text.language if text.foreign else ""
    return Words(text[field], foreign, mark, code, language_name(code))
