"""Areas, centres, distances and borders, against figures known from elsewhere."""

import math

import numpy as np
import pytest

from secon.places.domain import geometry
from secon.places.domain.atlas import Atlas, Near
from secon.places.domain.topology import read_topology
from tests.factories.places import SQUARES, topology

LONDON, PARIS = (-0.1278, 51.5074), (2.3522, 48.8566)
NASHVILLE, LOS_ANGELES = (-86.67, 36.12), (-118.40, 33.94)  # the textbook pair
SQUARE = np.array([(23.0, 56.0), (24.0, 56.0), (24.0, 57.0), (23.0, 57.0)])
HOLE = np.array([(23.4, 56.4), (23.6, 56.4), (23.6, 56.6), (23.4, 56.6)])


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [(LONDON, PARIS, 343.6), (NASHVILLE, LOS_ANGELES, 2886.4), (PARIS, PARIS, 0)],
)
def test_distance_of_towns_is_the_known_one(
    one: geometry.Point, other: geometry.Point, km: float
) -> None:
    assert geometry.haversine_km(one, other) == pytest.approx(km, abs=0.1)


def test_a_degree_along_the_equator_is_111_km() -> None:
    line = np.array([(0.0, 0.0), (0.5, 0.0), (1.0, 0.0)])

    assert geometry.length_km(line) == pytest.approx(111.195, abs=0.01)
    assert geometry.haversine_km((0, 0), (1, 0)) == pytest.approx(111.195, abs=0.01)


def test_surface_is_that_of_the_band_of_the_sphere_less_the_hole() -> None:
    def band(west: float, east: float, south: float, north: float) -> float:
        heights = math.sin(math.radians(north)) - math.sin(math.radians(south))
        return geometry.EARTH_KM**2 * math.radians(east - west) * heights

    assert geometry.area_km2([SQUARE]) == pytest.approx(band(23, 24, 56, 57))
    assert geometry.area_km2([SQUARE[::-1], HOLE]) == pytest.approx(
        band(23, 24, 56, 57) - band(23.4, 23.6, 56.4, 56.6)
    )


def test_centre_of_a_square_does_not_move_by_a_hole_in_its_middle() -> None:
    assert geometry.centroid([SQUARE]) == pytest.approx((23.5, 56.5), abs=0.01)
    assert geometry.centroid([SQUARE, HOLE[::-1]]) == pytest.approx((23.5, 56.5), abs=0.01)


def test_a_point_in_a_hole_is_outside_and_its_distance_is_to_the_hole() -> None:
    assert geometry.contains([SQUARE, HOLE], (23.1, 56.1))
    assert not geometry.contains([SQUARE, HOLE], (23.5, 56.5))
    assert not geometry.contains([SQUARE, HOLE], (22.9, 56.5))
    assert geometry.distance_to_outline_km([SQUARE, HOLE], (23.5, 56.5)) == pytest.approx(
        0.1 * geometry.DEGREE_KM * math.cos(math.radians(56.5)), rel=0.01
    )


def test_rings_survive_packing_within_a_metre() -> None:
    rings = geometry.unpack(geometry.pack([SQUARE, HOLE + 1e-7]))

    assert [ring.shape for ring in rings] == [(4, 2), (4, 2)]
    assert np.abs(rings[1] - HOLE).max() < 1e-5


def test_a_topology_gives_outlines_and_the_borders_of_those_who_share_an_arc() -> None:
    read = read_topology(topology(SQUARES))

    degree = pytest.approx(geometry.DEGREE_KM, rel=0.001)
    around = pytest.approx(0.4 * geometry.DEGREE_KM * (1 + math.cos(math.radians(56.5))), rel=0.001)
    assert read.borders == {
        ("LV003", "LV006"): degree,
        ("LV006", "LV007"): degree,
        ("LV007", "LV008"): around,
    }
    assert [len(read.shapes[code]) for code in SQUARES] == [1, 1, 1, 2]
    assert [tuple(point) for point in read.shapes["LV006"][0][0].round(6)] == [
        (23, 56),
        (24, 56),
        (24, 57),
        (23, 57),
    ]


@pytest.mark.parametrize("text", ["{}", '{"objects": {"a": {}}, "arcs": []}', "[1]"])
def test_something_else_than_a_topology_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a topology"):
        read_topology(text)


@pytest.fixture
def atlas() -> Atlas:
    shapes = read_topology(topology(SQUARES)).shapes
    return Atlas(
        {
            code: [ring for polygon in polygons for ring in polygon]
            for code, polygons in shapes.items()
        }
    )


def test_the_atlas_tells_the_region_of_a_point_at_every_level(atlas: Atlas) -> None:
    assert atlas.region_at(23.5, 56.5) == "LV006"
    assert atlas.region_at(24.5, 56.5) == "LV008"
    assert atlas.region_at(26.05, 56.05) == "LV008"
    assert atlas.region_at(24.1, 56.5, level=0) == "LV"
    assert atlas.region_at(25.5, 56.5) is None


def test_the_atlas_lists_regions_by_distance_to_their_outline(atlas: Atlas) -> None:
    near = atlas.nearest(23.9, 56.5, limit=3)

    tenth = 0.1 * geometry.DEGREE_KM * math.cos(math.radians(56.5))
    assert [one.code for one in near] == ["LV006", "LV007", "LV008"]
    assert [one.km for one in near] == pytest.approx([0, tenth, 5 * tenth], rel=0.01)
    assert atlas.nearest(23.9, 56.5, within_km=10) == near[:2]
    assert atlas.nearest(23.9, 56.5, level=2) == [Near("LV00", 0.0)]


def test_the_atlas_measures_to_the_nearest_of_a_territory(atlas: Atlas) -> None:
    assert atlas.distance_km(23.9, 56.5, ["LV008", "LV007"]) == pytest.approx(6.14, rel=0.01)
    assert atlas.distance_km(23.9, 56.5, ["LV0"]) == 0
    assert atlas.distance_km(23.9, 56.5, ["EL"]) is None
    assert atlas.distance_km(23.9, 56.5, []) is None


def test_an_empty_atlas_knows_no_place() -> None:
    assert Atlas({}).region_at(23.5, 56.5) is None
    assert Atlas({}).nearest(23.5, 56.5) == []
