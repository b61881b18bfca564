"""Bidding together: one enterprise asks another, whose stewards accept or decline.

The one writer of ``JointBid``. Who may see whom: the stewards of both see both enterprises, the
notes, what each decided, and, once accepted, the e-mail addresses of who asked and who accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.domain.checking import plain_text
from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import Enterprise, Steward
from secon.kernel import audit
from secon.kernel.ports import get_port
from secon.opportunities.domain.addresses import confirmed_address
from secon.opportunities.domain.demands import Key, facts
from secon.opportunities.enterprise_enums import Joint
from secon.opportunities.models import Decision, JointBid
from secon.people.models import User

MOST_OPEN = 20
"""Questions of one enterprise that wait for an answer."""
MOST_A_DAY = 40
"""Questions of one enterprise in a day, with those taken back: each writes letters."""
Compose = Callable[[JointBid, str, str], tuple[str, str]]
"""(question, "asked" or "answered", language) to subject and text of a letter."""


class SharingError(ValidationError):
    """A question or an answer that cannot be taken."""


def ask(
    *,
    asking: Enterprise,
    asked: Enterprise,
    kind: str,
    demand: int,
    by: User,
    now: datetime,
    compose: Compose,
    note: str = "",
) -> JointBid:
    """Ask ``asked`` to bid together and write to its stewards. Raises ``SharingError``."""
    if problem := plain_text(note, lines=True):
        raise SharingError({"note": problem})
    with transaction.atomic():
        asking = _lock(asking.pk)
        _allow(by, "ask_joint_bid", asking)
        _can_be_asked(asking, asked, (kind, demand), now)
        found = JointBid(
            asking=asking,
            asked=asked,
            kind=kind,
            demand=demand,
            note=note.strip(),
            asked_at=now,
            asked_by=by,
        )
        found.save()
        _audit(found, "ask_joint_bid", asking, by, now)
        _write(found, "asked", stewards(asked), compose)
    return found


def accept(
    *, question: JointBid, by: User, now: datetime, compose: Compose, answer: str = ""
) -> JointBid:
    """Say yes: both sides see each other's decision and address from now on."""
    return _answer(question, Joint.ACCEPTED, by, now, answer, compose)


def decline(
    *, question: JointBid, by: User, now: datetime, compose: Compose, answer: str = ""
) -> JointBid:
    """Say no. The same question cannot be asked again."""
    return _answer(question, Joint.DECLINED, by, now, answer, compose)


def withdraw(*, question: JointBid, by: User, now: datetime) -> JointBid:
    """Take a question back that nobody answered."""
    with transaction.atomic():
        found = _waiting(question.pk)
        _allow(by, "ask_joint_bid", found.asking)
        found.state, found.answered_at, found.answered_by = Joint.WITHDRAWN, now, by
        found.save()
        _audit(found, "withdraw_joint_bid", found.asking, by, now)
    return found


def of(enterprise: Enterprise) -> Sequence[JointBid]:
    """What it asked and was asked, newest first: one query."""
    mine = Q(asking=enterprise) | Q(asked=enterprise)
    rows = JointBid.objects.filter(mine).exclude(state=Joint.WITHDRAWN)
    return list(rows.select_related("asking", "asked", "asked_by", "answered_by"))


def about(enterprise: Enterprise, kind: str, demand: int) -> Sequence[JointBid]:
    """Questions from and to it about one opportunity."""
    mine = Q(asking=enterprise) | Q(asked=enterprise)
    rows = JointBid.objects.filter(mine, kind=kind, demand=demand)
    rows = rows.exclude(state=Joint.WITHDRAWN)
    return list(rows.select_related("asking", "asked", "asked_by", "answered_by"))


def decisions(questions: Iterable[JointBid]) -> dict[tuple[int, Key], Decision]:
    """What both sides of accepted questions decided, by (enterprise, demand): one query."""
    accepted = [one for one in questions if one.state == Joint.ACCEPTED]
    if not accepted:
        return {}
    wanted = {(side, one.key) for one in accepted for side in (one.asking_id, one.asked_id)}
    rows = Decision.objects.filter(
        enterprise__in={side for side, _key in wanted},
        demand__in={key[1] for _side, key in wanted},
    )
    return {
        (row.enterprise_id, row.key): row for row in rows if (row.enterprise_id, row.key) in wanted
    }


