"""Cells of H3 as numbers: parents by the bits of the index, without a call for each. Pure.

A cell of resolution r holds r digits of three bits after its base cell; what is finer is filled
with ones. So the parent of a cell is the cell with its finer digits filled.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from h3.api import numpy_int as h3
from numpy.typing import NDArray

from secon.enterprises.domain.directory.segment import COARSEST, FINEST, Floats, Ints, Keys

_RESOLUTION_SHIFT = 52
_DIGITS = 15


def cell_at(lon: float, lat: float) -> int:
    """The finest cell that a point lies in."""
    return int(h3.latlng_to_cell(lat, lon, FINEST))


def parents(cells: Keys, resolution: int) -> Keys:
    """The cells of a coarser resolution that ``cells`` lie in."""
    finer = (1 << 3 * (_DIGITS - resolution)) - 1
    cleared = cells & np.uint64(~(0xF << _RESOLUTION_SHIFT) & (2**64 - 1))
    return cleared | np.uint64(resolution << _RESOLUTION_SHIFT) | np.uint64(finer)


def pyramid(
    cells: Keys, counts: NDArray[Any], lon: NDArray[Any], lat: NDArray[Any]
) -> tuple[Ints, Keys, Floats, Floats, Ints]:
    """Starts, indexes and mean places of the cells of every resolution, and the finest's parents.

    ``cells`` are the distinct finest ones, ascending; each has ``counts`` entries at ``lon``,
    ``lat`` on average, in degrees.
    """
    starts, indexes, lons, lats, numbers = [0], [], [], [], []
    for resolution in range(COARSEST, FINEST + 1):
        distinct, number = np.unique(parents(cells, resolution), return_inverse=True)
        total = np.maximum(np.bincount(number, counts, len(distinct)), 1)
        indexes.append(distinct)
        lons.append(np.bincount(number, lon * counts, len(distinct)) / total)
        lats.append(np.bincount(number, lat * counts, len(distinct)) / total)
        numbers.append(number.astype(np.int32))
        starts.append(starts[-1] + len(distinct))
    return (
        np.array(starts, np.int32),
        np.concatenate(indexes).astype(np.uint64),
        np.concatenate(lons).astype(np.float32),
        np.concatenate(lats).astype(np.float32),
        np.stack(numbers),
    )
