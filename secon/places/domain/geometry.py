"""Areas, centroids and distances on a sphere, for outlines given as rings of (lon, lat) degrees.

A polygon is one outer ring and its holes; a ring is an array of shape (points, 2), closed or not.
Accurate to about half a percent, which is far better than the outlines themselves.
"""

import math
import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0088  # mean radius
DEGREE_KM = EARTH_KM * math.pi / 180

Ring = npt.NDArray[np.float64]
Polygon = Sequence[Ring]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def haversine_km(a: Point, b: Point) -> float:
    """Great-circle distance of two (lon, lat) points in kilometres."""
    lon_a, lat_a, lon_b, lat_b = map(math.radians, (*a, *b))
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def length_km(line: Ring) -> float:
    """Length of a line of points along great circles."""
    lon, lat = np.radians(line[:, 0]), np.radians(line[:, 1])
    chord = (
        np.sin(np.diff(lat) / 2) ** 2
        + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    )
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(chord)).sum())


def area_km2(polygon: Polygon) -> float:
    """Surface of a polygon without its holes."""
    outer, *holes = (_moments(ring)[0] for ring in polygon)
    return EARTH_KM**2 * (abs(outer) - sum(map(abs, holes)))


def centroid(polygon: Polygon) -> Point:
    """Centre of surface of a polygon, its holes left out."""
    surface = x = y = 0.0
    for position, ring in enumerate(polygon):
        signed, moment_x, moment_y = _moments(ring)
        sign = math.copysign(1, signed) * (1 if position == 0 else -1)
        surface, x, y = surface + sign * signed, x + sign * moment_x, y + sign * moment_y
    return math.degrees(x / surface), math.degrees(math.asin(y / surface))


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Signed surface and first moments in the cylindrical equal-area projection."""
    x, y = np.radians(ring[:, 0]), np.sin(np.radians(ring[:, 1]))
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    cross = x * next_y - next_x * y
    return (
        float(cross.sum() / 2),
        float(((x + next_x) * cross).sum() / 6),
        float(((y + next_y) * cross).sum() / 6),
    )


def box_of(polygons: Sequence[Polygon]) -> Box:
    """The smallest box of degrees around polygons."""
    points = np.concatenate([polygon[0] for polygon in polygons])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def contains(rings: Sequence[Ring], point: Point) -> bool:
    """Whether a point lies inside: an odd number of crossings over all rings, holes included."""
    lon, lat = point
    crossings = 0
    for ring in rings:
        x, y = ring[:, 0], ring[:, 1]
        next_x, next_y = np.roll(x, -1), np.roll(y, -1)
        spans = (y > lat) != (next_y > lat)
        at = x[spans] + (lat - y[spans]) / (next_y[spans] - y[spans]) * (next_x[spans] - x[spans])
        crossings += int((at > lon).sum())
    return crossings % 2 == 1


def distance_to_outline_km(rings: Sequence[Ring], point: Point) -> float:
    """Distance of a point to the nearest piece of outline, on a plane that touches at the point."""
    return min(_distance_to_ring(ring, point) for ring in rings)


def _distance_to_ring(ring: Ring, point: Point) -> float:
    scale = np.array([DEGREE_KM * math.cos(math.radians(point[1])), DEGREE_KM])
    start = (ring - np.array(point)) * scale
    way = np.roll(start, -1, axis=0) - start
    squared = (way**2).sum(axis=1)
    share = np.clip(-(start * way).sum(axis=1) / np.where(squared == 0, 1, squared), 0, 1)
    foot = start + share[:, None] * way
    return float(np.sqrt((foot**2).sum(axis=1).min()))


def pack(rings: Sequence[Ring]) -> bytes:
    """Rings as bytes: their number, their lengths, then all points as 32-bit floats."""
    head = struct.pack(f"<{len(rings) + 1}I", len(rings), *map(len, rings))
    return head + np.concatenate(rings).astype("<f4").tobytes()


def unpack(data: bytes) -> list[Ring]:
    """The rings that :func:`pack` packed, within a metre."""
    (count,) = struct.unpack_from("<I", data)
    lengths = struct.unpack_from(f"<{count}I", data, 4)
    points = np.frombuffer(data, dtype="<f4", offset=4 * (count + 1)).reshape(-1, 2)
    return np.split(points.astype(np.float64), np.cumsum(lengths)[:-1])
