"""How long a text is, as people and browsers count it: a line break is one character."""

from __future__ import annotations


def length(text: object) -> int:
    """Characters of a text; none of nothing."""
    return len("" if text is None else str(text).replace("\r\n", "\n"))
