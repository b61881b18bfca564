"""A map of Europe as plain SVG: shapes from ``geo/shapes.json`` and labels that keep clear.

Units are kilometres from the top left corner of the frame. Pure but for one cached file read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from django.contrib.staticfiles import finders

Box = tuple[float, float, float, float]  # left, top, right, bottom
LABEL_SIZE = 88.0  # letters' height in units; css/components/map.css says the same
LETTER_WIDTH = 0.56  # of the letters' height, on average, in semi-bold
GAP = 26.0


class RegionShape(TypedDict):
    """One NUTS 3 region."""

    path: str
    box: list[float]


class Shapes(TypedDict):
    """The file's content; ``countries`` are the nine by NUTS code, ``regions`` theirs."""

    size: list[float]
    around: str
    land: str
    borders: str
    countries: dict[str, str]
    regions: dict[str, RegionShape]


@dataclass(frozen=True, slots=True)
class MapRegion:
    """A territory on the map: ``codes`` are NUTS codes or their beginnings.

    ``inside``: the territory is only a part of the area shown. ``note``: said in the list.
    """

    slug: str
    name: str
    href: str
    codes: tuple[str, ...]
    inside: bool = False
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A territory with its outline and the place of its label."""

    region: MapRegion
    path: str
    x: float
    y: float
    anchor: str  # start, middle or end


@lru_cache(maxsize=1)
def shapes() -> Shapes | None:
    """What ``scripts/build_static.mjs`` made; None before the static files are built."""
    found = finders.find("geo/shapes.json")
    if not isinstance(found, str):
        shapes.cache_clear()
        return None
    content: Shapes = json.loads(Path(found).read_text(encoding="utf-8"))
    return content


def around(boxes: Iterable[Sequence[float]]) -> Box:
    """The box around ``boxes``, of which there is at least one."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def overlap(one: Box, other: Box) -> float:
    """The area two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def places(name: str, box: Box) -> list[tuple[Box, float, float, str]]:
    """Where a label may stand beside ``box``, best first: its box, x, baseline and anchor."""
    width, height = len(name) * LABEL_SIZE * LETTER_WIDTH, LABEL_SIZE
    left, top, right, bottom = box
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    spots = [
        (right + GAP, middle_y, "start"),
        (middle_x, bottom + GAP + height / 2, "middle"),
        (left - GAP, middle_y, "end"),
        (middle_x, top - GAP - height / 2, "middle"),
        (right - GAP, bottom + GAP + height / 2, "start"),
        (right - GAP, top - GAP - height / 2, "start"),
        (left + GAP, bottom + GAP + height / 2, "end"),
        (left + GAP, top - GAP - height / 2, "end"),
    ]
    start = {"start": 0.0, "middle": width / 2, "end": width}
    return [
        (
            (x - start[anchor], y - height / 2, x - start[anchor] + width, y + height / 2),
            x,
            y + height * 0.34,
            anchor,
        )
        for x, y, anchor in spots
    ]


def labelled(
    boxes: Sequence[tuple[str, Box]], size: Sequence[float]
) -> list[tuple[float, float, str]]:
    """A place for each name beside its box, with the least overlap: x, baseline, anchor.

    Starts greedily, then lets every label move once more knowing all others.
    """
    frame: Box = (0.0, 0.0, size[0], size[1])
    chosen: dict[int, tuple[Box, float, float, str]] = {}
    for _round in range(2):
        for index, (name, own) in enumerate(boxes):
            taken = [box for other, (_, box) in enumerate(boxes) if other != index]
            taken += [spot[0] for other, spot in chosen.items() if other != index]

            def cost(
                ranked: tuple[int, tuple[Box, float, float, str]],
                taken: list[Box] = taken,
            ) -> float:
                rank, (box, *_) = ranked
                area = (box[2] - box[0]) * (box[3] - box[1])
                outside = area - overlap(box, frame)
                shared = sum(overlap(box, other) for other in taken)
                return 4 * outside + 2 * shared + rank * area * 0.02

            chosen[index] = min(enumerate(places(name, own)), key=cost)[1]
    return [chosen[index][1:] for index in range(len(boxes))]


def drawn(regions: Sequence[MapRegion], content: Shapes) -> list[Drawn]:
    """Every territory that has a shape, with its label; codes without a shape are passed over."""
    outlines: list[tuple[MapRegion, str, Box]] = []
    for region in regions:
        own = [shape for code, shape in content["regions"].items() if code.startswith(region.codes)]
        if own:
            box = around([shape["box"] for shape in own])
            outlines.append((region, "".join(shape["path"] for shape in own), box))
    spots = labelled([(region.name, box) for region, _, box in outlines], content["size"])
    return [
        Drawn(region, path, round(x), round(y), anchor)
        for (region, path, _), (x, y, anchor) in zip(outlines, spots, strict=True)
    ]
