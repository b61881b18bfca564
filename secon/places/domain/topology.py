"""TopoJSON read into outlines and shared borders.

Neighbours share arcs in the file, so borders are exact: no tolerance, no geometry test.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from secon.places.domain.geometry import Polygon, Ring, length_km


@dataclass(frozen=True, slots=True)
class Topology:
    """Region code to its polygons, and a pair of codes (in order) to the border's length in km."""

    shapes: Mapping[str, tuple[Polygon, ...]]
    borders: Mapping[tuple[str, str], float]


def read_topology(text: str) -> Topology:
    """Read a TopoJSON document, or the JavaScript module ``export default {…}`` around one.

    Raises ``ValueError`` where the text holds no quantized topology of polygons with ids.
    """
    document = json.loads(text.strip().removeprefix("export default").strip().rstrip(";"))
    try:
        (collection,) = document["objects"].values()
        arcs = _decoded(document["arcs"], document["transform"])
        geometries = {one["id"]: _polygons(one) for one in collection["geometries"]}
    except (KeyError, TypeError) as error:
        message = f"not a topology of regions: {error!r}"
        raise ValueError(message) from error
    return Topology(
        {
            code: tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in polygons)
            for code, polygons in geometries.items()
        },
        _borders(geometries, arcs),
    )


def _decoded(arcs: Sequence[Sequence[Sequence[int]]], transform: Mapping[str, Any]) -> list[Ring]:
    scale, translate = np.array(transform["scale"]), np.array(transform["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in arcs]


def _polygons(geometry: Mapping[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = geometry["arcs"]
    return [arcs] if geometry["type"] == "Polygon" else arcs


def _ring(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs joined end to end; ``~i`` is arc ``i`` backwards; the joint point comes once."""
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([part[:-1] for part in parts])


def _borders(
    geometries: Mapping[str, list[list[list[int]]]], arcs: Sequence[Ring]
) -> dict[tuple[str, str], float]:
    owners: dict[int, set[str]] = defaultdict(set)
    for code, polygons in geometries.items():
        for index in _indices(polygons):
            owners[index].add(code)
    borders: dict[tuple[str, str], float] = defaultdict(float)
    for index, codes in owners.items():
        if len(codes) == 2:
            first, second = sorted(codes)
            borders[first, second] += length_km(arcs[index])
    return dict(borders)


def _indices(polygons: list[list[list[int]]]) -> Iterator[int]:
    for polygon in polygons:
        for ring in polygon:
            yield from (index if index >= 0 else ~index for index in ring)
