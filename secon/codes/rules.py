"""Arithmetic of CPV codes: eight digits, each level one digit longer than its parent."""

import re

CPV = "cpv"
_CPV_TYPED = re.compile(r"\s*(\d{8})(?:\s*-\s*\d)?\s*")


def plain_cpv(typed: str) -> str | None:
    """The eight digits of ``90910000`` or ``90910000-9``; None if it is not of that form."""
    match = _CPV_TYPED.fullmatch(typed)
    return match.group(1) if match else None


def subtree_prefix(code: str) -> str:
    """The digits every code of the subtree starts with: ``9091`` for 90910000, ``30`` for 30000000."""
    return code[:2] + code[2:].rstrip("0")


def cpv_level(code: str) -> int:
    """0 for a division (85000000), 1 for a group, 2 for a class, 3 and more for categories."""
    return len(subtree_prefix(code)) - 2
