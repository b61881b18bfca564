"""Names of places as packed arrays in memory, and the search through them. Pure.

Every name is kept folded and as written; the folded ones are in order, so that equal names and
names that begin alike lie side by side. Against typing mistakes each name has 64 bits that say
which letters it has: one mistake changes at most two of them, so that few names are compared.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from secon.kernel.folding import fold_name
from secon.places.domain.letters import in_latin
from secon.places.domain.packing import Arrays
from secon.places.enums import SpotKind

KINDS = (SpotKind.TOWN, SpotKind.REGION, SpotKind.COUNTRY)
OWN_SCRIPT = ("el", "bg")
"""Languages whose letters tell which of a place's names is theirs."""
_LAST = b"\xf4\x8f\xbf\xbf"  # sorts after every other letter
_LONG = 8  # letters from which two typing mistakes are forgiven
_SHORT = 4  # letters from which one is
_AT_HOME = 20
_USUAL = 4  # a place usually called so counts as so many times as large


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

    def arrays(self, name: str) -> Arrays:
        return {name: np.frombuffer(self._blob, np.uint8), f"{name}_ends": self._ends}

    @classmethod
    def of(cls, texts: Iterable[str]) -> "_Texts":
        parts = [text.encode() for text in texts]
        ends = np.cumsum([len(part) for part in parts], dtype=np.int32)
        return cls(b"".join(parts), np.asarray(ends, dtype=np.int32))


class Names:
    """The names of all places, searched in about a millisecond."""

    def __init__(self, arrays: Arrays) -> None:
        def texts(name: str) -> _Texts:
            return _Texts(arrays[name].tobytes(), arrays[f"{name}_ends"].astype(np.int32))

        self._arrays = arrays
        self._folded, self._written = texts("folded"), texts("written")
        self._facts = texts("facts")
        self._place = arrays["place"].astype(np.int32)
        self._letters = arrays["letters"].astype(np.uint64)
        self._length = arrays["length"].astype(np.int16)
        self._usual = arrays["usual"].astype(np.bool_)
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

    def search(
        self,
        text: str,
        *,
        countries: Sequence[str] = (),
        home: Sequence[str] = (),
        limit: int = 5,
    ) -> list[Hit]:
        """The places called ``text``, then those that begin with it, or else those nearly so.

        Among equals ``countries`` come first, in their order, then the larger place; a place in
        one of the countries at ``home`` counts as :data:`_AT_HOME` times as large.
        """
        wanted = fold_name(text)
        hits = self._search(wanted, countries, home, limit) if wanted and len(self) else []
        if not hits and not wanted.isascii():
            hits = self._search(in_latin(wanted), countries, home, limit)
            return [replace(hit, grade=Grade.MISTYPED) for hit in hits]
        return hits

    def largest(self, box: Sequence[float], limit: int) -> list[Entry]:
        """The towns with most people between west, south, east and north, the largest first."""
        lon, lat = self._points[:, 0], self._points[:, 1]
        inside = (lon >= box[0]) & (lon <= box[2]) & (lat >= box[1]) & (lat <= box[3])
        places = np.flatnonzero(inside & (self._kind == KINDS.index(SpotKind.TOWN)))
        order = np.argsort(-self._population[places], kind="stable")[:limit]
        return [self._entry(int(at)) for at in places[order]]

    def nearly(self, text: str, *, countries: Sequence[str] = (), limit: int = 5) -> list[Hit]:
        """Places whose names look like ``text``, with one mistake more than :meth:`search`."""
        return self._mistyped(fold_name(text), countries, (), limit, more=1)

    def _search(
        self, wanted: str, countries: Sequence[str], home: Sequence[str], limit: int
    ) -> list[Hit]:
        raw = wanted.encode()
        start, after = self._from(raw), self._from(raw + b"\0")
        end = self._from(raw + _LAST) if len(wanted) > 1 else after
        found = self._best(np.arange(start, after), countries, home, limit, Grade.EXACT)
        longer = self._best(np.arange(after, end), countries, home, limit, Grade.BEGINNING)
        if not found:
            longer += self._mistyped(wanted, countries, home, limit)
        return _each_once([*found, *longer])[:limit]

    def _from(self, raw: bytes) -> int:
        return bisect_left(range(len(self)), raw, key=self._folded.raw)

    def _best(
        self,
        names: npt.NDArray[np.int64],
        countries: Sequence[str],
        home: Sequence[str],
        limit: int,
        grade: Grade,
        mistakes: npt.NDArray[np.int64] | None = None,
    ) -> list[Hit]:
        """The first names' places: fewest mistakes, preferred country, largest, its usual name."""
        if not len(names):
            return []
        places, usual = self._place[names], self._usual[names]
        size = self._weight[places] * np.where(usual, _USUAL, 1)
        size = size * np.where(np.isin(self._country[places], _numbers(home)), _AT_HOME, 1)
        ranks = np.full(1 << 16, len(countries), dtype=np.int32)
        ranks[_numbers(countries)[::-1]] = np.arange(len(countries))[::-1]
        typing = np.zeros(len(names), dtype=np.int64) if mistakes is None else mistakes
        order = np.lexsort((~usual, -size, ranks[self._country[places]], typing))
        hits: dict[int, Hit] = {}
        for at in order:
            place = int(places[at])
            if place not in hits:
                hits[place] = Hit(self._entry(place), self._written[int(names[at])], grade)
            if len(hits) == limit:
                break
        return list(hits.values())

    def _mistyped(
        self,
        wanted: str,
        countries: Sequence[str],
        home: Sequence[str],
        limit: int,
        more: int = 0,
    ) -> list[Hit]:
        if len(wanted) < _SHORT:
            return []
        allowed = 1 + (len(wanted) >= _LONG) + more
        near = np.flatnonzero(np.abs(self._length - len(wanted)) <= allowed)
        apart = np.bitwise_count(self._letters[near] ^ np.uint64(_letters(wanted)))
        near = near[apart <= 2 * allowed]
        if not len(near):
            return []
        mistakes = process.cdist(
            [wanted],
            [self._folded[int(at)] for at in near],
            scorer=OSA.distance,
            score_cutoff=allowed,
            dtype=np.int64,
        )[0]
        few = mistakes <= allowed
        return self._best(near[few], countries, home, limit, Grade.MISTYPED, mistakes[few])

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

    @property
    def arrays(self) -> Arrays:
        """To be packed."""
        return self._arrays


