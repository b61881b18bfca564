"""National statuses and families as registers write them. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from anyascii import anyascii

from secon.enterprises import frames
from secon.enterprises.enums import Family
from secon.kernel.folding import fold_name

_PATH = Path(__file__).parents[2] / "data" / "families.toml"


def read_status(text: str, country: str) -> str | None:
    """The code of the national status that ``text`` names; None where none or several fit.

    By code, name, short form or meaning; a longer text counts by the longest of them it holds.
    """
    wanted = _folded(text)
    words = _status_words(country)
    equal = {code for word, code in words if word == wanted}
    if len(equal) == 1:
        return equal.pop()
    within = [(len(word), code) for word, code in words if f" {word} " in f" {wanted} "]
    if within:
        return max(within)[1]
    ending = {code for word, code in words if word.endswith(f" {wanted}")}
    return ending.pop() if len(ending) == 1 else None


def read_family(text: str, country: str) -> Family | None:
    """The family that a legal form belongs to: by the country's forms, then by its words."""
    wanted = f" {_folded(text)} "
    by_form = [
        (len(word), family) for word, family in _form_words(country) if f" {word} " in wanted
    ]
    if by_form:
        return max(by_form)[1]
    return next((family for start, family in _starts() if f" {start}" in wanted), None)


def _folded(text: str) -> str:
    joined = text.replace("+", " plus ").replace(".", "")
    return fold_name(anyascii(joined))


@cache
def _status_words(country: str) -> tuple[tuple[str, str], ...]:
    try:
        statuses = frames.statuses_of(country)
    except KeyError:
        return ()
    return tuple(
        (word, one.code)
        for one in statuses
        for said in (one.code, one.name, one.short, one.gloss.text("en"))
        if (word := _folded(said))
    )


@cache
def _form_words(country: str) -> tuple[tuple[str, Family], ...]:
    own = [(family.value, family) for family in Family]
    try:
        forms = frames.frame(country).forms
    except KeyError:
        forms = ()
    own += [(one.name, one.family) for one in forms]
    own += [(one.gloss.text("en"), one.family) for one in forms]
    return tuple((_folded(said), family) for said, family in own)


@cache
def _starts() -> tuple[tuple[str, Family], ...]:
    with _PATH.open("rb") as file:
        table: Mapping[str, list[str]] = tomllib.load(file)
    return tuple((start, Family(family)) for family, starts in table.items() for start in starts)
