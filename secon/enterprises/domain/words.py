"""Words of names and places, made comparable."""

from secon.codes.domain.words import fold


def folded(text: str) -> str:
    """``text`` without case, accents and doubled blanks."""
    return " ".join(fold(text).split())