def names_of(entries: Iterable[Entry]) -> Names:
    """Arrays of entries; a name that several places have comes once for each."""
    places = list(entries)
    rows = sorted(
        (folded, at, written, usual)
        for at, entry in enumerate(places)
        for folded, (written, usual) in _names(entry).items()
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
            "usual": np.array([row[3] for row in rows], dtype=np.bool_),
            "weight": np.array([entry.weight for entry in places], dtype=np.int64),
            "country": np.array([_number(entry.country) for entry in places], dtype=np.uint16),
            "kind": np.array([KINDS.index(entry.kind) for entry in places], dtype=np.uint8),
            "population": np.array(
                [-1 if one.population is None else one.population for one in places], dtype=np.int64
            ),
            "points": np.array([(one.lon, one.lat) for one in places], dtype="<f4").reshape(-1, 2),
        }
    )


def _names(entry: Entry) -> dict[str, tuple[str, bool]]:
    """Folded name to the name as written and whether the place is usually called so."""
    found: dict[str, tuple[str, bool]] = {}
    for name in (entry.name, *entry.shown.values()):
        found.setdefault(fold_name(name), (name, True))
    for name in entry.names:
        found.setdefault(fold_name(name), (name, False))
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


def _numbers(countries: Sequence[str]) -> npt.NDArray[np.uint16]:
    return np.array([_number(country) for country in countries], dtype=np.uint16)


def _number(country: str) -> int:
    return ord(country[0]) << 8 | ord(country[1])


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.entry.kind, hit.entry.code), hit)
    return list(first.values())
