"""Names of places as packed arrays in memory, and the search through them. Pure.

Every name is kept folded and as written; the folded ones are in order, so that equal names and
names that begin alike lie side by side. Against typing mistakes each name has 64 bits that say
which letters it has: one mistake changes at most two of them, so that few names are compared.
"""

import io
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from secon.kernel.folding import fold_name
from secon.places.enums import SpotKind

KINDS = (SpotKind.TOWN, SpotKind.REGION, SpotKind.COUNTRY)
OWN_SCRIPT = ("el", "bg")
"""Languages whose letters tell which of a place's names is theirs."""
_LAST = b"\xf4\x8f\xbf\xbf"  # sorts after every other letter
_LONG = 8  # letters from which two typing mistakes are forgiven
_SHORT = 4  # letters from which one is


class Grade(IntEnum):
    """How well a name fits what was typed, the best first."""

    EXACT = 0
    BEGINNING = 1
    MISTYPED = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to be found: ``names`` in all languages and letters, ``shown`` by language.

    ``weight`` orders places of one name: the population, or what stands for it.
    """

    kind: SpotKind
    code: str
    country: str
    lon: float
    lat: float
    name: str
    population: int | None = None
    weight: int = 0
    names: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that fits, by which of its names, and how well."""

    entry: Entry
    given: str
    grade: Grade


class _Texts:
    """Many short texts in one piece of memory."""

    def __init__(self, blob: bytes, ends: npt.NDArray[np.int32]) -> None:
        self._blob, self._ends = blob, ends

    def __len__(self) -> int:
        return len(self._ends)

    def raw(self, at: int) -> bytes:
        start = int(self._ends[at - 1]) if at else 0
        return self._blob[start : int(self._ends[at])]

    def __getitem__(self, at: int) -> str:
        return self.raw(at).decode()

    def arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        return {name: np.frombuffer(self._blob, np.uint8), f"{name}_ends": self._ends}

    @classmethod
    def of(cls, texts: Iterable[str]) -> "_Texts":
        parts = [text.encode() for text in texts]
        ends = np.cumsum([len(part) for part in parts], dtype=np.int32)
        return cls(b"".join(parts), np.asarray(ends, dtype=np.int32))


