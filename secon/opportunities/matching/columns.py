"""Enterprises and demands as columns: built once, kept in a file, cut and joined day by day. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import cos, radians, sin
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from secon.enterprises.enums import Headcount
from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.eligibility import Rules, reservations
from secon.opportunities.enums import DemandKind
from secon.opportunities.matching import languages, places
from secon.opportunities.matching.arrays import Array, Runs, flat, joined, taken, unflat
from secon.opportunities.matching.lessons import Lesson, LessonKind
from secon.opportunities.matching.score import size_class
from secon.opportunities.matching.words import Lexicon, Texts, widest
from secon.opportunities.supply import Supplier

KINDS: Final = (DemandKind.LOT, DemandKind.SHORT_CALL)
Regions = Mapping[str, tuple[float, float, float]]
"""NUTS code to longitude and latitude of its centre and its surface in km²."""
NO_LESSONS: Final[Mapping[int, Sequence[Lesson]]] = {}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order of their keys. ``lexicon`` is the digest of the words' vocabulary."""

    columns: dict[str, Array | Runs]
    lexicon: str
    codes: int  # how many the vocabulary leads to
    _numbered: dict[str, tuple[NDArray, NDArray]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __len__(self) -> int:
        return len(self.array("pk"))

    def array(self, name: str) -> NDArray:
        """A plain column."""
        found = self.columns[name]
        assert not isinstance(found, Runs)  # noqa: S101 -- a mistake of ours
        return found

    def runs(self, name: str) -> Runs:
        """A column of several values a row."""
        found = self.columns[name]
        assert isinstance(found, Runs)  # noqa: S101 -- a mistake of ours
        return found

    def numbered(self, name: str) -> tuple[NDArray, NDArray]:
        """The distinct values of a column in order, and the number of each value; kept."""
        if name not in self._numbered:
            one = self.columns[name]
            values = one.values[0] if isinstance(one, Runs) else one
            found, numbers = np.unique(values, return_inverse=True)
            self._numbered[name] = found, numbers.astype(np.int64)
        return self._numbered[name]

    def words(self) -> sparse.csr_matrix:
        """The vectors of the rows' texts."""
        runs = self.runs("words")
        parts = (runs.values[1].astype(np.int32), runs.values[0], runs.starts)
        return sparse.csr_matrix(parts, shape=(len(runs), self.codes))

    def take(self, rows: NDArray) -> Self:
        """Some rows."""
        return type(self)(taken(self.columns, rows), self.lexicon, self.codes)

    def with_rows(self, other: Self) -> Self:
        """These rows and another table's, in the order of their keys."""
        both = type(self)(joined(self.columns, other.columns), self.lexicon, self.codes)
        return both.take(np.argsort(both.order(), kind="stable"))

    def order(self) -> NDArray[np.int64]:
        """What rows are sorted by; unique."""
        return self.array("pk")

    def save(self, path: Path) -> None:
        """One file, replaced at once."""
        draft = path.with_suffix(".draft.npz")
        head = np.array(json.dumps([self.lexicon, self.codes]))
        np.savez(draft, allow_pickle=False, _head=head, **flat(self.columns))
        draft.replace(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """What `save` wrote. FileNotFoundError or ValueError if it is not there or not whole."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        lexicon, codes = json.loads(str(arrays.pop("_head")))
        return cls(unflat(arrays), lexicon, codes)


class Suppliers(Table):
    """Enterprises."""


class Demands(Table):
    """Open demands."""

    def order(self) -> NDArray[np.int64]:
        """Lots, then short calls."""
        return demand_keys(self.array("kind"), self.array("pk"))


def demand_keys(kind: NDArray, pk: NDArray) -> NDArray[np.int64]:
    """Kind and key in one number."""
    found: NDArray[np.int64] = kind.astype(np.int64) << 61 | pk
    return found


def demand_key(kind: str, pk: int) -> int:
    """As `demand_keys`, for one."""
    return KINDS.index(DemandKind(kind)) << 61 | pk


# Building --------------------------------------------------------------------------------------


def suppliers(
    rows: Sequence[Supplier],
    *,
    lexicon: Lexicon,
    regions: Regions,
    lessons: Mapping[int, Sequence[Lesson]] = NO_LESSONS,
    marks: Mapping[int, int] | None = None,
) -> Suppliers:
    """The columns of enterprises, in the order of their keys. ``marks`` tell a later change."""
    rows = sorted(rows, key=lambda one: one.pk)
    points = [_point(row, regions) for row in rows]
    columns: dict[str, Array | Runs] = {
        "pk": np.array([row.pk for row in rows], np.int64),
        "mark": np.array([(marks or {}).get(row.pk, row.version) for row in rows], np.int64),
        "codes": Runs.of(
            [[(code,) for code in _cpv(c for o in row.offers for c in o.cpv)] for row in rows],
            (np.int32,),
        ),
        "words": _offered(rows, lexicon),
        "delivery": Runs.of(
            [[(key,) for key in places.delivery_keys(row)] for row in rows], (np.int64,)
        ),
        "km": np.array([min(row.delivery.km or 0, 0xFFFF) for row in rows], np.uint16),
        "x": np.array([point[0] for point in points], np.float64),
        "y": np.array([point[1] for point in points], np.float64),
        "z": np.array([point[2] for point in points], np.float64),
        "size": np.array([size_class(row.turnover, row.headcount) for row in rows], np.uint8),
        "languages": np.array([languages.bits(row.languages) for row in rows], np.int64),
        "country": np.array([places.encoded(row.country) for row in rows], np.int64),
        "facts": np.array([_facts(row) for row in rows], np.bytes_),
        "lessons": Runs.of(
            [[_lesson(one) for one in lessons.get(row.pk, ())] for row in rows],
            (np.uint8, np.int64),
        ),
    }
    return Suppliers(columns, lexicon.digest, len(lexicon.codes))


def demands(
    rows: Sequence[Demand],
    *,
    lexicon: Lexicon,
    regions: Regions,
    rules: Rules,
    marks: Mapping[int, int] | None = None,
) -> Demands:
    """The columns of demands that have a last day, in the order of kind and key.

    ``marks`` by `demand_key` tell a later change.
    """
    rows = sorted(
        (row for row in rows if row.open_until is not None),
        key=lambda one: demand_key(one.kind, one.pk),
    )
    cpv = [_cpv(row.cpv) for row in rows]
    columns: dict[str, Array | Runs] = {
        "kind": np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        "pk": np.array([row.pk for row in rows], np.int64),
        "mark": np.array(
            [(marks or {}).get(demand_key(row.kind, row.pk), 0) for row in rows], np.int64
        ),
        "codes": Runs.of(
            [[(code, not at) for at, code in enumerate(codes)] for codes in cpv],
            (np.int32, np.bool_),
        ),
        "words": _runs(lexicon.vectors([_texts(row) for row in rows])),
        "places": Runs.of(
            [[places.element(one, regions) for one in _places(row)] for row in rows],
            (np.int64, np.float64, np.float64, np.float64, np.float64),
        ),
        "cents": np.array([_cents(row.value_eur) for row in rows], np.int64),
        "languages": np.array([_languages(row) for row in rows], np.int64),
        "until": np.array([row.open_until.toordinal() for row in rows if row.open_until], np.int64),
        "reservation": np.array([_reservation(row, rules) for row in rows], np.bytes_),
    }
    return Demands(columns, lexicon.digest, len(lexicon.codes))


def _cpv(codes: object) -> list[int]:
    found = dict.fromkeys(code for code in codes if len(code) == 8 and code.isdigit())  # type: ignore[attr-defined]
    return [int(code) for code in found]


def _point(row: Supplier, regions: Regions) -> tuple[float, float, float]:
    """Its own point, else the centre of its region, on a sphere of radius 1; NaN: not known."""
    if row.lon is not None and row.lat is not None:
        return on_sphere(row.lon, row.lat)
    known = regions.get(row.nuts) if len(row.nuts) == 5 else None
    return on_sphere(known[0], known[1]) if known else (float("nan"),) * 3


def on_sphere(lon: float, lat: float) -> tuple[float, float, float]:
    """A point in degrees on a sphere of radius 1."""
    across, up = radians(lon), radians(lat)
    return cos(up) * cos(across), cos(up) * sin(across), sin(up)


def _offered(rows: Sequence[Supplier], lexicon: Lexicon) -> Runs:
    """For each enterprise the heaviest weights of its offers."""
    documents = [offer.words for row in rows for offer in row.offers]
    owners = np.array([at for at, row in enumerate(rows) for _ in row.offers], np.int64)
    return _runs(widest(lexicon.vectors(documents), owners, len(rows)))


def _runs(vectors: sparse.csr_matrix) -> Runs:
    values = (vectors.indices.astype(np.int32), vectors.data.astype(np.uint8))
    return Runs(vectors.indptr.astype(np.int64), values)


def _texts(row: Demand) -> Texts:
    return row.words or row.titles


def _places(row: Demand) -> Sequence[DemandPlace]:
    return row.places or (DemandPlace(),)


def _languages(row: Demand) -> int:
    return languages.bits([row.language, *(language for language, _ in row.titles)])


def _cents(value: Decimal | None) -> int:
    return -1 if value is None else min(int(value * 100), 2**53)


def _facts(row: Supplier) -> bytes:
    """What the answer of `eligibility.judge` rests on; read again by ``answers.supplier_of``."""
    facts = (
        row.country,
        sorted(row.statuses, key=lambda one: (one[0], one[1] or 0)),
        row.headcount == Headcount.NONE,
        sorted(row.criteria),
        row.mission_free,
    )
    return json.dumps(facts, separators=(",", ":")).encode()


def _reservation(row: Demand, rules: Rules) -> bytes:
    """What `eligibility.judge` asks of a demand; all that are open to all are one."""
    if not reservations(row):
        return b""
    named = [code for code in row.cpv if rules.services.name(code)] or row.cpv
    asked = (row.legal_basis, row.reserved, row.reserved_execution, row.country, named[:1])
    return json.dumps(asked, separators=(",", ":")).encode()


def _lesson(one: Lesson) -> tuple[int, int]:
    if one.kind == LessonKind.WORK:
        value = int(one.value[:3].ljust(3, "0"))
    elif one.kind == LessonKind.FAR:
        value = places.encoded(one.value[:4])
    elif one.kind == LessonKind.LANGUAGE:
        value = languages.bits([one.value])
    elif one.kind == LessonKind.RESERVED:
        value = 0
    else:
        value = _cents(Decimal(one.value))
    return int(one.kind), value
