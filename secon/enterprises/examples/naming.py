"""Names of examples: two things nobody pairs, the trade, the legal form."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from random import Random

from secon.enterprises.enums import Family
from secon.enterprises.examples.kinds import Words
from secon.enterprises.examples.reading import known_names, words

_TRIES = 20


@cache
def _pairs(language: str) -> tuple[str, ...]:
    own = words(language)
    return tuple(f"{one}{own.conjunction}{other}" for one, other in permutations(own.nouns, 2))


def name_of(
    own: Words, family: Family, label: str, *, rng: Random, taken: set[str], of_many: bool
) -> str:
    """A name in the language of ``own``; one not in ``taken`` unless the examples are ``of_many``.

    It is added to ``taken``. Never the name of an organisation in ``known.toml``.
    """
    pairs = _pairs(own.language)
    for _try in range(_TRIES):
        pair = pairs[int(rng.random() * len(pairs))]
        name = rng.choice(own.patterns[family]).format(name=pair, trade=label)
        if name.casefold() in known_names() or (name in taken and not of_many):
            continue
        taken.add(name)
        return name
    message = f"no free name in {own.language} for {label} after {_TRIES} tries"
    raise RuntimeError(message)
