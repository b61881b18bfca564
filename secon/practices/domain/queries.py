"""Practices as pages show them: joined, in the reader's best language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from secon.kernel.models import Text, rows_for
from secon.partnership.models import Partner
from secon.policy.domain.linked import Chain, chains
from secon.policy.models import Factor, Instrument
from secon.practices.domain import judging, review_queries
from secon.practices.domain.review_queries import Found
from secon.practices.domain.standing import Standing, standing
from secon.practices.enums import (
    EDITABLE_STATES,
    Criterion,
    Judge,
    PracticeState,
    Step,
    StepOutcome,
)
from secon.practices.models import (
    Judgement,
    Practice,
    PracticeAnswer,
    PracticePicture,
    PracticeProof,
    PracticeResult,
    ReviewStep,
)

SIMILAR = 4
MOST_OWN = 200
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Card:
    """A practice of a list."""

    practice: Practice
    text: Text  # title, summary
    region: Text  # territory_name
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A barrier that a practice answers, and how."""

    factor: Factor
    text: Text  # title
    note: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the seven criteria in the eyes of author, lead partner and expert; None: nobody said."""

    criterion: Criterion
    by_author: Judgement | None
    by_lead: Judgement | None
    by_expert: Judgement | None


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows of one version of a practice."""

    practice: Practice
    texts: Mapping[str, Text]  # each of the translated fields
    standing: Standing | None
    region: Text
    instrument: Instrument | None
    instrument_name: Text | None
    answers: tuple[Answered, ...]
    figures: tuple[PracticeResult, ...]
    proofs: tuple[PracticeProof, ...]
    pictures: tuple[PracticePicture, ...]
    judged: tuple[Judged, ...]
    findings: tuple[Found, ...]  # of reviewers, of the version that readers see
    chains: tuple[Chain, ...]
    similar: tuple[Card, ...]

    @property
    def is_judged(self) -> bool:
        """Whether anybody said anything on any criterion."""
        return any(one.by_author or one.by_lead or one.by_expert for one in self.judged)


@dataclass(frozen=True, slots=True)
class Version:
    """A version that readers saw: when, and how many characters of which texts changed."""

    at: datetime
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A practice of an author, and where it stands."""

    practice: Practice
    waiting: ReviewStep | None  # whose turn it is
    answered: ReviewStep | None  # the last decision
    has_newer: bool  # than what readers see

    @property
    def is_draft(self) -> bool:
        """Whether it waits for its author."""
        return self.practice.state in {PracticeState.DRAFT, PracticeState.CHANGES}


def cards(keys: Sequence[int], language: str) -> tuple[Card, ...]:
    """The practices in this order: four queries, however many."""
    rows = (
        Practice.objects.published()
        .in_language(language)
        .select_related("partner")
        .prefetch_related(rows_for(Partner, language, "partner__translations"))
        .filter(pk__in=keys)
    )
    found = {one.pk: one for one in rows}
    return tuple(_card(found[key], language) for key in keys if key in found)


def for_records(keys: Sequence[int], language: str) -> Iterator[Practice]:
    """The practices in this order with what the list's entries do not hold, read in chunks."""
    rows = (
        Practice.objects.published()
        .in_language(language)
        .select_related("partner")
        .prefetch_related("figures", "proofs")
    )
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = {one.pk: one for one in rows.filter(pk__in=chunk)}
        yield from (found[key] for key in chunk if key in found)


def page(version: Practice, language: str, *, similar: Iterable[int] = ()) -> Page:
    """One version with what belongs to it."""
    partner = Partner.objects.in_language(language).get(pk=version.partner_id)
    instrument = (
        Instrument.objects.in_language(language).filter(pk=version.instrument_id).first()
        if version.instrument_id
        else None
    )
    return Page(
        practice=version,
        texts={name: version.best(language, name) for name in version.translated_fields},
        standing=standing(version),
        region=partner.best(language, "territory_name"),
        instrument=instrument,
        instrument_name=instrument.best(language, "name") if instrument else None,
        answers=_answers(version, language),
        figures=tuple(version.figures.all()),
        proofs=tuple(version.proofs.all()),
        pictures=tuple(version.pictures.all()),
        judged=_judged(version),
        findings=review_queries.findings(version),
        chains=chains(language, practice={version.pk}),
        similar=cards([*similar], language),
    )


def published(pk: int, language: str) -> Practice | None:
    """The practice that readers see under this key."""
    found: Practice | None = (
        Practice.objects.published().in_language(language).filter(pk=pk).first()
    )
    return found


