"""A part of the directory as columns: built once, saved as one file, mapped into every worker.

Rows are sorted by place, then by cell and key, so that the rows of a district lie together. A
*place* is a NUTS code with its country, partner and urban type; a *profile* is one combination of
the small closed lists; a *mix* is one combination of values of a list of which an entry may have
several. Rows point to them by number, and counting values is counting numbers.

Names ending in ``_starts`` cut the arrays of the same family into one run per owner, and have one
element more than there are owners. Days are ordinals; 0 stands for "none".
"""

from __future__ import annotations

import json
import mmap
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Keys = NDArray[np.uint64]
Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Floats = NDArray[np.float32]
Rows = Ints | Longs
Bools = NDArray[np.bool_]

FORMAT = 3  # raise it when the columns change or are built in another way
MIXES = ("sectors", "employs", "serves", "sdgs", "themes")
"""Lists of which an entry may have several values, each value a bit."""
PROFILE = (
    "families",
    "social_enterprise",
    "headcount",
    "icnp",
    "green",
    "digital",
    "audiences",
)
"""The columns of ``profiles``: numbers from 1 in the order of the enum, 0 unknown; audiences bits."""
FINEST, COARSEST = 7, 2  # resolutions of H3
NEVER = 2**31 - 1
_MAGIC = b"SECONDIR"
_ALIGN = 64


@dataclass(frozen=True, slots=True)
class Segment:
    """See the module."""

    pk: Longs
    pk_sorted: Longs
    pk_row: Ints  # the row of each of ``pk_sorted``
    version: Longs
    order_key: Keys  # unique; ascending: verified before listed, then the freshest check
    rank: Ints  # position of a row in that order
    rank_row: Ints
    turn_row: Ints  # rows by NUTS code, then by rank
    name_rank: Ints  # position of a row by name
    name_starts: Longs  # of folded names in that order
    names: Bytes
    example: Bools
    check: Ints  # 0: listed, not verified; else the day of the next check, or NEVER
    place: Shorts
    place_starts: Ints  # of rows
    place_rural: Bytes
    place_country: Ints  # number among country_values
    place_region: Ints  # number among region_values
    place_above: Ints  # shape (4, places): number among nuts_values of its code cut to 2 to 5 signs
    profile: Ints
    profiles: Bytes  # shape (profiles, len(PROFILE))
    profile_total: Ints  # rows of each
    mix: Ints  # shape (len(MIXES), rows)
    mix_starts: Ints  # of a list of MIXES, into mix_bits
    mix_bits: Keys
    mix_total: Ints  # rows of each
    lon: Floats  # degrees, NaN unknown
    lat: Floats
    point: Floats  # shape (3, rows): on the unit sphere, NaN unknown
    cell: Ints  # number among the finest cells, the last + 1 for none
    cell_starts: Ints  # of a resolution from COARSEST to FINEST
    cell_index: Keys
    cell_lon: Floats  # mean of its entries
    cell_lat: Floats
    cell_parent: Ints  # shape (FINEST - COARSEST + 1, finest cells): number within a resolution
    reach: Shorts  # number of a set of countries it delivers to
    reach_bits: Keys
    km: Shorts  # delivers within; 0 none
    delivery_starts: Longs  # of a NUTS code that is delivered to
    delivery_row: Ints
    status_starts: Longs
    status_row: Ints
    status_until: Ints  # the last day, or NEVER
    hours_starts: Longs  # of a weekday
    hours_row: Ints
    hours_from: Shorts  # minutes of the day
    hours_to: Shorts
    hours_until: Shorts  # when it closes: after midnight where it is open through it
    cpv_starts: Longs
    cpv_row: Ints
    word_starts: Longs  # of spellings
    spellings: Bytes  # the vocabulary, folded and sorted
    posting_starts: Longs
    posting_row: Ints  # ascending within a word
    posting_fields: Bytes  # bits of vocabulary.FIELDS
    compound_starts: Longs  # of a word: longer words it is a part of
    compound_word: Ints
    # names, in the order of their numbers
    place_nuts: tuple[str, ...]
    country_values: tuple[str, ...]
    region_values: tuple[str, ...]
    nuts_values: tuple[str, ...]  # codes of every level
    reach_countries: tuple[str, ...]
    theme_values: tuple[str, ...]
    delivery_codes: tuple[str, ...]
    status_codes: tuple[str, ...]
    cpv_codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.pk)

    def rows_of(self, pks: Longs) -> Longs:
        """The rows of those of ``pks`` that are here, in the order of ``pks``."""
        if not len(self):
            return np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(self.pk_sorted, pks), len(self) - 1)
        found: Longs = self.pk_row[at[self.pk_sorted[at] == pks]].astype(np.int64)
        return found

    def spelling(self, word: int) -> str:
        """How a word of the vocabulary is written, folded."""
        start, end = self.word_starts[word], self.word_starts[word + 1]
        return bytes(self.spellings[start:end]).decode()

    def name(self, position: int) -> str:
        """The folded name at a position of the order by name."""
        start, end = self.name_starts[position], self.name_starts[position + 1]
        return bytes(self.names[start:end]).decode()

    def mixes_of(self, number: int) -> slice:
        """Where the mixes of the list at ``number`` of MIXES stand in the arrays of mixes."""
        return slice(int(self.mix_starts[number]), int(self.mix_starts[number + 1]))

    def cells_at(self, resolution: int) -> slice:
        """Where the cells of a resolution stand in the arrays of cells."""
        at = resolution - COARSEST
        return slice(int(self.cell_starts[at]), int(self.cell_starts[at + 1]))


def save(segment: Segment, path: Path, *, said: dict[str, Any]) -> None:
    """Write all columns and what is ``said`` of them as one file; not atomic by itself."""
    arrays, names = {}, {}
    for one in fields(segment):
        value = getattr(segment, one.name)
        if isinstance(value, np.ndarray):
            arrays[one.name] = np.ascontiguousarray(value)
        else:
            names[one.name] = value
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = (at, array.dtype.str, array.shape)
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    head = json.dumps({"said": said, "names": names, "arrays": places, "size": at}).encode()
    start = -(-(len(_MAGIC) + 16 + len(head)) // _ALIGN) * _ALIGN
    with path.open("wb") as file:
        file.write(_MAGIC + FORMAT.to_bytes(8, "little") + len(head).to_bytes(8, "little") + head)
        for name, array in arrays.items():
            file.seek(start + places[name][0])
            file.write(array.data)
        file.truncate(start + at)


def load(path: Path) -> tuple[Segment, dict[str, Any]]:
    """Map what `save` wrote, and what was said of it. OSError or ValueError if it is not that."""
    with path.open("rb") as file:
        fixed = file.read(len(_MAGIC) + 16)
        if fixed[: len(_MAGIC)] != _MAGIC:
            raise ValueError(path)
        version, size = (int.from_bytes(fixed[at : at + 8], "little") for at in (8, 16))
        if version != FORMAT:
            raise ValueError(version)
        head = json.loads(file.read(size))
        start = -(-(len(fixed) + size) // _ALIGN) * _ALIGN
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if len(mapped) != start + head["size"]:
        raise ValueError(path)
    columns: dict[str, Any] = {
        name: np.frombuffer(
            mapped, dtype, count=int(np.prod(shape, dtype=np.int64)), offset=start + at
        ).reshape(shape)
        for name, (at, dtype, shape) in head["arrays"].items()
    }
    columns |= {name: tuple(values) for name, values in head["names"].items()}
    return Segment(**columns), head["said"]
