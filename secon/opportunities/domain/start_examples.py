"""What a newcomer tries opportunities with: an enterprise to speak for, a buyer, a short call.

Local settings only. The enterprise is an example, the public body says in its name that it is one,
and its call is marked as an example everywhere it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from secon.enterprises.domain import claims
from secon.enterprises.enums import State
from secon.enterprises.models import Enterprise
from secon.opportunities.buyer_enums import CallKind
from secon.opportunities.domain import buyers, calls
from secon.opportunities.models import ShortCall
from secon.people.enums import Role
from secon.people.models import User

DAYS_OPEN = 30


@dataclass(frozen=True, slots=True)
class Made:
    """Who speaks for what now; None where there was nobody or nothing to make it of."""

    enterprise: Enterprise | None
    call: ShortCall | None


def load(*, now: datetime) -> Made:
    """Make what is missing; again changes nothing. Raises ``PermissionDenied``."""
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    with transaction.atomic():
        return Made(_enterprise(now), _call(now))


def _person(role: Role) -> User | None:
    """The local sign-in for ``role``, as ``create_local_people`` names it."""
    return User.objects.filter(email=f"{role.value.replace('_', '-')}@example.org").first()


def _enterprise(now: datetime) -> Enterprise | None:
    """The example that the most suits, for which the sign-in for enterprises then speaks."""
    if (person := _person(Role.ENTERPRISE)) is None:
        return None
    kept: Enterprise | None = Enterprise.objects.filter(
        stewards__user=person, stewards__ended_at=None
    ).first()
    if kept is not None:
        return kept
    examples = Enterprise.objects.filter(is_example=True, state=State.VERIFIED)
    best = (
        examples.annotate(best=Max("matches__score"))
        .order_by("best", "pk")
        .exclude(best=None)
        .last()
    )
    chosen = best or examples.order_by("pk").first()
    if chosen is not None:
        claims.claim_own(
            enterprise=chosen,
            by=person,
            now=now,
            position="Example",
            evidence="A sign-in of this machine",
        )
    return chosen


def _call(now: datetime) -> ShortCall | None:
    """A short call of an example body, published by the sign-in for buyers."""
    person, decides = _person(Role.BUYER), _person(Role.LEAD_PARTNER)
    if person is None or decides is None:
        return None
    there: ShortCall | None = ShortCall.objects.filter(is_example=True).first()
    if there is not None:
        return there
    profile = buyers.profile_of(person)
    if profile is None:
        body = buyers.Body(
            organisation="Example municipality (not a real body)",
            country="EL",
            nuts="EL653",
            email="municipality@example.org",
            evidence="A sign-in of this machine",
            language="en",
        )
        profile = buyers.ask(body=body, by=person, now=now)
        buyers.confirm(profile=profile, by=decides, now=now)
    content = calls.CallContent(
        kind=CallKind.QUOTES,
        title="Example: meals for a day of work with volunteers",
        description="An example of a short call. Cold lunches for 60 people, served outdoors.",
        language="en",
        cpv=("55520000",),
        country="EL",
        nuts="EL653",
        town="Καλαμάτα",
        deadline=(now + timedelta(days=DAYS_OPEN)).replace(
            hour=10, minute=0, second=0, microsecond=0
        ),
        zone="Europe/Athens",
    )
    call = calls.publish(call=calls.draft(content=content, by=person, now=now), by=person, now=now)
    ShortCall.objects.filter(pk=call.pk).update(is_example=True)
    call.refresh_from_db()
    return call