def stewards(enterprise: Enterprise) -> list[User]:
    """Who speaks for it now, with an active account."""
    rows = Steward.objects.filter(enterprise=enterprise, ended_at=None, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]


def _can_be_asked(asking: Enterprise, asked: Enterprise, key: Key, now: datetime) -> None:
    known = facts(*key)
    if known is None or not known.is_open(timezone.localdate(now)):
        raise SharingError(_("It can no longer be answered."))
    if asked.pk == asking.pk:
        raise SharingError({"asked": _("Choose another enterprise than your own.")})
    if asked.state not in PUBLIC_STATES:
        raise SharingError({"asked": _("This enterprise is not in the directory.")})
    if not stewards(asked):
        raise SharingError({"asked": _("Nobody speaks for this enterprise here yet.")})
    kind, demand = key
    before = JointBid.objects.exclude(state=Joint.WITHDRAWN).filter(kind=kind, demand=demand)
    if before.filter(asking=asking, asked=asked).exists():
        raise SharingError({"asked": _("This enterprise was asked already.")})
    if before.filter(asking=asked, asked=asking).exists():
        raise SharingError({"asked": _("This enterprise has asked you: answer its question.")})
    day = now - timedelta(days=1)
    if JointBid.objects.filter(asking=asking, asked_at__gt=day).count() >= MOST_A_DAY:
        raise SharingError(_("You have written many letters today. Please go on tomorrow."))
    waiting = JointBid.objects.filter(asking=asking, state=Joint.ASKED).count()
    if waiting >= MOST_OPEN:
        raise SharingError(_("%(most)d questions wait for an answer.") % {"most": MOST_OPEN})


def _answer(
    question: JointBid, to: Joint, by: User, now: datetime, answer: str, compose: Compose
) -> JointBid:
    if problem := plain_text(answer, lines=True):
        raise SharingError({"answer": problem})
    with transaction.atomic():
        found = _waiting(question.pk)
        _allow(by, "answer_joint_bid", found.asked)
        found.state, found.answer = to, answer.strip()
        found.answered_at, found.answered_by = now, by
        found.save()
        _audit(found, f"{to.value}_joint_bid", found.asked, by, now)
        asker = found.asked_by
        still = [one for one in stewards(found.asking) if asker is None or one == asker]
        _write(found, "answered", still, compose)
    return found


def _lock(pk: int) -> Enterprise:
    found: Enterprise = Enterprise.objects.select_for_update().get(pk=pk)
    return found


def _waiting(pk: int) -> JointBid:
    found = JointBid.objects.select_for_update(of=("self",)).filter(pk=pk, state=Joint.ASKED)
    row = found.select_related("asking", "asked", "asked_by").first()
    if row is None:
        raise SharingError(_("This question is answered or taken back."))
    return row


def _allow(by: User, permission: str, enterprise: Enterprise) -> None:
    if not by.has_perm(f"opportunities.{permission}", enterprise):
        raise PermissionDenied


def _write(question: JointBid, about_: str, to: Iterable[User], compose: Compose) -> None:
    """A letter to each when the transaction is over, in the language of the enterprise written to."""
    side = question.asked if about_ == "asked" else question.asking
    subject, text = compose(question, about_, side.original_language)
    for person in to:
        if address := confirmed_address(person):
            letter = EmailMessage(f"{settings.EMAIL_SUBJECT_PREFIX}{subject}", text, to=[address])
            transaction.on_commit(partial(get_port("mail").send, letter))


def _audit(question: JointBid, verb: str, on: Enterprise, by: User, now: datetime) -> None:
    detail = {"question": question.pk, "opportunity": f"{question.kind}-{question.demand}"}
    audit.record(by=by, now=now, verb=verb, on=on, detail=detail)
