"""Short calls: drafted, published, closed, then awarded or cancelled. One writer of their state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from secon.codes.rules import plain_cpv
from secon.enterprises.models import Enterprise
from secon.kernel import audit, translations
from secon.kernel.documents import MOST_FILES, Document
from secon.kernel.enums import TranslationState
from secon.opportunities.buyer_enums import CALL_STEPS, CallKind, CallState, Reservation
from secon.opportunities.domain import buyers
from secon.opportunities.models import CallFile, ShortCall
from secon.people.models import User

MOST_CODES = 10
EARLY = frozenset({CallKind.QUOTES})
"""Kinds that a buyer may close before the deadline and read at once."""


class CallError(ValidationError):
    """What cannot be done with a call so; by field where one is to blame."""


@dataclass(frozen=True, slots=True)
class CallContent:
    """What a draft says. ``deadline`` is a moment; ``others``: texts by language."""

    kind: CallKind
    title: str
    description: str
    language: str
    cpv: tuple[str, ...]
    country: str
    deadline: datetime
    zone: str
    nuts: str = ""
    town: str = ""
    band: str = ""
    months: int | None = None
    reserved: Reservation = Reservation.NONE
    documents_url: str = ""
    others: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Award:
    """How a call ended: to whom, for how much in euro without tax."""

    winner_name: str
    winner: Enterprise | None = None
    award_eur: Decimal | None = None
    note: str = ""


def draft(*, content: CallContent, by: User, now: datetime) -> ShortCall:
    """A new draft of the buyer's body. Raises ``PermissionDenied``, ``CallError``."""
    profile = buyers.confirmed(by)
    call = ShortCall(buyer=profile, made_at=now, changed_at=now)
    with transaction.atomic():
        _fill(call, content, by=by, now=now)
        audit.record(by=by, now=now, verb="draft_call", on=call)
    return call


def change(*, call: ShortCall, content: CallContent, by: User, now: datetime) -> ShortCall:
    """Say a draft anew; what is published stays as it was published."""
    with transaction.atomic():
        call = allowed(call, by, "change_call", CallState.DRAFT)
        _fill(call, content, by=by, now=now)
        audit.record(by=by, now=now, verb="change_call", on=call)
    return call


def publish(*, call: ShortCall, by: User, now: datetime) -> ShortCall:
    """Let everybody read and suppliers answer. Raises ``CallError`` for a deadline that is over."""
    with transaction.atomic():
        call = allowed(call, by, "publish_call", CallState.DRAFT)
        if call.deadline <= now:
            raise CallError({"deadline": _("This moment is over.")})
        call.published_at = now
        _step(call, CallState.PUBLISHED, by=by, now=now)
    return call


def close(*, call: ShortCall, by: User | None, now: datetime) -> ShortCall:
    """End answering: at the deadline, or before it where quotes are asked for."""
    with transaction.atomic():
        call = allowed(call, by, "close_call", CallState.PUBLISHED) if by else lock(call.pk)
        if call.deadline > now and call.kind not in EARLY:
            raise CallError(_("A tender stays open until its deadline."))
        call.closed_at = now
        _step(call, CallState.CLOSED, by=by, now=now)
    return call


def close_due(*, now: datetime) -> int:
    """Close the calls whose deadline has passed; returns how many. Again changes nothing."""
    due = ShortCall.objects.filter(state=CallState.PUBLISHED, deadline__lte=now).order_by("pk")
    count = 0
    for call in due:
        try:
            close(call=call, by=None, now=now)
        except CallError:  # another worker was there first
            continue
        count += 1
    return count


def award(*, call: ShortCall, award: Award, by: User, now: datetime) -> ShortCall:
    """Say to whom it went; a call past its deadline is closed on the way."""
    if not award.winner_name.strip():
        raise CallError({"winner_name": _("Name to whom it was awarded.")})
    buyers.plain(winner_name=award.winner_name, outcome_note=award.note)
    with transaction.atomic():
        call = allowed(call, by, "award_call", CallState.PUBLISHED, CallState.CLOSED)
        if call.state == CallState.PUBLISHED:
            call = close(call=call, by=by, now=now)
        call.winner, call.winner_name = award.winner, award.winner_name.strip()
        call.award_eur, call.outcome_note = award.award_eur, award.note.strip()
        call.ended_at = now
        _step(call, CallState.AWARDED, by=by, now=now)
    return call


