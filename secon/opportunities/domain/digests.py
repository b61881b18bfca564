"""What a letter about opportunities tells, and its preparation: nothing is told a second time.

Everything told is written with the letter, in one transaction, under a lock on the wish: two runs
at once prepare one letter. How it leaves: ``sending``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from secon.enterprises.models import Enterprise
from secon.opportunities.domain import paths, wishes
from secon.opportunities.domain.addresses import confirmed_address
from secon.opportunities.domain.demands import Key, Records, records
from secon.opportunities.domain.versions import earlier
from secon.opportunities.enterprise_enums import (
    CLAIMABLE,
    Choice,
    DigestState,
    Frequency,
    Section,
    Step,
)
from secon.opportunities.models import Decision, DeliveredItem, Digest, LetterWish, Match
from secon.people.models import User

SOON = timedelta(days=7)
MOST_LINES = 20
MOST_REFUSALS = 3
"""Letters refused in a row after which letters rest until their reader confirms them."""
REST = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Told:
    """A demand in one part of a letter. ``mark``: see ``DeliveredItem``."""

    section: Section
    key: Key
    enterprise: Enterprise
    open_until: date
    score: int | None
    mark: str = ""
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """What one letter tells. ``more``: how many others wait for the next one."""

    told: tuple[Told, ...]
    records: Records
    more: int
    unsure: tuple[Digest, ...]
    """Earlier letters that may not have arrived."""

    def __bool__(self) -> bool:
        return bool(self.told or self.unsure)

    def shown(self, section: Section) -> list[Told]:
        """The lines of one part."""
        return [one for one in self.told if one.section == section and one.is_shown]


Compose = Callable[[Digest, Contents], tuple[str, str]]
"""Subject and text of a letter."""


def due(now: datetime) -> QuerySet[LetterWish]:
    """Wishes for which a letter may be prepared today; none has a letter that waits."""
    today = timezone.localdate(now)
    rested = Q(prepared_at=None)
    for frequency, rest in REST.items():
        rested |= Q(frequency=frequency, prepared_at__date__lte=today - rest)
    waiting = Digest.objects.filter(state__in=CLAIMABLE).values("user")
    found = LetterWish.objects.filter(
        rested, ends_on__gte=today, refusals__lt=MOST_REFUSALS, user__is_active=True
    )
    return found.exclude(user__in=waiting).order_by("pk")


def prepare(*, wish: int, now: datetime, compose: Compose) -> Digest | None:
    """Prepare the letter of one wish; None where nothing is new or another run did so."""
    today = timezone.localdate(now)
    with transaction.atomic():
        found = LetterWish.objects.select_for_update().filter(pk=wish).first()
        if found is None or not due(now).filter(pk=wish).exists():
            return None
        user = User.objects.get(pk=found.user_id)
        if not confirmed_address(user):
            return None
        contents = contents_for(user, today=today, language=found.language)
        if not contents:
            return None
        digest = Digest(
            user=user,
            message_id=_message_id(),
            language=found.language,
            prepared_at=now,
        )
        digest.save()
        _keep(digest, contents.told)
        subject, digest.body = compose(digest, contents)
        digest.subject = subject[:250]
        digest.save(update_fields=["subject", "body"])
        unsure = [one.pk for one in contents.unsure]
        Digest.objects.filter(pk__in=unsure).update(told_unsure=digest)
        found.prepared_at = now
        found.save(update_fields=["prepared_at"])
    return digest


def contents_for(user: User, *, today: date, language: str) -> Contents:
    """What ``user`` has not been told. The same number of queries however much it is."""
    enterprises = {one.pk: one for one in wishes.kept_by(user)}
    unsure = Digest.objects.filter(user=user, state=DigestState.UNSURE, told_unsure=None)
    decided = {
        (row.enterprise_id, row.key): row.state
        for row in Decision.objects.filter(enterprise__in=enterprises)
    }
    saved = {key: pk for (pk, key), state in decided.items() if state == Choice.SAVED}
    found = list(Match.objects.open_on(today).filter(enterprise__in=enterprises))
    scores = {(row.enterprise_id, (row.kind, row.demand)): row.score for row in found}
    undecided = [row for row in found if (row.enterprise_id, (row.kind, row.demand)) not in decided]
    matches = {key: row for key, row in _best(undecided).items() if key not in saved}
    heard = list(
        DeliveredItem.objects.filter(user=user).values_list("kind", "demand", "section", "mark")
    )
    known = records({*matches, *saved}, language)
    candidates = [
        *_of_saved(saved, enterprises, scores, known),
        *_of_matches(matches, enterprises, known),
    ]
    told = _told(candidates, heard, today)
    lines = [one for one in told if one.is_shown]
    kept = {one.key for one in lines[:MOST_LINES]}
    return Contents(
        tuple(one for one in told if one.key in kept),
        known,
        max(len(lines) - MOST_LINES, 0),
        tuple(unsure.order_by("pk")),
    )


def note_opened(*, digest: int, by: User, now: datetime) -> bool:
    """Note that a letter's reader followed one of its links. False: it is not their letter."""
    found = Digest.objects.filter(pk=digest, user=by).first()
    if found is None:
        return False
    told: dict[int, list[Key]] = {}
    for item in DeliveredItem.objects.filter(digest=found, is_shown=True):
        told.setdefault(item.enterprise_id, []).append(item.key)
    for enterprise, keys in told.items():
        paths.note(enterprise=enterprise, keys=keys, step=Step.OPENED, now=now)
    return True


