"""What a sounding found: a table of answers, a summary of each question, and the same to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from secon.kernel.tables import Record
from secon.opportunities.buyer_enums import QuestionKind, Reply, WhyNot
from secon.opportunities.models import Invitation, Sounding, SoundingQuestion


@dataclass(frozen=True, slots=True)
class Summary:
    """One question with what was answered; what its kind does not have is None or empty."""

    question: SoundingQuestion
    answered: int
    yes: int | None = None
    no: int | None = None
    least: Decimal | None = None
    middle: Decimal | None = None
    most: Decimal | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replied:
    """One supplier that answered or declined."""

    url: str
    name: str
    language: str
    reply: str
    why_not: str
    note: str
    values: tuple[str, ...]  # in the order of the questions


def replied(sounding: Sounding) -> list[Invitation]:
    """Those that answered or declined, with their answers: two queries."""
    found = sounding.invitations.filter(reply__in=[Reply.ANSWERED, Reply.DECLINED])
    return list(found.select_related("enterprise").prefetch_related("answers"))


def table(questions: Sequence[SoundingQuestion], found: Sequence[Invitation]) -> list[Replied]:
    """The suppliers as rows."""
    rows = []
    for one in found:
        given = {answer.question_id: answer.value for answer in one.answers.all()}
        rows.append(
            Replied(
                one.enterprise.get_absolute_url(),
                one.enterprise.name,
                one.enterprise.original_language,
                str(Reply(one.reply).label),
                str(WhyNot(one.why_not).label) if one.why_not else "",
                one.note,
                tuple(given.get(question.pk, "") for question in questions),
            )
        )
    return rows


def summaries(questions: Sequence[SoundingQuestion], found: Sequence[Invitation]) -> list[Summary]:
    """Each question over all answers."""
    by_question: dict[int, list[str]] = {one.pk: [] for one in questions}
    for invitation in found:
        for answer in invitation.answers.all():
            by_question[answer.question_id].append(answer.value)
    return [summary(one, by_question[one.pk]) for one in questions]


def summary(question: SoundingQuestion, values: Sequence[str]) -> Summary:
    """One question; numbers are those that were stored."""
    if question.kind == QuestionKind.YES_NO:
        counts = Counter(values)
        return Summary(question, len(values), yes=counts["yes"], no=counts["no"])
    if question.kind == QuestionKind.NUMBER and values:
        numbers = sorted(map(Decimal, values))
        return Summary(
            question,
            len(values),
            least=numbers[0],
            middle=median(numbers),
            most=numbers[-1],
        )
    return Summary(question, len(values), texts=tuple(values))


def columns(questions: Sequence[SoundingQuestion]) -> list[str]:
    """Of a file: who, what became of it, one for each question."""
    return ["enterprise", "reply", "why_not", "note", *(f"q{one.number}" for one in questions)]


def records(questions: Sequence[SoundingQuestion], found: Sequence[Invitation]) -> list[Record]:
    """The rows to take away, with codes instead of words."""
    made: list[Record] = []
    for one, row in zip(found, table(questions, found), strict=True):
        record: dict[str, str | None] = {
            "enterprise": row.name,
            "reply": one.reply,
            "why_not": one.why_not or None,
            "note": row.note or None,
        }
        for question, value in zip(questions, row.values, strict=True):
            record[f"q{question.number}"] = value or None
        made.append(record)
    return made
