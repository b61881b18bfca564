"""Text without what typing leaves out: case, accents, tonos. Pure."""

import re
import unicodedata

_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ς": "σ"}
)
_BETWEEN = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """``text`` without case, accents and tonos: ``Υπηρεσίες`` to ``υπηρεσιεσ``, ``Łódź`` to ``lodz``."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join([c for c in decomposed if not unicodedata.combining(c)])
    return plain.translate(_NOT_DECOMPOSED)


def fold_name(text: str) -> str:
    """A name folded, with one blank between its words: ``Miercurea-Ciuc`` to ``miercurea ciuc``."""
    return _BETWEEN.sub(" ", fold(text)).strip()
