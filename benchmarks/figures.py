"""The shape of one measured figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its bar. ``holds`` is None where there is no bar, only a number to know."""

    name: str
    figure: float
    unit: str  # ratio, notices/s, ms, s, MB, MRR …
    bar: str  # "≥ 1.0", "< 40"; empty without a bar
    holds: bool | None
    compared_with: str = ""  # the other side of a ratio, or what was measured on