class Names:
    """The names of all places, searched in about a millisecond."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        def texts(name: str) -> _Texts:
            return _Texts(arrays[name].tobytes(), arrays[f"{name}_ends"].astype(np.int32))

        self._arrays = arrays
        self._folded, self._written = texts("folded"), texts("written")
        self._facts = texts("facts")
        self._place = arrays["place"].astype(np.int32)
        self._letters = arrays["letters"].astype(np.uint64)
        self._length = arrays["length"].astype(np.uint8)
        self._weight = arrays["weight"].astype(np.int64)
        self._country = arrays["country"].astype(np.uint16)
        self._kind = arrays["kind"].astype(np.uint8)
        self._population = arrays["population"].astype(np.int64)
        self._points = arrays["points"].astype(np.float64)

    def __len__(self) -> int:
        return len(self._folded)

    @property
    def places(self) -> int:
        """How many places have these names."""
        return len(self._weight)

    def search(self, text: str, *, countries: Sequence[str] = (), limit: int = 5) -> list[Hit]:
        """The places called ``text``, then those that begin with it, or else those nearly so.

        Among equals the countries given come first, in their order, then the larger place.
        """
        wanted = fold_name(text)
        if not wanted or not len(self):
            return []
        raw = wanted.encode()
        start, end = self._from(raw), self._from(raw + _LAST)
        after = self._from(raw + b"\0")
        found = self._best(np.arange(start, after), countries, limit, Grade.EXACT)
        longer = self._best(np.arange(after, end), countries, limit, Grade.BEGINNING)
        if not found:
            longer += self._mistyped(wanted, countries, limit)
        return _each_once([*found, *longer])[:limit]

    def nearly(self, text: str, *, countries: Sequence[str] = (), limit: int = 5) -> list[Hit]:
        """Places whose names look like ``text``, with one mistake more than :meth:`search`."""
        return self._mistyped(fold_name(text), countries, limit, more=1) if text else []

    def _from(self, raw: bytes) -> int:
        return bisect_left(range(len(self)), raw, key=self._folded.raw)

    def _best(
        self,
        names: npt.NDArray[np.int64],
        countries: Sequence[str],
        limit: int,
        grade: Grade,
        mistakes: npt.NDArray[np.int64] | None = None,
    ) -> list[Hit]:
        """The first names' places: fewest mistakes, preferred country, largest."""
        if not len(names):
            return []
        places = self._place[names]
        ranks = np.full(1 << 16, len(countries), dtype=np.int32)
        for rank, country in reversed(list(enumerate(countries))):
            ranks[_number(country)] = rank
        typing = np.zeros(len(names), dtype=np.int64) if mistakes is None else mistakes
        order = np.lexsort((-self._weight[places], ranks[self._country[places]], typing))
        hits: dict[int, Hit] = {}
        for at in order:
            place = int(places[at])
            if place not in hits:
                hits[place] = Hit(self._entry(place), self._written[int(names[at])], grade)
            if len(hits) == limit:
                break
        return list(hits.values())

    def _mistyped(
        self, wanted: str, countries: Sequence[str], limit: int, more: int = 0
    ) -> list[Hit]:
        allowed = (len(wanted) >= _SHORT) + (len(wanted) >= _LONG) + more
        if len(wanted) < _SHORT or not allowed:
            return []
        apart = np.bitwise_count(self._letters ^ np.uint64(_letters(wanted)))
        longer = np.abs(self._length.astype(np.int16) - len(wanted))
        near = np.flatnonzero((apart <= 2 * allowed) & (longer <= allowed))
        mistakes = np.array(
            [OSA.distance(wanted, self._folded[int(at)], score_cutoff=allowed) for at in near],
            dtype=np.int64,
        )
        few = mistakes <= allowed
        return self._best(near[few], countries, limit, Grade.MISTYPED, mistakes[few])

    def _entry(self, place: int) -> Entry:
        code, country, name, *shown = self._facts[place].split("\t")
        population = int(self._population[place])
        return Entry(
            kind=KINDS[self._kind[place]],
            code=code,
            country=country,
            lon=round(float(self._points[place, 0]), 5),
            lat=round(float(self._points[place, 1]), 5),
            name=name,
            population=population if population >= 0 else None,
            weight=int(self._weight[place]),
            shown={language: name for language, _, name in (p.partition("=") for p in shown)},
        )

    def packed(self) -> bytes:
        """As bytes, for :func:`unpack`."""
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **self._arrays)
        return buffer.getvalue()


def names_of(entries: Iterable[Entry]) -> Names:
    """Arrays of entries; a name that several places have comes once for each."""
    places = list(entries)
    rows = sorted(
        (folded, at, written)
        for at, entry in enumerate(places)
        for folded, written in _names(entry).items()
    )
    folded = _Texts.of(row[0] for row in rows)
    written = _Texts.of(row[2] for row in rows)
    facts = _Texts.of(_facts(entry) for entry in places)
    return Names(
        {
            **folded.arrays("folded"),
            **written.arrays("written"),
            **facts.arrays("facts"),
            "place": np.array([row[1] for row in rows], dtype=np.int32),
            "letters": np.array([_letters(row[0]) for row in rows], dtype=np.uint64),
            "length": np.array([min(len(row[0]), 255) for row in rows], dtype=np.uint8),
            "weight": np.array([entry.weight for entry in places], dtype=np.int64),
            "country": np.array([_number(entry.country) for entry in places], dtype=np.uint16),
            "kind": np.array([KINDS.index(entry.kind) for entry in places], dtype=np.uint8),
            "population": np.array(
                [-1 if one.population is None else one.population for one in places], dtype=np.int64
            ),
            "points": np.array([(one.lon, one.lat) for one in places], dtype="<f4").reshape(-1, 2),
        }
    )


def unpack(data: bytes) -> Names:
    """The names that :meth:`Names.packed` packed."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Names({name: arrays[name] for name in arrays.files})


def _names(entry: Entry) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (entry.name, *entry.shown.values(), *entry.names):
        found.setdefault(fold_name(name), name)
    found.pop("", None)
    return found


def _facts(entry: Entry) -> str:
    shown = (f"{language}={name}" for language, name in entry.shown.items())
    return "\t".join((entry.code, entry.country, entry.name, *shown))


def _letters(folded: str) -> int:
    bits = 0
    for letter in folded:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _number(country: str) -> int:
    return ord(country[0]) << 8 | ord(country[1])


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.entry.kind, hit.entry.code), hit)
    return list(first.values())
