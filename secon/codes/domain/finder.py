"""The code finder: words in any of the eleven languages to CPV codes."""

from dataclasses import dataclass

from secon.codes.domain import ranking
from secon.codes.domain.catalogue import current
from secon.codes.domain.labels import FALLBACK
from secon.codes.enums import How


@dataclass(frozen=True, slots=True)
class Hit:
    """A code that answers a query, and why. ``score`` is between 0 and 1, best first."""

    code: str
    label: str  # in the reader's language, else in English
    language: str  # the language ``label`` is in
    score: float
    how: How
    matched: str  # the label or everyday word the query met
    matched_language: str  # the language ``matched`` is in


def find(query: str, *, language: str, limit: int = 10) -> list[Hit]:
    """The CPV codes that ``query`` means, best first; empty if nothing is near.

    Words may be in any of the languages, misspelt, inflected or without accents; digits find the
    codes that start with them.
    """
    index = current().index()
    hits = []
    for found in ranking.search(index, query, language=language, limit=limit):
        own = index.label(found.code, language)
        hits.append(
            Hit(
                code=index.codes[found.code],
                label=own or index.label(found.code, FALLBACK),
                language=language if own else FALLBACK,
                score=found.score,
                how=found.how,
                matched=index.text(found.entry),
                matched_language=index.languages[index.entry_language[found.entry]],
            )
        )
    return hits
