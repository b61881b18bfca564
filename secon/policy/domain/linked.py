"""What apps above know of policies: the chains from practice to money, and practices that answer.

``policy`` may not import them; they register here in ``AppConfig.ready`` and are asked by key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from secon.kernel.models import Text


class Stage(StrEnum):
    """The links of a chain, in order."""

    PRACTICE = "practice"
    VISIT = "visit"
    PLAN = "plan"
    CHANGE = "change"
    MONEY = "money"


class Standing(StrEnum):
    """How far a link is."""

    DONE = "done"
    UNDER_WAY = "under_way"
    OPEN = "open"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: ``said`` in our words, ``name`` in those of a record, and where it can be seen."""

    stage: Stage
    standing: Standing
    said: str
    on: date | None = None
    href: str = ""
    proof: str = ""  # address of the evidence
    proof_title: str = ""
    proof_language: str = ""
    amount: Decimal | None = None
    currency: str = ""
    name: str = ""
    language: str = ""  # of ``name``, where it is not the reader's


@dataclass(frozen=True, slots=True)
class Chain:
    """A practice, or what began elsewhere, on its way to a changed instrument and to money."""

    key: str
    title: Text  # ["title"]
    href: str
    origin: Text | None  # region: ["territory_name"]; None: it began without a practice
    target: Text
    links: tuple[Link, ...]  # one for each Stage, in order
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """A practice that answers a barrier: ``title["title"]``, and how in ``note``."""

    title: Text
    href: str
    note: str
    region: Text  # ["territory_name"]


ChainsOf = Callable[[str, Mapping[str, Collection[int]]], tuple[Chain, ...]]
AnswersOf = Callable[[str, Collection[int]], Mapping[int, tuple[Answering, ...]]]

_chains: list[ChainsOf] = []
_answers: list[AnswersOf] = []


def add_chains(source: ChainsOf) -> None:
    """Let ``source(language, {"instrument" | "partner" | "practice" | "improvement": keys})`` tell chains."""
    if source not in _chains:
        _chains.append(source)


def add_answers(source: AnswersOf) -> None:
    """Let ``source(language, keys of factors)`` tell the practices that answer them."""
    if source not in _answers:
        _answers.append(source)


def chains(language: str, **keys: Collection[int]) -> tuple[Chain, ...]:
    """Chains that touch the records named, e.g. ``chains("el", instrument={3})``."""
    return tuple(chain for source in _chains for chain in source(language, keys))


def answers(language: str, factors: Collection[int]) -> dict[int, tuple[Answering, ...]]:
    """Practices by the factor they answer."""
    found: dict[int, tuple[Answering, ...]] = {}
    for source in _answers:
        for key, said in source(language, factors).items():
            found[key] = (*found.get(key, ()), *said)
    return found
