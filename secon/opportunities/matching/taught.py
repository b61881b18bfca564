"""What an enterprise's lessons leave of demands. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secon.opportunities.matching import places
from secon.opportunities.matching.columns import Demands
from secon.opportunities.matching.lessons import LessonKind
from secon.opportunities.matching.score import LEARNT_AGAIN, LEARNT_ONCE, Bytes, Longs


def lesson_points(lessons: list[tuple[int, int]], demands: Demands) -> Bytes:
    """What an enterprise's lessons leave of every demand: how many kinds of them touch it."""
    touched = np.zeros(len(demands), np.int64)
    for kind in LessonKind:
        values = [value for one, value in lessons if one == kind]
        if values:
            touched += _touched(kind, np.array(values, np.int64), demands)
    return np.where(touched == 0, 100, np.where(touched == 1, LEARNT_ONCE, LEARNT_AGAIN)).astype(
        np.uint8
    )


def _touched(kind: LessonKind, values: Longs, demands: Demands) -> NDArray[np.bool_]:
    return np.asarray(_TOUCHED[kind](values, demands), np.bool_)


def _work(values: Longs, demands: Demands) -> Any:
    codes = demands.runs("codes")
    is_like = np.isin(codes.values[0] // 100_000, values) & codes.values[1]
    return codes.best(is_like.astype(np.uint8)) > 0


def _far(values: Longs, demands: Demands) -> Any:
    runs = demands.runs("places")
    regions = places.beginnings(runs.values[0] & places.MASK, 4)
    outside = ~np.isin(regions, values)
    return runs.best(outside.astype(np.uint8)) == 0


def _big(values: Longs, demands: Demands) -> Any:
    cents = demands.array("cents")
    return (cents >= values.min()) & (cents >= 0)


def _small(values: Longs, demands: Demands) -> Any:
    cents = demands.array("cents")
    return (cents <= values.max()) & (cents >= 0)


def _language(values: Longs, demands: Demands) -> Any:
    written = demands.array("languages")
    return (written > 0) & ((written & ~np.bitwise_or.reduce(values)) == 0)


def _reserved(_values: Longs, demands: Demands) -> Any:
    return np.not_equal(demands.array("reservation"), b"")


_TOUCHED: Mapping[LessonKind, Callable[[Longs, Demands], Any]] = {
    LessonKind.WORK: _work,
    LessonKind.FAR: _far,
    LessonKind.BIG: _big,
    LessonKind.SMALL: _small,
    LessonKind.LANGUAGE: _language,
    LessonKind.RESERVED: _reserved,
}
