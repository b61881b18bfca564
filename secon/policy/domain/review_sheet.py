"""A review read from its content, in one language, with the figures of each question. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from secon.kernel.enums import TranslationState
from secon.kernel.languages import language_name
from secon.kernel.models import PROJECT_LANGUAGE, Text
from secon.kernel.spread import Point
from secon.policy.domain.disagreement import Spread, order, spread
from secon.policy.enums import Module, Outcome, Side


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote in one language. ``language`` empty: not known."""

    text: str
    language: str
    asked: str

    @property
    def foreign(self) -> bool:
        """Whether it is known to be in another language than the one asked for."""
        return bool(self.language) and self.language != self.asked

    @property
    def language_name(self) -> str:
        """What its language is called."""
        return language_name(self.language)


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation that answered. ``region["territory_name"]``; None: not known."""

    number: int
    organisation: str
    side: Side
    region: Text | None


@dataclass(frozen=True, slots=True)
class Said:
    """What one organisation answered alone. ``score`` None: it cannot say."""

    seat: Seat
    score: int | None
    text: Words
    evidence: Words


@dataclass(frozen=True, slots=True)
class Objection:
    """A dissent from what the others agreed on."""

    seat: Seat
    text: Words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers, their spread and what the discussion came to."""

    key: int
    code: str
    module: Module
    text: Text  # ["text"] and ["hint"]
    answers: tuple[Said, ...]
    spread: Spread
    outcome: Outcome | None
    agreed_score: int | None
    agreed_text: Words
    dissents: tuple[Objection, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The scores as the drawing takes them; who dissents is marked."""
        marked = {each.seat.number for each in self.dissents}
        return tuple(
            Point(said.score, said.seat.organisation, said.seat.number in marked)
            for said in self.answers
            if said.score is not None
        )

    @property
    def silent(self) -> tuple[str, ...]:
        """The organisations that cannot say."""
        return tuple(said.seat.organisation for said in self.answers if said.score is None)


@dataclass(frozen=True, slots=True)
class Advised:
    """A recommendation as frozen; what became of it is told by its record."""

    key: int
    text: Words
    owner: str
    due_on: date
    question: str  # the code; empty: none


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole review."""

    title: Words
    introduction: Words
    conclusion: Words
    instrument: Text  # ["name"]
    instrument_key: int
    instrument_slug: str
    partner: Text  # ["name"] and ["territory_name"]
    opened: datetime | None
    answers_until: date | None
    revealed: datetime | None
    published: datetime | None
    invited: int
    declined: int
    seats: tuple[Seat, ...]
    questions: tuple[Asked, ...]
    recommendations: tuple[Advised, ...]

    def by_disagreement(self) -> tuple[Asked, ...]:
        """The questions, those first on which views differ most."""
        return tuple(self.questions[at] for at in order([one.spread for one in self.questions]))

    def question(self, code: str) -> Asked | None:
        """The question of this code."""
        return next((one for one in self.questions if one.code == code), None)

    @property
    def dissents(self) -> int:
        """How many dissents are on record."""
        return sum(len(one.dissents) for one in self.questions)


def sheet(content: Mapping[str, Any], language: str) -> Sheet:
    """``content`` for a reader of ``language``."""
    written = content["language"]
    seats = {one["number"]: _seat(one, language) for one in content["seats"]}
    return Sheet(
        title=Words(content["title"], written, language),
        introduction=Words(content["introduction"], written, language),
        conclusion=Words(content["conclusion"], written, language),
        instrument=best(content["instrument"], language),
        instrument_key=content["instrument"]["key"],
        instrument_slug=content["instrument"]["slug"],
        partner=best(content["partner"], language),
        opened=_moment(content["opened"]),
        answers_until=_day(content["answers_until"]),
        revealed=_moment(content["revealed"]),
        published=_moment(content["published"]),
        invited=content["invited"],
        declined=content["declined"],
        seats=tuple(seats.values()),
        questions=tuple(_asked(one, seats, written, language) for one in content["questions"]),
        recommendations=tuple(_advised(content["recommendations"], written, language)),
    )


def best(record: Mapping[str, Any], language: str) -> Text:
    """A record's frozen texts as ``Translated.best`` would choose them."""
    texts, original = record["texts"], record["original"]
    for wanted in (language, PROJECT_LANGUAGE, original):
        if wanted == original:
            break
        if row := texts.get(wanted):
            said = {field: row[field] for field in texts[original]}
            if all(said[field] or not text for field, text in texts[original].items()):
                return Text(said, wanted, language, TranslationState(row["state"]))
    return Text(texts[original], original, language, None)


def _seat(one: Mapping[str, Any], language: str) -> Seat:
    region = best(one["region"], language) if one["region"] else None
    return Seat(one["number"], one["organisation"], Side(one["side"]), region)


def _asked(one: Mapping[str, Any], seats: Mapping[int, Seat], written: str, language: str) -> Asked:
    answers = tuple(
        Said(
            seats[each["seat"]],
            each["score"],
            Words(each["text"], each["language"], language),
            Words(each["evidence"], each["language"], language),
        )
        for each in one["answers"]
    )
    return Asked(
        key=one["key"],
        code=one["code"],
        module=Module(one["module"]),
        text=best(one, language),
        answers=answers,
        spread=spread(said.score for said in answers),
        outcome=Outcome(one["outcome"]) if one["outcome"] else None,
        agreed_score=one["agreed_score"],
        agreed_text=Words(one["agreed_text"], written, language),
        dissents=tuple(
            Objection(seats[each["seat"]], Words(each["text"], each["language"], language))
            for each in one["dissents"]
        ),
    )


def _advised(found: Iterable[Mapping[str, Any]], written: str, language: str) -> Iterable[Advised]:
    for one in found:
        due = date.fromisoformat(one["due_on"])
        words = Words(one["text"], written, language)
        yield Advised(one["key"], words, one["owner"], due, one["question"])


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
