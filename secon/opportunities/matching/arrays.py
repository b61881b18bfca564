"""Tables of columns with runs of several values a row, that can be cut, joined and kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray


@dataclass(frozen=True, slots=True)
class Runs:
    """Several values for each row: ``starts`` has one more than rows; all ``values`` run alike."""

    starts: NDArray[np.int64]
    values: tuple[Array, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[Sequence[object]]], kinds: Sequence[type]) -> Runs:
        """From one list of tuples for each row; ``kinds`` of the columns."""
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        flat = [value for row in rows for value in row]
        columns: list[Array] = [
            np.array([value[at] for value in flat], kind) for at, kind in enumerate(kinds)
        ]
        return cls(starts, tuple(columns))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def owners(self) -> NDArray[np.int64]:
        """The row of each value."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def take(self, rows: NDArray[np.int64]) -> Runs:
        """Some rows in another order."""
        lengths = np.diff(self.starts)[rows]
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        at = np.arange(starts[-1]) + np.repeat(self.starts[:-1][rows] - starts[:-1], lengths)
        return Runs(starts, tuple(one[at] for one in self.values))

    def joined(self, other: Runs) -> Runs:
        """These rows, then the other's."""
        starts = np.concatenate([self.starts, other.starts[1:] + self.starts[-1]])
        pairs = zip(self.values, other.values, strict=True)
        return Runs(starts, tuple(np.concatenate(pair) for pair in pairs))

    def best(self, points: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The greatest of each run along the last axis of ``points``; 0 where it is empty."""
        shape = (*points.shape[:-1], len(self))
        found = np.zeros(shape, np.uint8)
        full = np.flatnonzero(np.diff(self.starts))
        if len(full):
            found[..., full] = np.maximum.reduceat(points, self.starts[:-1][full], axis=-1)
        return found


Columns = Mapping[str, "Array | Runs"]


def taken(columns: Columns, rows: NDArray[np.int64]) -> dict[str, Array | Runs]:
    """Some rows of every column."""
    return {
        name: one.take(rows) if isinstance(one, Runs) else one[rows]
        for name, one in columns.items()
    }


def joined(first: Columns, second: Columns) -> dict[str, Array | Runs]:
    """The rows of two tables with the same columns."""
    found: dict[str, Array | Runs] = {}
    for name, one in first.items():
        other = second[name]
        if isinstance(one, Runs) and isinstance(other, Runs):
            found[name] = one.joined(other)
        elif not isinstance(one, Runs) and not isinstance(other, Runs):
            found[name] = np.concatenate([one, other])
    return found


def flat(columns: Columns) -> dict[str, Array]:
    """As plain arrays for a file."""
    found: dict[str, Array] = {}
    for name, one in columns.items():
        if isinstance(one, Runs):
            found[f"{name}.starts"] = one.starts
            found |= {f"{name}.{at}": value for at, value in enumerate(one.values)}
        else:
            found[name] = one
    return found


def unflat(arrays: Mapping[str, Array]) -> dict[str, Array | Runs]:
    """What `flat` made."""
    found: dict[str, Array | Runs] = {}
    for name, one in arrays.items():
        owner, _, part = name.partition(".")
        if not part:
            found[name] = one
        elif part == "starts":
            count = sum(other.startswith(f"{owner}.") for other in arrays) - 1
            found[owner] = Runs(one, tuple(arrays[f"{owner}.{at}"] for at in range(count)))
    return found