def cancel(*, call: ShortCall, by: User, now: datetime, reason: str) -> ShortCall:
    """End it without an award, with a reason that everybody reads."""
    if not reason.strip():
        raise CallError({"reason": _("Say why.")})
    buyers.plain(reason=reason)
    with transaction.atomic():
        call = allowed(call, by, "cancel_call", CallState.PUBLISHED, CallState.CLOSED)
        call.outcome_note, call.ended_at = reason.strip(), now
        _step(call, CallState.CANCELLED, by=by, now=now)
    return call


def drop(*, call: ShortCall, by: User, now: datetime) -> None:
    """Delete a draft."""
    with transaction.atomic():
        call = allowed(call, by, "change_call", CallState.DRAFT)
        audit.record(by=by, now=now, verb="drop_call", on=call)
        call.delete()


def add_file(*, call: ShortCall, document: Document, by: User, now: datetime) -> CallFile:
    """Add a document to a draft. Raises ``CallError``."""
    with transaction.atomic():
        call = allowed(call, by, "change_call", CallState.DRAFT)
        if call.files.filter(answer=None).count() >= MOST_FILES:
            raise CallError({"file": _("A call has at most five files.")})
        made = stored(CallFile(call=call, added_at=now), document)
        audit.record(by=by, now=now, verb="add_call_file", on=call, detail={"file": made.pk})
    return made


def drop_file(*, file: CallFile, by: User, now: datetime) -> None:
    """Take a document off a draft."""
    with transaction.atomic():
        call = allowed(file.call, by, "change_call", CallState.DRAFT)
        audit.record(by=by, now=now, verb="drop_call_file", on=call, detail={"file": file.pk})
        call.files.filter(pk=file.pk, answer=None).delete()


def stored(file: CallFile, document: Document) -> CallFile:
    """``file`` with what ``document`` is, saved."""
    file.name, file.kind, file.data = document.name, document.kind, document.data
    file.size, file.digest = len(document.data), hashlib.sha256(document.data).hexdigest()
    file.save()
    return file


def lock(pk: int) -> ShortCall:
    """The call as it is now, locked."""
    found: ShortCall = ShortCall.objects.select_for_update().get(pk=pk)
    return found


def allowed(call: ShortCall, by: User, permission: str, *states: CallState) -> ShortCall:
    """The call, locked, if ``by`` may. Another state is a ``CallError``, another person refused."""
    found = lock(call.pk)
    if not by.has_perm(f"opportunities.{permission}", found):
        if by.has_perm("opportunities.read_answers", found) and found.state not in states:
            raise CallError(_("The call is no longer in that state. Look at the page again."))
        raise PermissionDenied
    return found


def _step(call: ShortCall, to: CallState, *, by: User | None, now: datetime) -> None:
    if to not in CALL_STEPS[CallState(call.state)]:
        raise CallError(_("The call is no longer in that state. Look at the page again."))
    call.state, call.changed_at = to, now
    call.save()
    audit.record(by=by, now=now, verb=f"call_{to.value}", on=call)


def _fill(call: ShortCall, content: CallContent, *, by: User, now: datetime) -> None:
    _check(content, now)
    call.kind, call.original_language = content.kind, content.language
    for name in ("title", "description", "country", "nuts", "town", "band", "months"):
        setattr(call, name, getattr(content, name))
    call.cpv, call.documents_url = list(content.cpv), content.documents_url
    call.deadline, call.zone, call.reserved = content.deadline, content.zone, content.reserved
    call.changed_at = now
    call.full_clean(exclude=["buyer", "winner"])
    call.save()
    written = {language: texts for language, texts in content.others.items() if any(texts.values())}
    call.translations.exclude(language__in=written).delete()
    for language, texts in written.items():
        translations.translate(
            record=call,
            language=language,
            texts=texts,
            by=by,
            state=TranslationState.HUMAN,
            now=now,
        )


def _check(content: CallContent, now: datetime) -> None:
    texts = {"title": content.title, "description": content.description, "town": content.town}
    buyers.plain(**texts)
    problems = dict(_problems(content, now))
    if problems:
        raise CallError(problems)
    for language, own in content.others.items():
        buyers.plain(**{f"{name}_{language}": text for name, text in own.items()})


def _problems(content: CallContent, now: datetime) -> Iterable[tuple[str, str]]:
    if not content.cpv or len(content.cpv) > MOST_CODES or not all(map(plain_cpv, content.cpv)):
        yield "cpv", _("Name what is bought, with one to ten CPV codes.")
    if content.zone not in available_timezones():
        yield "zone", _("Choose a time zone.")
    elif content.deadline <= now:
        yield "deadline", _("This moment is over.")


def local(moment: datetime, zone: str) -> datetime:
    """``moment`` as the clocks of ``zone`` show it."""
    return moment.astimezone(ZoneInfo(zone))
