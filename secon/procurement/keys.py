"""Numbers for rows, made from what was published, so that every import gives the same ones.

A notice's key is its publication number turned round: ``262891-2023`` → 202300262891, which also
sorts by time. Lots, organisations and the rest of a notice count on from there. A publication
number of another form (national portals, edited copies) gets a key from its digest, in a range of
its own.
"""

import hashlib
import re

CHILDREN = 8192
"""At most this many lots, or organisations, of one notice; 2**13."""
_OTHER = 1 << 40
_OTHER_RANGE = (1 << 49) - _OTHER
_PUBLICATION = re.compile(r"0*([1-9]\d{0,7})-(19\d\d|20\d\d)")


def normal_publication(said: str) -> str:
    """``00262891-2023`` and ``262891-2023`` are one notice; anything else is only stripped."""
    said = said.strip()
    match = _PUBLICATION.fullmatch(said)
    return f"{match[1]}-{match[2]}" if match else said


def notice_key(publication: str) -> int:
    """The primary key of the notice with this publication number."""
    publication = normal_publication(publication)
    if match := _PUBLICATION.fullmatch(publication):
        return int(match[2]) * 100_000_000 + int(match[1])
    digest = hashlib.blake2b(publication.encode(), digest_size=8).digest()
    return _OTHER + int.from_bytes(digest) % _OTHER_RANGE


def child_key(notice: int, index: int) -> int:
    """The key of the notice's lot (or organisation) number ``index``, from 0."""
    if not 0 <= index < CHILDREN:
        message = f"index {index} is not between 0 and {CHILDREN - 1}"
        raise ValueError(message)
    return notice * CHILDREN + index
