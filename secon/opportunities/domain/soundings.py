"""Market soundings: a buyer drafts questions, suppliers who agreed answer, the buyer reads.

Sent in waves, best suited first, until enough have answered (see ``sounding_waves``). Preliminary
market consultation: Directive 2014/24/EU, Article 40.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.domain.checking import plain_text
from secon.kernel import audit
from secon.opportunities.buyer_enums import QuestionKind, Reply, SoundingState, WhyNot
from secon.opportunities.domain import buyers, sounding_waves
from secon.opportunities.domain.call_answers import speaks_for
from secon.opportunities.domain.supply_search import Found
from secon.opportunities.models import Invitation, Sounding, SoundingAnswer, SoundingQuestion
from secon.people.models import User

MOST_QUESTIONS = 10
LONGEST = timedelta(days=90)
_COLUMNS = (
    "title",
    "about",
    "language",
    "cpv",
    "country",
    "nuts",
    "place",
    "value_eur",
    "anonymous",
    "deadline",
    "enough",
    "keep_days",
)


class SoundingError(ValidationError):
    """What cannot be done with a sounding so; by field where one is to blame."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as drafted."""

    kind: QuestionKind
    text: str


@dataclass(frozen=True, slots=True)
class SoundingContent:
    """What a draft says; ``deadline`` is a moment."""

    title: str
    about: str
    language: str
    cpv: str
    country: str
    deadline: datetime
    questions: tuple[Asked, ...]
    nuts: str = ""
    place: str = ""
    value_eur: Decimal | None = None
    anonymous: bool = False
    enough: int = 10
    keep_days: int = 365


def draft(*, content: SoundingContent, by: User, now: datetime) -> Sounding:
    """A new draft. Raises ``PermissionDenied``, ``SoundingError``."""
    profile = buyers.confirmed(by)
    sounding = Sounding(buyer=profile, made_at=now)
    with transaction.atomic():
        _fill(sounding, content, now)
        audit.record(by=by, now=now, verb="draft_sounding", on=sounding)
    return sounding


def change(*, sounding: Sounding, content: SoundingContent, by: User, now: datetime) -> Sounding:
    """Say a draft anew."""
    with transaction.atomic():
        sounding = allowed(sounding, by, "change_sounding", SoundingState.DRAFT)
        _fill(sounding, content, now)
        audit.record(by=by, now=now, verb="change_sounding", on=sounding)
    return sounding


def drop(*, sounding: Sounding, by: User, now: datetime) -> None:
    """Delete a draft."""
    with transaction.atomic():
        sounding = allowed(sounding, by, "change_sounding", SoundingState.DRAFT)
        audit.record(by=by, now=now, verb="drop_sounding", on=sounding)
        sounding.delete()


def send(*, sounding: Sounding, suppliers: Sequence[Found], by: User, now: datetime) -> Sounding:
    """Invite ``suppliers`` (best first), the first wave at once; the others as long as needed.

    Only those are invited who agree to messages and have somebody to answer. Raises
    ``SoundingError`` where nobody is left.
    """
    with transaction.atomic():
        sounding = allowed(sounding, by, "send_sounding", SoundingState.DRAFT)
        if sounding.deadline <= now:
            raise SoundingError({"deadline": _("This moment is over.")})
        keys = sounding_waves.reachable([one.supplier.pk for one in suppliers])
        if not keys:
            raise SoundingError(_("No supplier found for this need agreed to get messages."))
        Invitation.objects.bulk_create(
            Invitation(sounding=sounding, enterprise_id=pk, rank=rank)
            for rank, pk in enumerate(keys, 1)
        )
        sounding.sent_at = now
        sounding.delete_after = _day(sounding.deadline) + timedelta(days=sounding.keep_days)
        _step(sounding, SoundingState.SENT, by=by, now=now)
        sounding_waves.send_wave(sounding=sounding, now=now)
    return sounding


def close(*, sounding: Sounding, by: User | None, now: datetime) -> Sounding:
    """End it: the buyer's word, or the deadline. Nobody is written to after that."""
    with transaction.atomic():
        if by is None:
            sounding = lock(sounding.pk)
            if sounding.state != SoundingState.SENT or sounding.deadline > now:
                raise SoundingError(_("This sounding is still running."))
        else:
            sounding = allowed(sounding, by, "close_sounding", SoundingState.SENT)
        sounding.closed_at = now
        _step(sounding, SoundingState.CLOSED, by=by, now=now)
    return sounding


def close_due(*, now: datetime) -> int:
    """Close the soundings whose deadline has passed; returns how many. Again changes nothing."""
    due = Sounding.objects.filter(state=SoundingState.SENT, deadline__lte=now).order_by("pk")
    count = 0
    for one in due:
        try:
            close(sounding=one, by=None, now=now)
        except SoundingError:  # another worker was there first
            continue
        count += 1
    return count


