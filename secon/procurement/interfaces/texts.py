"""Which of a notice's languages a reader sees, and how to say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A text with the language it is in; ``foreign`` when that is not the reader's."""

    text: str
    language: str
    foreign: bool

    def __str__(self) -> str:
        return self.text


def choose(
    texts: Mapping[str, str] | None, *, reader: str, original: Sequence[str] = (), page: str = ""
) -> Shown | None:
    """The reader's language where the notice has it, else the original, else any; None if silent.

    ``page`` is the language of the page around it, where the reader asked for texts in another.
    ``original`` are the notice's own languages, the first being the one it was written in.
    """
    if not texts:
        return None
    for language in (reader, *original, *sorted(texts)):
        if text := texts.get(language, "").strip():
            return Shown(text, language, language != (page or reader))
    return None
