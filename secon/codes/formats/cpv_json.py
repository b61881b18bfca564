"""CPV as one JSON object: ``{"90910000-9": {"parent": …, "labels": {"en": …}}}`` (xterr layout)."""

from secon.codes.formats.shape import CodeListError, ParsedCode, ParsedList, with_cpv_parents
from secon.codes.rules import CPV, plain_cpv

_ENGLISH_ONLY = frozenset({"34000000"})
"""Codes whose other labels are those of another code in the published file: 34000000 (transport
equipment) is called "Antiputrefaktionsmasken" there, and so on in every language but English."""


def read(document: dict[str, object], *, source: str) -> ParsedList:
    """The CPV of 2008. The layout has no lines worth naming, so errors name the code."""
    codes: dict[str, ParsedCode] = {}
    for typed, row in sorted(document.items()):
        plain = plain_cpv(typed)
        if plain is None:
            raise CodeListError(source, None, f"{typed!r} is no CPV code")
        labels = row.get("labels") if isinstance(row, dict) else None
        if not isinstance(labels, dict) or not all(isinstance(x, str) for x in labels.values()):
            raise CodeListError(source, None, f"{typed} has no labels")
        if plain in codes:
            raise CodeListError(source, None, f"the code {plain} stands twice")
        clean = {str(language): " ".join(label.split()) for language, label in labels.items()}
        if plain in _ENGLISH_ONLY:
            clean = {language: label for language, label in clean.items() if language == "en"}
        codes[plain] = ParsedCode(plain, clean, suffix=typed.partition("-")[2].strip())
    if not codes:
        raise CodeListError(source, None, "the list is empty")
    return ParsedList(
        CPV, "2008", f"Regulation (EC) No 213/2008 ({source})", with_cpv_parents(codes.values())
    )