def alike(practice: Practice) -> list[int]:
    """Keys of other practices that answer barriers of the same aspects, the most alike first."""
    aspects = set(
        PracticeAnswer.objects.filter(practice_id=practice.pk).values_list(
            "factor__aspect", flat=True
        )
    )
    if not aspects:
        return []
    others: dict[int, set[str]] = {}
    stored = PracticeAnswer.objects.filter(
        factor__aspect__in=aspects, practice__in=Practice.objects.published()
    ).exclude(practice_id=practice.pk)
    for key, aspect in stored.values_list("practice_id", "factor__aspect"):
        others.setdefault(key, set()).add(aspect)
    return sorted(others, key=lambda key: (-len(others[key]), -key))[:SIMILAR]


def versions(practice: Practice) -> tuple[Version, ...]:
    """The versions that readers saw, the newest first, and what each of them changed."""
    shown = practice.revisions.filter(pk__in=_shown_revisions(practice)).order_by("created_at")
    found: list[Version] = []
    before: Mapping[str, object] = {}
    for one in shown:
        changed = tuple(
            name
            for name in practice.translated_fields
            if before and one.content.get(name) != before.get(name)
        )
        found.append(Version(one.created_at, changed))
        before = one.content
    return tuple(reversed(found))


def mine(author_id: int) -> tuple[Own, ...]:
    """An author's practices, the last changed first: two queries."""
    return _owned(Practice.objects.filter(author_id=author_id))


def written_at(partners: Collection[int], *, apart_from: int) -> tuple[Own, ...]:
    """What others write in these partners' regions and readers do not see yet: two queries."""
    unseen = Q(state__in=EDITABLE_STATES) | Q(live=True, has_unpublished_changes=True)
    found = Practice.objects.filter(unseen, partner__in=partners)
    return _owned(found.exclude(author_id=apart_from))


def _owned(found: QuerySet[Practice]) -> tuple[Own, ...]:
    steps = Prefetch("steps", ReviewStep.objects.order_by("began_at", "pk"))
    rows = found.order_by("-changed_at", "-pk").prefetch_related(steps)
    return tuple(_own(one) for one in rows[:MOST_OWN])


def _own(practice: Practice) -> Own:
    steps = list(practice.steps.all())
    ended = [one for one in steps if one.ended_at]
    waiting = [one for one in steps if not one.ended_at]
    return Own(
        practice=practice,
        waiting=waiting[-1] if waiting else None,
        answered=ended[-1] if ended else None,
        has_newer=practice.live and practice.has_unpublished_changes,
    )


def _card(practice: Practice, language: str) -> Card:
    return Card(
        practice=practice,
        text=practice.best(language, "title", "summary"),
        region=practice.partner.best(language, "territory_name"),
        standing=standing(practice),
    )


def _answers(version: Practice, language: str) -> tuple[Answered, ...]:
    rows = list(version.answers.all())
    factors = {
        one.pk: one
        for one in Factor.objects.published()
        .in_language(language)
        .filter(pk__in=[row.factor_id for row in rows])
    }
    return tuple(
        Answered(factors[row.factor_id], factors[row.factor_id].best(language, "title"), row.note)
        for row in rows
        if row.factor_id in factors
    )


def _judged(version: Practice) -> tuple[Judged, ...]:
    stored = {
        (one.judge, one.criterion): one for one in Judgement.objects.filter(practice_id=version.pk)
    }
    if version.said_of_itself is not None:
        stored = {key: one for key, one in stored.items() if key[0] != Judge.AUTHOR} | {
            (Judge.AUTHOR.value, code): Judgement(
                judge=Judge.AUTHOR,
                criterion=code,
                met=met,
                note=note,
                language=version.original_language,
            )
            for code, (met, note) in judging.of_author(version).items()
        }
    return tuple(
        Judged(
            criterion,
            *(
                stored.get((judge.value, criterion.value))
                for judge in (Judge.AUTHOR, Judge.LEAD, Judge.EXPERT)
            ),
        )
        for criterion in Criterion
    )


def _shown_revisions(practice: Practice) -> list[int]:
    """Keys of the revisions that were published once."""
    passed = practice.steps.filter(step=Step.WEB, outcome=StepOutcome.PASSED)
    found = passed.exclude(task_state=None).values_list("task_state__revision_id", flat=True)
    return [key for key in {*found, practice.live_revision_id} if key]
