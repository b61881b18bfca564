"""Who buys for which public body: said by a person, confirmed by a partner."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.enterprises.domain.checking import plain_text
from secon.enterprises.domain.territory import partner_of
from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.kernel.models import AuditEvent
from secon.opportunities.buyer_enums import KEPT_STANDINGS, STANDING_STEPS, Standing
from secon.opportunities.domain import buyer_letters
from secon.opportunities.models import BuyerProfile
from secon.people.domain import roles
from secon.people.enums import Role
from secon.people.models import RoleGrant, User

MOST_LETTERS = 20
"""Letters to suppliers that one buyer may send in a day."""


class BuyerError(ValidationError):
    """What a buyer cannot do so; by field where one is to blame."""


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as a person names it."""

    organisation: str
    country: str
    email: str
    evidence: str
    language: str
    nuts: str = ""
    town: str = ""
    website: str = ""


def profile_of(user: User) -> BuyerProfile | None:
    """The profile that waits or is confirmed, if any."""
    kept = BuyerProfile.objects.filter(user=user, standing__in=KEPT_STANDINGS)
    return kept.select_related("partner").first()


def confirmed(user: User) -> BuyerProfile:
    """The confirmed profile. Raises ``PermissionDenied``."""
    found = profile_of(user)
    if found is None or found.standing != Standing.CONFIRMED or not user.holds(Role.BUYER):
        raise PermissionDenied
    return found


def ask(*, body: Body, by: User, now: datetime) -> BuyerProfile:
    """Say that ``by`` buys for a public body; the region's partner decides. ``BuyerError``."""
    plain(organisation=body.organisation, evidence=body.evidence, town=body.town)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if profile_of(by) is not None:
            raise BuyerError(_("You have named your public body already."))
        made = BuyerProfile(
            user=by,
            asked_at=now,
            partner=partner_of(nuts=body.nuts, town=body.town),
            **asdict(body),
        )
        made.full_clean(exclude=["user", "partner"])
        made.save()
        audit.record(by=by, now=now, verb="ask_to_buy", on=made)
    return made


def confirm(*, profile: BuyerProfile, by: User, now: datetime) -> BuyerProfile:
    """Let the person buy in the name of the body; they get the role of a public buyer."""
    with transaction.atomic():
        found = _open(profile, by)
        _step(found, Standing.CONFIRMED, by=by, now=now, reason="")
        if found.user is not None and not found.user.holds(Role.BUYER):
            roles.grant(user=found.user, role=Role.BUYER, by=None, now=now)
        _tell(found)
    return found


def decline(*, profile: BuyerProfile, by: User, now: datetime, reason: str) -> BuyerProfile:
    """Refuse it, with a reason that the person reads."""
    if not reason.strip():
        raise BuyerError({"reason": _("Say why.")})
    plain(reason=reason)
    with transaction.atomic():
        found = _open(profile, by)
        _step(found, Standing.DECLINED, by=by, now=now, reason=reason.strip())
        _tell(found)
    return found


def end(*, profile: BuyerProfile, by: User, now: datetime) -> BuyerProfile:
    """End it: the person's own word, or the partner's. The role of a buyer ends with it."""
    with transaction.atomic():
        found = _locked(profile)
        if not by.has_perm("opportunities.end_buyer", found):
            raise PermissionDenied
        was_confirmed = found.standing == Standing.CONFIRMED
        _step(found, Standing.ENDED, by=by, now=now, reason="")
        if found.user is not None and was_confirmed:
            for grant in RoleGrant.objects.active(now).filter(user=found.user, role=Role.BUYER):
                roles.end(grant=grant, by=None, now=now)
    return found


def write_to(*, enterprise: Enterprise, message: str, by: User, now: datetime) -> None:
    """Send a letter to those who speak for a supplier that agreed to messages; it is not kept.

    Answers go to the address of the public body. Raises ``PermissionDenied``, ``BuyerError``.
    """
    profile = confirmed(by)
    if not message.strip():
        raise BuyerError({"message": _("Write what you want to know.")})
    plain(message=message)
    with transaction.atomic():
        BuyerProfile.objects.select_for_update().get(pk=profile.pk)
        addresses = buyer_letters.stewards_of([enterprise]).get(enterprise.pk, [])
        if not enterprise.agrees_to_messages or not addresses:
            raise BuyerError(_("This enterprise gets no messages through the platform."))
        if letters_left(by, now) <= 0:
            raise BuyerError(_("You have written many letters today. Please go on tomorrow."))
        audit.record(by=by, now=now, verb="write_to_supplier", on=enterprise)
        buyer_letters.send(
            to=addresses,
            language=enterprise.original_language,
            template="contact",
            title=gettext_lazy("A public buyer writes to you"),
            reply_to=profile.email,
            context={"profile": profile, "enterprise": enterprise, "message": message.strip()},
        )


def letters_left(user: User, now: datetime) -> int:
    """How many letters the buyer may still send."""
    day = now - timedelta(days=1)
    sent = AuditEvent.objects.filter(by=user, verb="write_to_supplier", at__gt=day).count()
    return MOST_LETTERS - sent


def plain(**texts: str) -> None:
    """Raise ``BuyerError`` at each text that is not plain words."""
    found = {field: said for field, text in texts.items() if (said := plain_text(text, lines=True))}
    if found:
        raise BuyerError(found)


def _locked(profile: BuyerProfile) -> BuyerProfile:
    return BuyerProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)


def _open(profile: BuyerProfile, by: User) -> BuyerProfile:
    """The profile, locked, if it waits and ``by`` may decide."""
    found = _locked(profile)
    if found.standing != Standing.ASKED:
        raise BuyerError(_("This was decided already."))
    if not by.has_perm("opportunities.decide_buyer", found):
        raise PermissionDenied
    return found


def _step(profile: BuyerProfile, to: Standing, *, by: User, now: datetime, reason: str) -> None:
    if to not in STANDING_STEPS[Standing(profile.standing)]:
        raise BuyerError(_("This was decided already."))
    profile.standing, profile.decided_at, profile.reason = to, now, reason
    profile.confirmed_by = by
    profile.save(update_fields=["standing", "decided_at", "reason", "confirmed_by"])
    audit.record(by=by, now=now, verb=f"buyer_{to.value}", on=profile)


def _tell(profile: BuyerProfile) -> None:
    if profile.user is None:
        return
    name = "opportunities:buying"
    buyer_letters.send(
        to=[profile.user.email],
        language=profile.language,
        template="profile",
        title=gettext_lazy("Buying for your public body"),
        context={
            "profile": profile,
            "confirmed": profile.standing == Standing.CONFIRMED,
            "address": buyer_letters.address(name, language=profile.language),
        },
    )
