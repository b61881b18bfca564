"""Texts of an entry with what a reader must know of them: the language, and who translated."""

from __future__ import annotations

from dataclasses import dataclass

from secon.kernel.languages import language_name
from secon.kernel.models import Text, Translated


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


def words(record: Translated, language: str, field: str) -> Words:
    """The best text of a field: an original in the reader's language needs no mark."""
    text: Text = record.best(language, field)
    if not text[field] or (not text.foreign and text.state is None):
        return Words(text[field])
    if text.foreign:
        mark, code = "missing", text.language
    else:
        mark, code = str(text.state), record.original_language
    foreign = text.language if text.foreign else ""
    return Words(text[field], foreign, mark, code, language_name(code))


def name(record: Translated, language: str, field: str = "name") -> Words:
    """A name or title: only its language, without a mark."""
    text: Text = record.best(language, field)
    return Words(text[field], text.language if text.foreign else "")
