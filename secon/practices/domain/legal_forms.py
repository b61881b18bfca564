"""Whether the legal form a practice needs has its like in another country. Pure, from the frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from secon.enterprises import frames
from secon.enterprises.enums import Family
from secon.kernel.folding import fold_name
from secon.practices.fitting.shapes import Code


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What was found; ``names``: forms or statuses of the target country, in its own words."""

    code: Code
    names: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def counterpart(form: str, origin: str, target: str) -> Counterpart:
    """The like of ``form`` (free words of the ``origin`` country) in ``target``.

    Our lists hold what sources name and are not complete: "not listed" is a question, not a no.
    """
    if not target:
        return Counterpart(Code.UNKNOWN_HERE)
    if origin == target:
        return Counterpart(Code.SAME_COUNTRY, (form,) if form else ())
    if not form:
        return Counterpart(Code.UNKNOWN_THERE)
    families = _families(form, origin)
    if not families or not _has_frame(target):
        return Counterpart(Code.UNKNOWN)
    there = frames.frame(target)
    names = [one.name for one in there.forms if one.family in families]
    names += [one.name for one in there.statuses if _is_status_of(one, families)]
    if not names:
        return Counterpart(Code.NOT_LISTED)
    return Counterpart(Code.LISTED, tuple(dict.fromkeys(names))[:3])


def _is_status_of(one: frames.Status, families: frozenset[Family]) -> bool:
    """A status of these families alone: one open to all says nothing of the form."""
    return bool(one.families) and set(one.families) <= families


def _families(form: str, country: str) -> frozenset[Family]:
    if not _has_frame(country):
        return frozenset()
    wanted, here = fold_name(form), frames.frame(country)
    for one in here.forms:
        if wanted in {fold_name(one.name), fold_name(one.gloss.english)}:
            return frozenset({one.family})
    for status in here.statuses:
        said = {fold_name(word) for word in (status.name, status.short, status.gloss.english)}
        if wanted in said - {""}:
            return frozenset(status.families)
    return frozenset()


def _has_frame(country: str) -> bool:
    return any(one.code == country for one in frames.frames())
