"""Seats in a review: whom the lead invites, and who takes the seat with which account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.partnership.models import Partner
from secon.people.models import User
from secon.policy.domain import joint_reviews_letters as letters
from secon.policy.domain.joint_reviews import ReviewError, led, lock
from secon.policy.enums import ReviewState, Side
from secon.policy.models import JointReview, Reviewer

MOST_SEATS = 30
KEPT = timedelta(days=365)  # until a later step of the review says otherwise
PAUSE = timedelta(days=3)  # between two reminders
_OPEN = (ReviewState.DRAFT, ReviewState.ANSWERING)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is to be invited: the address of a person, in the name of an organisation."""

    email: str
    organisation: str
    side: Side
    partner: Partner | None


def invite(*, review: JointReview, guest: Guest, by: User | None, now: datetime) -> Reviewer:
    """A seat for ``guest``; the letter leaves when the review opens, or at once if it has."""
    with transaction.atomic():
        found = led(review, by, *_OPEN)
        _check(found, guest)
        seat = Reviewer(
            review=found,
            email=guest.email,
            organisation=guest.organisation,
            side=guest.side,
            partner=guest.partner if guest.side == Side.OTHER_REGION else found.partner,
            delete_after=timezone.localdate(now) + KEPT,
        )
        seat.full_clean(exclude=["review", "user", "partner"])
        seat.save()
        audit.record(by=by, now=now, verb="invite_reviewer", on=found, detail={"seat": seat.pk})
        if found.state == ReviewState.ANSWERING:
            letters.invite(review=found, seat=seat, now=now)
    return seat


def uninvite(*, seat: Reviewer, by: User | None, now: datetime) -> None:
    """Take a seat away from who has not answered; what was begun there is deleted unread."""
    with transaction.atomic():
        review = led(seat.review, by, *_OPEN)
        found = review.reviewers.filter(pk=seat.pk).first()
        if found is None or found.submitted_at is not None:
            raise ReviewError(_("Who has answered keeps the seat."))
        audit.record(by=by, now=now, verb="uninvite_reviewer", on=review, detail={"seat": seat.pk})
        found.delete()


def find(token: str) -> Reviewer | None:
    """The seat a letter's link leads to, while the link works."""
    waiting = Reviewer.objects.filter(
        token_hash=letters.hash_of(token), review__state=ReviewState.ANSWERING
    )
    return waiting.select_related("review__instrument", "review__partner", "partner").first()


def take(*, token: str, by: User, now: datetime) -> Reviewer:
    """Take the seat of a letter with the account of ``by``. The link works once.

    Raises ``ReviewError``.
    """
    seat = find(token)
    if seat is None:
        raise ReviewError(_("This link works no longer. Ask the lead of the review for another."))
    return _bind(seat, by, now)


def take_own(*, seat: Reviewer, by: User, now: datetime) -> Reviewer:
    """Take a seat that was offered to the confirmed address of ``by``."""
    if seat.email.casefold() != by.email.casefold() or not confirmed(by):
        raise PermissionDenied
    return _bind(seat, by, now)


def confirmed(user: User) -> bool:
    """Whether the account's address was shown to be the person's own."""
    own = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return bool(own.exists())


def decline(*, seat: Reviewer, by: User, now: datetime) -> Reviewer:
    """Leave the seat; the lead sees that, and no reason is asked. Nothing personal is kept."""
    with transaction.atomic():
        review = lock(seat.review_id)
        found = Reviewer.objects.select_for_update().get(pk=seat.pk)
        if found.user_id != by.pk:
            raise PermissionDenied
        if review.state != ReviewState.ANSWERING or found.submitted_at is not None:
            raise ReviewError(_("What was answered stays answered."))
        found.answers.all().delete()
        found.declined_at, found.user, found.email, found.token_hash = now, None, "", ""
        found.save(update_fields=["declined_at", "user", "email", "token_hash"])
        audit.record(by=by, now=now, verb="decline_review", on=review, detail={"seat": found.pk})
    return found


def remind(*, review: JointReview, by: User | None, now: datetime) -> int:
    """Write to all who have not answered, at most once in :data:`PAUSE`; how many letters left.

    Who has not taken the seat gets a new link; the earlier one works no longer.
    """
    with transaction.atomic():
        found = led(review, by, ReviewState.ANSWERING)
        since = now - PAUSE
        if audit.events_on(found).filter(verb="remind_reviewers", at__gt=since).exists():
            raise ReviewError(_("They were reminded in the last days."))
        late = found.reviewers.filter(submitted_at=None, declined_at=None, invited_at__lte=since)
        seats = list(late.select_related("partner", "user"))
        for seat in seats:
            letters.invite(review=found, seat=seat, now=now, template="reminder")
        audit.record(
            by=by, now=now, verb="remind_reviewers", on=found, detail={"letters": len(seats)}
        )
    return len(seats)


def remind_all(*, now: datetime, ahead: timedelta = timedelta(days=7)) -> int:
    """Remind in every review whose last day is near; how many letters left."""
    today = timezone.localdate(now)
    near = JointReview.objects.filter(
        state=ReviewState.ANSWERING,
        answers_until__range=(today, today + ahead),
        is_example=False,
    )
    sent = 0
    for review in near:
        try:
            sent += remind(review=review, by=None, now=now)
        except ReviewError:  # reminded lately
            continue
    return sent


def forget(*, now: datetime) -> int:
    """Empty addresses and accounts past their end date; organisations stay. How many seats."""
    past = Reviewer.objects.filter(delete_after__lt=timezone.localdate(now))
    known = past.exclude(email="", user=None)
    return known.update(email="", user=None, token_hash="")


def _check(review: JointReview, guest: Guest) -> None:
    if review.reviewers.count() >= MOST_SEATS:
        raise ReviewError(_("A review has at most %(most)d seats.") % {"most": MOST_SEATS})
    taken = review.reviewers.filter(email__iexact=guest.email)
    if taken.exists() or review.reviewers.filter(user__email__iexact=guest.email).exists():
        raise ReviewError({"email": _("This person is invited already.")})
    if guest.side == Side.OTHER_REGION and guest.partner in (None, review.partner):
        raise ReviewError({"partner": _("Say which other region this reviewer comes from.")})


def _bind(seat: Reviewer, by: User, now: datetime) -> Reviewer:
    with transaction.atomic():
        review = lock(seat.review_id)
        found = (
            Reviewer.objects.select_for_update(of=("self",))
            .select_related("partner")
            .get(pk=seat.pk)
        )
        if review.state != ReviewState.ANSWERING or found.user_id or found.declined_at:
            raise ReviewError(_("This seat can no longer be taken."))
        if review.reviewers.filter(user=by).exists():
            raise ReviewError(_("You have a seat in this review already."))
        found.user, found.token_hash = by, ""
        found.save(update_fields=["user", "token_hash"])
        audit.record(by=by, now=now, verb="take_seat", on=review, detail={"seat": found.pk})
    return found