def of(user: User) -> QuerySet[Digest]:
    """The letters of a person, newest first."""
    return Digest.objects.filter(user=user)


def _best(rows: Iterable[Match]) -> dict[Key, Match]:
    """The best match of each demand among the enterprises of one reader."""
    found: dict[Key, Match] = {}
    for row in rows:
        key = (row.kind, row.demand)
        if key not in found or (row.score, -row.enterprise_id) > (
            found[key].score,
            -found[key].enterprise_id,
        ):
            found[key] = row
    return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: Key
    enterprise: Enterprise
    open_until: date
    score: int | None
    is_saved: bool


def _of_saved(
    saved: dict[Key, int],
    enterprises: dict[int, Enterprise],
    scores: dict[tuple[int, Key], int],
    known: Records,
) -> list[_Candidate]:
    found = []
    for key, pk in saved.items():
        last = known.open_until(key) if known.has(key) else None
        if last is not None:
            score = scores.get((pk, key))
            found.append(_Candidate(key, enterprises[pk], last, score, is_saved=True))
    return found


def _of_matches(
    matches: dict[Key, Match], enterprises: dict[int, Enterprise], known: Records
) -> list[_Candidate]:
    return [
        _Candidate(key, enterprises[row.enterprise_id], row.open_until, row.score, is_saved=False)
        for key, row in matches.items()
        if known.has(key)
    ]


def _told(
    candidates: Sequence[_Candidate], heard: Sequence[tuple[str, int, str, str]], today: date
) -> list[Told]:
    """The parts of the letter in their order; a demand stands in one of them."""
    heard_keys = {(kind, demand) for kind, demand, _section, _mark in heard}
    exact = set(heard)
    before = earlier(one.key for one in candidates)
    found: dict[Section, list[Told]] = {section: [] for section in Section}
    silent = []
    for one in candidates:
        if one.open_until < today:
            continue
        is_new = one.key not in heard_keys
        section = _section(
            one, today, is_new, changed=bool(before.get(one.key, set()) & heard_keys)
        )
        if section is None:
            continue
        mark = one.open_until.isoformat() if section == Section.CLOSING else ""
        if (*one.key, section.value, mark) in exact:
            continue
        found[section].append(_line(one, section, mark))
        if is_new and section != Section.NEW:
            silent.append(_line(one, Section.NEW, "", is_shown=False))
    for section, rows in found.items():
        by_day = section == Section.CLOSING
        rows.sort(
            key=lambda row: (row.open_until if by_day else date.min, -(row.score or 0), row.key)
        )
    return [*(row for section in Section for row in found[section]), *silent]


def _section(one: _Candidate, today: date, is_new: bool, *, changed: bool) -> Section | None:
    """Where it stands: what closes soon and is saved or new, what changed, what is new."""
    if one.open_until <= today + SOON and (one.is_saved or is_new):
        return Section.CLOSING
    if not is_new:
        return None
    return Section.CHANGED if changed else None if one.is_saved else Section.NEW


def _line(one: _Candidate, section: Section, mark: str, *, is_shown: bool = True) -> Told:
    return Told(section, one.key, one.enterprise, one.open_until, one.score, mark, is_shown)


def _keep(digest: Digest, told: Iterable[Told]) -> None:
    DeliveredItem.objects.bulk_create(
        [
            DeliveredItem(
                digest=digest,
                user_id=digest.user_id,
                enterprise=one.enterprise,
                kind=one.key[0],
                demand=one.key[1],
                section=one.section,
                mark=one.mark,
                is_shown=one.is_shown,
                rank=rank,
            )
            for rank, one in enumerate(told)
        ]
    )


def _message_id() -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<opportunities-{uuid.uuid4()}@{domain}>"
