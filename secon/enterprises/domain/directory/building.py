"""Build a segment from entries. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from secon.enterprises.domain.directory.cellular import pyramid
from secon.enterprises.domain.directory.gathering import Gathered, Numbers, Place, Runs
from secon.enterprises.domain.directory.segment import MIXES, PROFILE, Bytes, Ints, Longs, Segment
from secon.enterprises.domain.directory.vocabulary import compounds
from secon.enterprises.entry import Entry

Array = NDArray[Any]


class _Cells(TypedDict):
    """The columns of cells."""

    cell: Ints
    cell_starts: Ints
    cell_index: Array
    cell_lon: Array
    cell_lat: Array
    cell_parent: Ints


class _Places(TypedDict):
    """The columns of places."""

    place_nuts: tuple[str, ...]
    country_values: tuple[str, ...]
    region_values: tuple[str, ...]
    nuts_values: tuple[str, ...]
    place_country: Ints
    place_region: Ints
    place_above: Ints


_LEVELS = (2, 3, 4, 5)  # signs of a NUTS code


def build(entries: Iterable[Entry], *, on_entry: Callable[[int], None] | None = None) -> Segment:
    """The segment of ``entries``, which must differ in their keys; in any order.

    ``on_entry`` hears how many were read, after each thousand.
    """
    gathered = Gathered()
    for at, entry in enumerate(entries, start=1):
        gathered.add(entry)
        if on_entry and not at % 1000:
            on_entry(at)
    return segment_of(gathered)


def segment_of(gathered: Gathered) -> Segment:
    """The columns, sorted by place, cell and key."""
    places, place_of = _sorted(gathered.places)
    place = place_of[np.array(gathered.place, np.int64)]
    cell = np.array(gathered.cell, np.uint64)
    pk = np.array(gathered.pk, np.int64)
    order = np.lexsort((pk, cell, place))
    row_of = np.empty(len(order), np.int64)
    row_of[order] = np.arange(len(order))
    pk, place, cell = pk[order], place[order], cell[order]
    keys = np.array(gathered.order_key, np.uint64)[order]
    lon, lat = np.array(gathered.lon)[order], np.array(gathered.lat)[order]
    by_pk, by_key = np.argsort(pk), np.argsort(keys)
    name_rank, name_starts, names = _names(gathered, order)
    delivery = _runs(gathered.delivery, gathered.delivery_codes, row_of)
    statuses = _runs(gathered.statuses, gathered.status_codes, row_of)
    cpv = _runs(gathered.cpv, gathered.cpv_codes, row_of)
    hours = _cut(gathered.hours, np.array(gathered.hours.owners, np.int64), 7, row_of)
    words, word_of = _sorted(gathered.vocabulary)
    postings = _cut(gathered.postings, word_of[_owners(gathered.postings)], len(words), row_of)
    compound_starts, compound_word = _compounds(gathered, words)
    raw = [word.encode() for word in words]
    return Segment(
        pk=pk,
        pk_sorted=pk[by_pk],
        pk_row=by_pk.astype(np.int32),
        version=np.array(gathered.version, np.int64)[order],
        order_key=keys,
        rank=_inverse(by_key),
        rank_row=by_key.astype(np.int32),
        turn_row=np.lexsort((keys, _districts(places)[place])).astype(np.int32),
        name_rank=name_rank,
        name_starts=name_starts,
        names=names,
        example=np.array(gathered.example, np.bool_)[order],
        check=np.array(gathered.check, np.int32)[order],
        place=place.astype(np.uint16),
        place_starts=np.searchsorted(place, np.arange(len(places) + 1)).astype(np.int32),
        place_rural=np.array([rural for *_, rural in places], np.uint8),
        **_places(places),
        profile=np.array(gathered.profile, np.int32)[order],
        profiles=np.array(list(gathered.profiles), np.uint8).reshape(-1, len(PROFILE)),
        profile_total=_totals([gathered.profile], [len(gathered.profiles)]),
        mix=np.array(gathered.mix, np.int32).reshape(len(MIXES), -1)[:, order],
        mix_total=_totals(gathered.mix, [len(one) for one in gathered.mixes]),
        mix_starts=np.cumsum([0, *map(len, gathered.mixes)]).astype(np.int32),
        mix_bits=np.array([value for one in gathered.mixes for value in one], np.uint64),
        lon=lon.astype(np.float32),
        lat=lat.astype(np.float32),
        point=on_sphere(lon, lat),
        **_cells(cell, lon, lat),
        reach=np.array(gathered.reach, np.uint16)[order],
        reach_bits=np.array(list(gathered.reaches), np.uint64),
        km=np.array(gathered.km, np.uint16)[order],
        delivery_starts=delivery.starts,
        delivery_row=delivery.rows,
        status_starts=statuses.starts,
        status_row=statuses.rows,
        status_until=statuses.values[0].astype(np.int32),
        hours_starts=hours.starts,
        hours_row=hours.rows,
        hours_from=hours.values[0].astype(np.uint16),
        hours_to=hours.values[1].astype(np.uint16),
        hours_until=hours.values[2].astype(np.uint16),
        cpv_starts=cpv.starts,
        cpv_row=cpv.rows,
        word_starts=_starts(raw),
        spellings=np.frombuffer(b"".join(raw), np.uint8),
        posting_starts=postings.starts,
        posting_row=postings.rows,
        posting_fields=postings.values[0].astype(np.uint8),
        compound_starts=compound_starts,
        compound_word=compound_word,
        reach_countries=tuple(map(str, gathered.countries)),
        theme_values=tuple(map(str, gathered.themes)),
        delivery_codes=tuple(sorted(map(str, gathered.delivery_codes))),
        status_codes=tuple(sorted(map(str, gathered.status_codes))),
        cpv_codes=tuple(sorted(map(str, gathered.cpv_codes))),
    )


def on_sphere(lon: Array, lat: Array) -> Array:
    """Points on the unit sphere, shape (3, n), from degrees."""
    across, up = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(up) * np.cos(across), np.cos(up) * np.sin(across), np.sin(up)]).astype(
        np.float32
    )


class _Cut:
    """Rows in runs by owner, ascending within a run, and the values beside them."""

    def __init__(self, starts: Longs, rows: Ints, values: list[Array]) -> None:
        self.starts = starts
        self.rows = rows
        self.values = values


def _owners(runs: Runs) -> Longs:
    return np.frombuffer(runs.owners, np.int32).astype(np.int64) if runs.owners else _NOTHING


_NOTHING: Longs = np.empty(0, np.int64)


def _cut(runs: Runs, owners: Longs, count: int, row_of: Longs) -> _Cut:
    rows = row_of[np.array(runs.rows, np.int64)]
    order = np.argsort(owners << 32 | rows)
    starts = np.searchsorted(owners[order], np.arange(count + 1))
    return _Cut(
        starts.astype(np.int64),
        rows[order].astype(np.int32),
        [np.array(column, np.int32)[order] for column in runs.values],
    )


def _runs(runs: Runs, numbers: Numbers, row_of: Longs) -> _Cut:
    """Runs by the owners' names in order."""
    _, new = _sorted(numbers)
    return _cut(runs, new[_owners(runs)], len(numbers), row_of)


