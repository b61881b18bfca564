"""Which codes of one NUTS version stand for a code of the other, at every level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from secon.places.domain.tables import NUTS3, Step, codes_2021, codes_2024, steps_to_2024
from secon.places.enums import Change


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A code of the other version and how it came about."""

    code: str
    kind: Change


def to_2024(code: str) -> tuple[Counterpart, ...]:
    """The codes of 2024 that a code of 2021 became, or the code itself if it is one of 2024.

    Empty where the code is unknown or has no successor (the United Kingdom).

    >>> [c.code for c in to_2024("PT170")]
    ['PT1A0', 'PT1B0']
    """
    return _counterparts(code, codes_2024(), _by_old())


def to_2021(code: str) -> tuple[Counterpart, ...]:
    """The codes of 2021 that a code of 2024 came from, or the code itself if it is one of 2021.

    Empty where the code is unknown or new (Kosovo).

    >>> [c.code for c in to_2021("LV00A")]
    ['LV006', 'LV007']
    """
    return _counterparts(code, codes_2021(), _by_new())


def _counterparts(
    code: str,
    there: frozenset[str],
    changes: Mapping[str, tuple[Counterpart, ...]],
) -> tuple[Counterpart, ...]:
    if code in changes:
        return changes[code]
    return (Counterpart(code, Change.SAME),) if code in there else ()


@cache
def _by_old() -> Mapping[str, tuple[Counterpart, ...]]:
    return _grouped((step.from_code, step.to_code, step.kind) for step in _all_steps())


@cache
def _by_new() -> Mapping[str, tuple[Counterpart, ...]]:
    return _grouped((step.to_code, step.from_code, step.kind) for step in _all_steps())


def _all_steps() -> tuple[Step, ...]:
    return tuple(step for step in steps_to_2024() if step.from_code)


def _grouped(pairs: Iterable[tuple[str, str, Change]]) -> Mapping[str, tuple[Counterpart, ...]]:
    found: dict[str, list[Counterpart]] = {}
    for near, far, kind in pairs:
        found.setdefault(near, []).append(Counterpart(far, kind))
    return {code: tuple(sorted(far, key=lambda one: one.code)) for code, far in found.items()}


def level_of(code: str) -> int:
    """0 for a country to 3; the number of signs after the country's two."""
    return min(len(code), NUTS3) - 2
