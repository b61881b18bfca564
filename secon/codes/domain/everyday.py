"""The project's own lexicon: everyday words for needs, and words that say nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "everyday.toml"
_NOT_A_LANGUAGE = "codes"


@dataclass(frozen=True, slots=True)
class Need:
    """Something people look for: its codes, the best first, and its phrases by language."""

    name: str
    codes: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Everyday:
    """The lexicon and the digest of the file it was read from."""

    needs: tuple[Need, ...]
    noise: Mapping[str, tuple[str, ...]]
    digest: str


@cache
def everyday() -> Everyday:
    """The lexicon of ``everyday.toml``, read once."""
    raw = FILE.read_bytes()
    tables = tomllib.loads(raw.decode())
    noise = {language: tuple(text.split()) for language, text in tables.pop("noise").items()}
    needs = tuple(
        Need(
            name=name,
            codes=tuple(table[_NOT_A_LANGUAGE]),
            phrases={
                language: tuple(phrase.strip() for phrase in text.split(","))
                for language, text in table.items()
                if language != _NOT_A_LANGUAGE
            },
        )
        for name, table in tables.items()
    )
    return Everyday(needs, noise, sha256(raw).hexdigest())
