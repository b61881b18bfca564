"""The small map: outlines around a point, drawn without script."""

import numpy as np

from secon.enterprises.interfaces.place_map import SIZE, place_map
from secon.places.domain.atlas import Atlas


def square(west: float, south: float, size: float = 1.0):
    east, north = west + size, south + size
    return np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])


ATLAS = Atlas({"LV001": [square(20, 56)], "LV002": [square(21, 56)], "LV003": [square(40, 56)]})


def drawn(**options):
    return place_map(ATLAS, 20.5, 56.5, **({"nuts": "", "km": None, "regions": []} | options))


def test_only_what_is_near_is_drawn():
    assert drawn().around.count("M") == 2


def test_own_and_delivered_regions_are_told_apart():
    found = drawn(nuts="LV001", regions=["LV002"])
    counts = [path.count("M") for path in (found.around, found.home, found.delivered)]
    assert counts == [0, 1, 1]


def test_a_kilometre_is_as_long_across_as_up():
    width, height = SIZE
    steps = drawn(nuts="LV001").home.split("l")[1].split(" ")
    across, up = abs(int(steps[0].split(",")[0])), abs(int(steps[1].split(",")[1]))
    assert round(up / across, 1) == 1.8  # a degree is 1.8 times as high as wide at 56.5° north
    assert (width, height) == (680, 460)


def test_the_circle_fits_the_distance_and_a_great_one_is_left_out():
    near, far = drawn(km=40), drawn(km=400)
    assert near.radius == round(40 * SIZE[0] / 2 / 64)
    assert far.radius == 0


def test_without_outlines_the_mark_stands_alone():
    found = place_map(Atlas({}), 20.5, 56.5, nuts="", km=None, regions=[])
    assert (found.around, found.x, found.y) == ("", 340, 230)
