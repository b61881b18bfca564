"""Which company numbers are those of social enterprises, asked of those who know.

Procurement and the directory do not know each other; ``web`` registers the directory as a source.
"""

from collections.abc import Callable

Source = Callable[[], frozenset[str]]
"""The numbers in the one spelling of ``places.numbers``; examples are not among them."""

_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Ask ``source`` too, from now on."""
    if source not in _sources:
        _sources.append(source)


def keys() -> frozenset[str]:
    """The numbers of every social enterprise that is known."""
    return frozenset().union(*(source() for source in _sources))