def answer(
    *, invitation: Invitation, values: Mapping[int, str], by: User, now: datetime
) -> Invitation:
    """Answer for an enterprise that ``by`` speaks for; ``values`` by the key of the question.

    Until the deadline an answer can be put right. Raises ``PermissionDenied``, ``SoundingError``.
    """
    with transaction.atomic():
        found = _open(invitation, by, now)
        questions = list(found.sounding.questions.all())
        read = _read(questions, values)
        found.answers.all().delete()
        SoundingAnswer.objects.bulk_create(
            SoundingAnswer(invitation=found, question=one, value=read[one.pk])
            for one in questions
            if read[one.pk]
        )
        _replied(found, Reply.ANSWERED, by=by, now=now)
    return found


def decline(
    *, invitation: Invitation, why: WhyNot, note: str, by: User, now: datetime
) -> Invitation:
    """Say no, with a reason."""
    buyers.plain(note=note)
    with transaction.atomic():
        found = _open(invitation, by, now)
        found.answers.all().delete()
        found.why_not, found.note = why, note.strip()
        _replied(found, Reply.DECLINED, by=by, now=now)
    return found


def lock(pk: int) -> Sounding:
    """The sounding as it is now, locked."""
    return Sounding.objects.select_for_update().get(pk=pk)


def allowed(sounding: Sounding, by: User, permission: str, *states: SoundingState) -> Sounding:
    """The sounding, locked, if ``by`` may. Another state is an error, another person refused."""
    found = lock(sounding.pk)
    if not by.has_perm(f"opportunities.{permission}", found):
        if by.has_perm("opportunities.view_sounding", found) and found.state not in states:
            raise SoundingError(_("The sounding is no longer in that state."))
        raise PermissionDenied
    return found


def _open(invitation: Invitation, by: User, now: datetime) -> Invitation:
    sounding = lock(invitation.sounding_id)
    found = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if found.reply == Reply.WAITING or not speaks_for(by, found.enterprise):
        raise PermissionDenied
    if sounding.state != SoundingState.SENT or sounding.deadline <= now:
        raise SoundingError(_("The deadline has passed."))
    return found


def _replied(found: Invitation, reply: Reply, *, by: User, now: datetime) -> None:
    if reply is Reply.ANSWERED:
        found.why_not = found.note = ""
    found.reply, found.replied_at, found.replied_by = reply, now, by
    found.save()
    audit.record(
        by=by,
        now=now,
        verb=f"sounding_{reply.value}",
        on=found.sounding,
        detail={"enterprise": found.enterprise_id},
    )


def _read(questions: Sequence[SoundingQuestion], values: Mapping[int, str]) -> dict[int, str]:
    """The answers as stored; every problem at its question (``q<number>``)."""
    found, problems = {}, {}
    for one in questions:
        text = (values.get(one.pk) or "").strip()
        said, problem = read_value(QuestionKind(one.kind), text)
        found[one.pk] = said
        if problem:
            problems[f"q{one.number}"] = problem
    if problems:
        raise SoundingError(problems)
    if not any(found.values()):
        raise SoundingError(_("Answer at least one question, or decline."))
    return found


def read_value(kind: QuestionKind, text: str) -> tuple[str, str]:
    """(the answer as stored, what is wrong with it)."""
    if not text:
        return "", ""
    if kind is QuestionKind.YES_NO:
        return (text, "") if text in {"yes", "no"} else ("", _("Choose yes or no."))
    if kind is QuestionKind.NUMBER:
        try:
            number = Decimal(text.replace("\xa0", "").replace(" ", "").replace(",", "."))
        except InvalidOperation:
            return "", _("Write a number.")
        # "1e-9999" is no way to write a number here, and would be stored with all its zeros
        if not number.is_finite() or abs(number) > 10**12 or "e" in text.lower():
            return "", _("Write a number.")
        return format(number.normalize(), "f"), ""
    if problem := plain_text(text, lines=True):
        return "", problem
    return text[:2000], ""


def _step(sounding: Sounding, to: SoundingState, *, by: User | None, now: datetime) -> None:
    sounding.state = to
    sounding.save()
    audit.record(by=by, now=now, verb=f"sounding_{to.value}", on=sounding)


def _fill(sounding: Sounding, content: SoundingContent, now: datetime) -> None:
    _check(content, now)
    for name in _COLUMNS:
        setattr(sounding, name, getattr(content, name))
    sounding.full_clean(exclude=["buyer"])
    sounding.save()
    sounding.questions.all().delete()
    SoundingQuestion.objects.bulk_create(
        SoundingQuestion(sounding=sounding, number=number, kind=one.kind, text=one.text.strip())
        for number, one in enumerate(content.questions, 1)
    )


def _check(content: SoundingContent, now: datetime) -> None:
    buyers.plain(title=content.title, about=content.about, place=content.place)
    if content.deadline <= now:
        raise SoundingError({"deadline": _("This moment is over.")})
    if content.deadline > now + LONGEST:
        raise SoundingError({"deadline": _("A sounding runs for at most 90 days.")})
    if not 0 < len(content.questions) <= MOST_QUESTIONS:
        raise SoundingError({"questions": _("Ask one to ten questions.")})
    for number, one in enumerate(content.questions, 1):
        buyers.plain(**{f"q{number}_text": one.text})


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
