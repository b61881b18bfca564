"""The map of regions: which shapes a territory gets and where its label stands."""

from itertools import combinations

import pytest

from secon.kernel import shapes
from secon.kernel.shapes import LABEL_SIZE, LETTER_WIDTH, MapRegion, Shapes

CONTENT: Shapes = {
    "size": [2000, 1500],
    "around": "",
    "land": "",
    "borders": "",
    "countries": {},
    "regions": {
        "EL651": {"path": "M0,0l1,0 0,1z", "box": [100, 100, 200, 200]},
        "EL652": {"path": "M5,5l1,0 0,1z", "box": [200, 150, 260, 220]},
        "EL303": {"path": "M9,9l1,0 0,1z", "box": [800, 100, 820, 120]},
    },
}


def region(slug: str, *codes: str) -> MapRegion:
    return MapRegion(slug, slug, f"/{slug}/", codes)


def test_territory_is_made_of_all_regions_its_codes_begin() -> None:
    [area] = shapes.drawn([region("peloponnese", "EL65")], CONTENT)
    assert area.path == "M0,0l1,0 0,1zM5,5l1,0 0,1z"


def test_code_without_a_shape_is_passed_over() -> None:
    assert shapes.drawn([region("later", "LV00A")], CONTENT) == []


def test_label_stands_beside_its_area_inside_the_frame() -> None:
    [area] = shapes.drawn([region("peloponnese", "EL65")], CONTENT)
    assert area.anchor == "start"
    assert area.x > 260


def test_label_at_the_right_edge_turns_inward() -> None:
    (x, _, anchor), *_ = shapes.labelled([("Peloponnese", (1900, 700, 1980, 760))], [2000, 1500])
    assert anchor != "start"
    assert x < 2000


def test_labels_of_neighbours_do_not_cover_each_other() -> None:
    names = ("Flemish Brabant", "Rhine-Neckar", "Mazovia")
    boxes = [(name, (700.0 + 90 * i, 700.0, 760.0 + 90 * i, 740.0)) for i, name in enumerate(names)]
    start = {"start": 0.0, "middle": 0.5, "end": 1.0}
    taken = []
    for (name, _), (x, y, anchor) in zip(boxes, shapes.labelled(boxes, [2000, 1500]), strict=True):
        width = len(name) * LABEL_SIZE * LETTER_WIDTH
        left = x - start[anchor] * width
        top = y - 0.84 * LABEL_SIZE  # y is the baseline
        taken.append((left, top, left + width, top + LABEL_SIZE))
    assert all(shapes.overlap(one, other) == 0 for one, other in combinations(taken, 2))


@pytest.mark.parametrize(
    ("other", "area"), [((5, 5, 15, 15), 25), ((10, 0, 20, 10), 0), ((2, 2, 3, 3), 1)]
)
def test_overlap_is_the_shared_area(other: tuple[float, float, float, float], area: float) -> None:
    assert shapes.overlap((0, 0, 10, 10), other) == area


def test_built_shapes_have_every_territory_of_the_nine_countries() -> None:
    content = shapes.shapes()
    assert content, "build/static is missing: make build/stamps/static"
    assert sorted(content["countries"]) == ["BE", "BG", "DE", "EL", "ES", "LV", "PL", "PT", "RO"]
    codes = ("EL65", "BE24", "RO124", "PL9", "PT11A", "LV00", "ES43", "BG422", "DE126")
    assert all(any(key.startswith(code) for key in content["regions"]) for code in codes)
