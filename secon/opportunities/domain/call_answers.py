"""What suppliers ask and send in, and who may read it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.kernel.documents import Document
from secon.opportunities.buyer_enums import CallKind, CallState
from secon.opportunities.domain import buyer_letters, buyers
from secon.opportunities.domain.calls import CallError, allowed, lock, stored
from secon.opportunities.models import CallAnswer, CallFile, CallQuestion, ShortCall
from secon.people.models import User

KEPT = timedelta(days=365)
"""So long after its end answers to a call are kept."""
MOST_QUESTIONS = 10
"""Of one person about one call."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an enterprise sends in; ``price_eur`` without tax."""

    message: str
    reply_to: str
    price_eur: Decimal | None = None
    document: Document | None = None


def ask(*, call: ShortCall, text: str, language: str, by: User, now: datetime) -> CallQuestion:
    """Ask the buyer before the deadline. It is public once it is answered, without a name."""
    if not text.strip():
        raise CallError({"text": _("Write your question.")})
    buyers.plain(text=text)
    with transaction.atomic():
        call = lock(call.pk)
        if not by.has_perm("opportunities.ask_about_call", call):
            raise PermissionDenied
        _still_open(call, now)
        if call.questions.filter(asked_by=by).count() >= MOST_QUESTIONS:
            raise CallError(_("You have asked ten questions about this call already."))
        made = CallQuestion.objects.create(
            call=call, text=text.strip(), language=language, asked_by=by, asked_at=now
        )
        audit.record(by=by, now=now, verb="ask_about_call", on=call, detail={"question": made.pk})
        if call.buyer.user is not None:
            buyer_letters.send(
                to=[call.buyer.user.email],
                language=call.buyer.language,
                template="question",
                title=gettext_lazy("A question about your call"),
                context={
                    "call": call,
                    "question": made,
                    "address": buyer_letters.address(
                        "opportunities:call", call.pk, language=call.buyer.language
                    ),
                },
            )
    return made


def reply(*, question: CallQuestion, answer: str, by: User, now: datetime) -> CallQuestion:
    """Answer a question once, for everybody to read."""
    if not answer.strip():
        raise CallError({"answer": _("Write your answer.")})
    buyers.plain(answer=answer)
    with transaction.atomic():
        call = allowed(question.call, by, "answer_question", CallState.PUBLISHED)
        found = CallQuestion.objects.select_for_update().get(pk=question.pk)
        if found.answered_at is not None:
            raise CallError(_("This question is answered already."))
        found.answer, found.answered_at = answer.strip(), now
        found.save(update_fields=["answer", "answered_at"])
        audit.record(by=by, now=now, verb="answer_question", on=call, detail={"question": found.pk})
    return found


def send_in(
    *, call: ShortCall, enterprise: Enterprise, offer: Offer, by: User, now: datetime
) -> CallAnswer:
    """Answer a call for an enterprise that ``by`` speaks for, before the deadline, once."""
    if not offer.message.strip():
        raise CallError({"message": _("Write your answer.")})
    buyers.plain(message=offer.message)
    with transaction.atomic():
        call = lock(call.pk)
        if not speaks_for(by, enterprise) or call.buyer.user_id == by.pk:
            raise PermissionDenied  # nobody answers an own call
        _still_open(call, now)
        if call.answers.filter(enterprise=enterprise, withdrawn_at=None).exists():
            raise CallError(_("This enterprise has answered already. Take the answer back first."))
        made = CallAnswer(
            call=call,
            enterprise=enterprise,
            sent_by=by,
            message=offer.message.strip(),
            price_eur=offer.price_eur,
            reply_to=offer.reply_to,
            sent_at=now,
        )
        made.full_clean(exclude=["call", "enterprise", "sent_by", "withdrawn_at"])
        made.save()
        if offer.document is not None:
            stored(CallFile(call=call, answer=made, added_at=now), offer.document)
        audit.record(
            by=by, now=now, verb="answer_call", on=call, detail={"enterprise": enterprise.pk}
        )
    return made


def withdraw(*, answer: CallAnswer, by: User, now: datetime) -> CallAnswer:
    """Take an answer back before the deadline; its words and files are deleted."""
    with transaction.atomic():
        call = lock(answer.call_id)
        if not speaks_for(by, answer.enterprise):
            raise PermissionDenied
        _still_open(call, now)
        found = CallAnswer.objects.select_for_update().get(pk=answer.pk)
        if found.withdrawn_at is None:
            found.withdrawn_at = now
            found.message, found.reply_to, found.price_eur = "", "", None
            found.save(update_fields=["withdrawn_at", "message", "reply_to", "price_eur"])
            found.files.all().delete()
            audit.record(
                by=by,
                now=now,
                verb="withdraw_answer",
                on=call,
                detail={"enterprise": found.enterprise_id},
            )
    return found


def speaks_for(user: User, enterprise: Enterprise) -> bool:
    """Whether ``user`` is a steward of this listed enterprise."""
    return (
        enterprise.state in PUBLIC_STATES
        and user.enterprises_kept.filter(enterprise=enterprise, ended_at=None).exists()
    )


def can_read(user: User, call: ShortCall, now: datetime) -> bool:
    """Whether the buyer may open the answers: of a tender only after its deadline."""
    if not user.has_perm("opportunities.read_answers", call):
        return False
    return call.kind == CallKind.QUOTES or call.deadline <= now


def answers_for(*, call: ShortCall, by: User, now: datetime) -> QuerySet[CallAnswer]:
    """The answers that the buyer may read now. Raises ``PermissionDenied``."""
    if not can_read(by, call, now):
        raise PermissionDenied
    found = call.answers.filter(withdrawn_at=None).select_related("enterprise")
    return found.prefetch_related("files")


def may_open(user: User | None, file: CallFile, now: datetime) -> bool:
    """Whether ``user`` (None: anybody) may have a file: of a public call, or of an own answer."""
    if file.answer is None:
        own = user is not None and user.has_perm("opportunities.view_call", file.call)
        return file.call.state != CallState.DRAFT or own
    if user is None or file.answer.withdrawn_at is not None:
        return False
    return speaks_for(user, file.answer.enterprise) or can_read(user, file.call, now)


def forget_old(*, now: datetime) -> int:
    """Delete answers to calls that ended long ago; returns how many."""
    before = now - KEPT
    over = Q(call__ended_at__lt=before) | Q(call__ended_at=None, call__deadline__lt=before)
    return CallAnswer.objects.filter(over).delete()[1].get("opportunities.CallAnswer", 0)


def _still_open(call: ShortCall, now: datetime) -> None:
    if call.state != CallState.PUBLISHED or call.deadline <= now:
        raise CallError(_("The deadline has passed."))
