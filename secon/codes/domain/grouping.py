"""Hits in the order of relevance, with those that stand below another hit under it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from secon.codes.domain.finder import Hit
from secon.codes.rules import subtree_prefix


@dataclass(frozen=True, slots=True)
class Group:
    """A hit and the hits of its subtree, the best first in both."""

    hit: Hit
    below: tuple[Hit, ...]


def grouped(hits: Sequence[Hit]) -> list[Group]:
    """Every hit once: under the widest hit above it, or as a group of its own.

    A group stands where the best of its hits stood.
    """
    prefixes = {hit.code: subtree_prefix(hit.code) for hit in hits}

    def top(hit: Hit) -> Hit:
        above = [other for other in hits if prefixes[hit.code].startswith(prefixes[other.code])]
        return min(above, key=lambda other: len(prefixes[other.code]))

    members: dict[str, list[Hit]] = {}
    heads: dict[str, Hit] = {}
    for hit in hits:
        head = top(hit)
        heads[head.code] = head
        members.setdefault(head.code, []).append(hit)
    return [
        Group(heads[code], tuple(hit for hit in found if hit.code != code))
        for code, found in members.items()
    ]
