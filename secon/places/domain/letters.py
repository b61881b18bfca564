"""Greek and Cyrillic letters written in Latin ones, as they sound: to compare names. Pure."""

import re

_PAIRS = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "ντ": "nt", "γγ": "ng", "γκ": "gk",
    "ια": "ia", "дж": "dzh",
}  # fmt: skip
_LETTERS = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a",
    "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
_BETWEEN = r" .,'’()/\-"
_GREEK = re.compile(rf"[\u0370-\u03ff\u1f00-\u1fff{_BETWEEN}]+")
_BULGARIAN = re.compile(rf"(?:(?![ыэЫЭ])[а-яА-Я{_BETWEEN}])+")
_EUROPEAN = re.compile(r"[\x00-\u052f\u1e00-\u201f]+")
_TABLE = str.maketrans(_LETTERS)


def in_latin(folded: str) -> str:
    """A folded text in Latin letters: ``χασκοβο`` to ``chaskovo``, ``хасково`` to ``haskovo``."""
    for pair, latin in _PAIRS.items():
        folded = folded.replace(pair, latin)
    return folded.translate(_TABLE)


def is_greek(text: str) -> bool:
    """Whether every letter is Greek."""
    return _GREEK.fullmatch(text) is not None


def is_bulgarian(text: str) -> bool:
    """Whether every letter is one of the Bulgarian thirty."""
    return _BULGARIAN.fullmatch(text) is not None


def is_european(text: str) -> bool:
    """Whether the letters are Latin, Greek or Cyrillic (other letters are seldom typed here)."""
    return text.isascii() or _EUROPEAN.fullmatch(text) is not None
