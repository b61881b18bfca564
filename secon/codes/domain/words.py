"""Words as the finder compares them: folded, split, cut into trigrams. Pure."""

import re
from collections.abc import Callable, Iterator
from hashlib import blake2b

from secon.kernel.folding import fold as fold

_RUN = re.compile(r"[^\W_]+")
COMPOUNDING = frozenset({"de", "nl", "hu"})
"""Languages that write several words as one: ``Gebäudereinigung``, ``schoolmaaltijd``."""
_SHORTEST_PART = 4
_LONGEST_LINK = 2  # the s of Reinigungsdienst, the en of Straßenbau


def words(text: str) -> list[str]:
    """The words of a text in order. Numbers, single letters and types like ``A4`` are no words."""
    return [run for run in _RUN.findall(text) if len(run) > 1 and run.isalpha()]


def trigrams(word: str) -> Iterator[str]:
    """The runs of three characters of a word with its edges marked: ``^ca cat at$``."""
    marked = f"^{word}$"
    return (marked[at : at + 3] for at in range(len(marked) - 2))


def digest(*parts: str) -> int:
    """64 bits that stand for ``parts`` in an index on disk."""
    return int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest())


def compound_parts(word: str, is_known: Callable[[list[str]], list[bool]]) -> list[str]:
    """The known words ``word`` is made of, or none: its longest end, then its longest beginning.

    ``is_known`` is asked once about all beginnings and ends. The parts must cover the word but for
    a link of two letters, or leave a third part between them.
    """
    length = len(word)
    cuts = range(_SHORTEST_PART, length - _SHORTEST_PART + 1)
    if not cuts:
        return []
    known = is_known([word[cut:] for cut in cuts] + [word[:cut] for cut in cuts])
    ends = [cut for cut, yes in zip(cuts, known[: len(cuts)], strict=True) if yes]
    heads = [cut for cut, yes in zip(cuts, known[len(cuts) :], strict=True) if yes]
    for end in ends:
        for head in reversed(heads):
            gap = end - head
            if 0 <= gap <= _LONGEST_LINK or gap >= _SHORTEST_PART:
                return [word[:head], word[end:]]
    return []