def _sorted(numbers: Numbers) -> tuple[Sequence[Any], Longs]:
    """The values in order, and for each old number the new one."""
    values: list[Any] = list(numbers)
    order = sorted(range(len(values)), key=values.__getitem__)
    return [values[at] for at in order], _inverse(np.array(order, np.int64)).astype(np.int64)


def _inverse(order: Array) -> Ints:
    found = np.empty(len(order), np.int32)
    found[order] = np.arange(len(order), dtype=np.int32)
    return found


def _starts(raw: Sequence[bytes]) -> Longs:
    return np.cumsum([0, *map(len, raw)], dtype=np.int64)


def _names(gathered: Gathered, order: Array) -> tuple[Ints, Longs, Bytes]:
    """The rank of each row by name and key, and the folded names in that order."""
    names = gathered.names
    by_name = sorted(range(len(names)), key=lambda at: (names[at], gathered.pk[at]))
    raw = [names[at].encode() for at in by_name]
    rank = _inverse(np.array(by_name, np.int64))[order]
    return rank, _starts(raw), np.frombuffer(b"".join(raw), np.uint8)


def _compounds(gathered: Gathered, words: Sequence[str]) -> tuple[Longs, Ints]:
    vocabulary = {word: at for at, word in enumerate(words)}
    pairs = sorted(set(compounds(vocabulary, sorted(gathered.may_be_compound))))
    owners = np.array([part for part, _ in pairs], np.int64)
    starts = np.searchsorted(owners, np.arange(len(words) + 1)).astype(np.int64)
    return starts, np.array([longer for _, longer in pairs], np.int32)


def _totals(columns: Sequence[Sequence[int]], sizes: Sequence[int]) -> Ints:
    """How many rows have each number, column after column."""
    counts = [
        np.bincount(np.array(column, np.int64), minlength=size)
        for column, size in zip(columns, sizes, strict=True)
    ]
    return np.concatenate(counts).astype(np.int32)


def _districts(places: Sequence[Place]) -> Ints:
    """For each place the number of its NUTS code; places are in the order of these."""
    return _numbers([nuts for nuts, *_ in places])[1]


def _numbers(values: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """Distinct values in order, and the number of each of ``values``."""
    distinct = sorted(set(values))
    order = {value: at for at, value in enumerate(distinct)}
    return tuple(distinct), np.array([order[value] for value in values], np.int32)


def _places(places: Sequence[Place]) -> _Places:
    codes = [nuts for nuts, *_ in places]
    countries, of_country = _numbers([country for _, country, *_ in places])
    regions, of_region = _numbers([region for _, _, region, _ in places])
    above, of_above = _numbers([code[:length] for length in _LEVELS for code in codes])
    return _Places(
        place_nuts=tuple(codes),
        country_values=countries,
        region_values=regions,
        nuts_values=above,
        place_country=of_country,
        place_region=of_region,
        place_above=of_above.reshape(len(_LEVELS), -1),
    )


def _cells(cell: Array, lon: Array, lat: Array) -> _Cells:
    known = cell > 0
    finest, number, counts = np.unique(cell[known], return_inverse=True, return_counts=True)
    numbers = np.full(len(cell), len(finest), np.int32)
    numbers[known] = number
    mean_lon = np.bincount(number, lon[known], len(finest)) / counts
    mean_lat = np.bincount(number, lat[known], len(finest)) / counts
    starts, index, lons, lats, parent = pyramid(finest, counts, mean_lon, mean_lat)
    return _Cells(
        cell=numbers,
        cell_starts=starts,
        cell_index=index,
        cell_lon=lons,
        cell_lat=lats,
        cell_parent=parent,
    )
