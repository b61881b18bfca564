"""The score: its parts, what each is worth, and how they make one number.

Each part is a whole number from 0 to 100. ``code`` and ``words`` say how near the work is; together
they make ``work``. Each other part says what share is left::

    work  = code + (100 - code) * words * 6 // 1000
    score = work * place * size * language * reservation * time * lessons, as percents

So the same pair has the same score whenever and wherever it is computed.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secon.enterprises.enums import Headcount, Turnover
from secon.opportunities.enums import Answer

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]


class Part(IntEnum):
    """A part of the score; its number is its byte in a packed score."""

    CODE = 0
    WORDS = 1
    PLACE = 2
    SIZE = 3
    LANGUAGE = 4
    RESERVATION = 5
    TIME = 6
    LESSONS = 7


THRESHOLD: Final = 20
"""A pair below it is no match."""
BEST: Final = 50
"""So many matches are kept for each enterprise."""
_WORDS_FILL: Final = 6  # tenths of what the code leaves open that words may fill
_ONE: Final = 10**12  # raw score of one point


# Work ------------------------------------------------------------------------------------------

STEP: Final = 12  # points a step in the CPV tree costs
_FAR_STEPS: Final = 20  # below a shared group, no fewer points than this
DIVISION: Final = 2  # digits of a division, the top of the tree
MORE_CODES: Final = 9  # tenths: what an additional code of a lot counts


def code_points(shared: Longs, up: Longs, down: Longs) -> Bytes:
    """What an offer's code is worth for a lot's.

    ``shared`` leading digits of the nearest code above both (0: none), ``up`` steps to it from the
    offer's code and ``down`` from it to the lot's.
    """
    steps = up + down
    near = np.maximum(100 - STEP * steps, _FAR_STEPS)
    wide = np.where(
        up == 0,
        60 - 4 * steps,  # the offer names the whole division
        np.where(down == 0, 50 - 4 * steps, np.maximum(30 - 3 * steps, 5)),
    )
    points = np.where(shared > DIVISION, near, np.where(steps == 0, 100, wide))
    return np.where(shared >= DIVISION, points, 0).astype(np.uint8)


def work_points(code: NDArray, words: NDArray) -> NDArray[np.uint16]:
    """Code and words together."""
    wide = code.astype(np.uint16)
    found: NDArray[np.uint16] = wide + (np.uint16(100) - wide) * words * np.uint16(
        _WORDS_FILL
    ) // np.uint16(1000)
    return found


# Place -----------------------------------------------------------------------------------------

NEAR, WHOLE_COUNTRY, ANYWHERE = 100, 95, 90
EDGE, PARTLY = 80, 55  # the near part of a region; the lot's region holds the chosen one
PLACE_UNKNOWN = 40
OWN_LEVELS: Final = {5: 80, 4: 65, 3: 50, 2: 35}
"""Where no delivery area is stated: characters of NUTS in common with its own region."""
ELSEWHERE_UNSTATED = 8
BEYOND, BEYOND_SHARE = 25, 1.5  # up to half as far again as it delivers

# Size ------------------------------------------------------------------------------------------

CEILINGS: Final = (0, 50_000, 2_000_000, 10_000_000, 50_000_000, 10**13)
"""Most turnover a year by class of size, in euro; 0: the class is not known."""
SIZE_CLASS: Final = {
    Turnover.TINY: 1,
    Turnover.MICRO: 2,
    Turnover.SMALL: 3,
    Turnover.MEDIUM: 4,
    Turnover.LARGE: 5,
    Headcount.NONE: 1,
    Headcount.MICRO: 2,
    Headcount.SMALL: 3,
    Headcount.MEDIUM: 4,
    Headcount.LARGE: 5,
}
"""By turnover, or by people where it is unknown: the ceilings of recommendation 2003/361."""
SHARES: Final = ((30, 100), (50, 85), (100, 60), (200, 35))
"""Percent of a year's turnover that the lot is worth at most, and the points."""
TOO_BIG, SIZE_UNKNOWN, RATHER_SMALL = 15, 90, 85
_SMALL_PER_MILLE = 1  # of the floor of the class


def size_points(size_class: int, cents: Longs) -> Bytes:
    """What lots of these values (cents of euro, -1 unknown) are worth for a class of size."""
    if not size_class:
        return np.full(len(cents), SIZE_UNKNOWN, np.uint8)
    ceiling, floor = CEILINGS[size_class], CEILINGS[size_class - 1]
    points = np.full(len(cents), TOO_BIG, np.uint8)
    for percent, worth in reversed(SHARES):
        points[cents <= ceiling * percent] = worth  # cents against euro times percent
    if size_class > 1:
        points[cents * 10 < floor * _SMALL_PER_MILLE] = RATHER_SMALL
    points[cents < 0] = SIZE_UNKNOWN
    return points


def size_class(turnover: Turnover | None, headcount: Headcount | None) -> int:
    """Turnover says most; people stand in for it; 0 where neither is known."""
    known = turnover or headcount
    return SIZE_CLASS[known] if known else 0


# Language, reservation, time, lessons ------------------------------------------------------------

OWN_LANGUAGE, COUNTRY_LANGUAGE, OTHER_LANGUAGE, LANGUAGE_UNKNOWN = 100, 90, 55, 80
RESERVATION: Final = {
    Answer.YES: 100,
    Answer.UNKNOWN: 90,
    Answer.OPEN_TO_ALL: 90,
    Answer.NO: 0,
}
TIME: Final = ((21, 100), (14, 95), (7, 85), (3, 65), (1, 40), (0, 20))
"""Days left at least, and the points."""
LEARNT_ONCE, LEARNT_AGAIN = 40, 15


def time_points(days_left: Longs) -> Bytes:
    """What demands with these days left are worth; closed ones nothing."""
    points = np.zeros(len(days_left), np.uint8)
    for days, worth in reversed(TIME):
        points[days_left >= days] = worth
    return points


# Together --------------------------------------------------------------------------------------


def raw_scores(parts: Bytes) -> Longs:
    """Scores in millionths of a millionth of a point, for ordering. ``parts``: (8, pairs)."""
    raw = work_points(parts[Part.CODE], parts[Part.WORDS]).astype(np.int64)
    for part in range(Part.PLACE, Part.LESSONS + 1):
        raw *= parts[part]
    return raw


def scores(raw: Longs) -> Bytes:
    """Whole points, rounded half up."""
    found: Bytes = ((raw + _ONE // 2) // _ONE).astype(np.uint8)
    return found


LEAST_RAW: Final = THRESHOLD * _ONE - _ONE // 2
"""The raw score of the lowest match."""


def packed(parts: Bytes) -> Longs:
    """Parts (8, pairs) as whole numbers of 64 bits, the first part lowest."""
    found = np.zeros(parts.shape[1], np.int64)
    for part in Part:
        found |= parts[part].astype(np.int64) << (8 * part)
    return found


def unpacked(numbers: Longs) -> Bytes:
    """What `packed` packed: (8, pairs)."""
    return np.array([numbers >> (8 * part) & 0xFF for part in Part], np.uint8)


def parts_of(number: int) -> dict[Part, int]:
    """One packed score's parts by name."""
    return {part: number >> (8 * part) & 0xFF for part in Part}


def digest() -> str:
    """Of this formula and of how it is computed: another one means comparing everything anew."""
    seen = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]
