"""What an enterprise taught by saying "not interested", and which demands that touches. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class LessonKind(IntEnum):
    """What was wrong with a demand."""

    WORK = 1  # other work: its branch of CPV, the first three digits
    FAR = 2  # too far: its region, NUTS level 2
    BIG = 3  # too big: of this value and more
    SMALL = 4  # too small: of this value and less
    LANGUAGE = 5  # written in this language only
    RESERVED = 6  # reserved, which it cannot take part in


@dataclass(frozen=True, slots=True)
class Lesson:
    """One decision. ``value``: a CPV code, a NUTS code, an amount in euro, a language.

    A decision without a reason that teaches (``other``) makes no lesson.
    """

    kind: LessonKind
    value: str
