"""Which sites may show a partner's map in a frame."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from secon.enterprises.models import EmbedOrigin
from secon.kernel import audit
from secon.partnership.domain.territories import territories
from secon.partnership.models import Partner
from secon.people.models import User

PERMISSION = "enterprises.allow_embed"


def origins_of(partner_slug: str) -> list[str]:
    """The sites a partner allows, as ``frame-ancestors`` takes them: one query."""
    found = EmbedOrigin.objects.filter(partner__slug=partner_slug)
    return list(found.values_list("origin", flat=True))


def partners_of(user: User) -> list[Partner]:
    """The partners with a region for whose maps ``user`` may allow sites, in their order."""
    slugs = [one.slug for one in territories()]
    partners = Partner.objects.filter(slug__in=slugs).order_by("number")
    return [one for one in partners if user.has_perm(PERMISSION, EmbedOrigin(partner=one))]


def allow(*, partner: Partner, origin: str, by: User, now: datetime) -> EmbedOrigin:
    """Let the site ``origin`` show the partner's maps.

    Raises ``PermissionDenied``, and ``ValidationError`` where it is no origin or known already.
    """
    with transaction.atomic():
        Partner.objects.select_for_update().get(pk=partner.pk)
        allowed = EmbedOrigin(partner=partner, origin=origin)
        _may(by, allowed)
        allowed.full_clean()
        allowed.save()
        audit.record(by=by, now=now, verb="allow_embed", on=partner, detail={"origin": origin})
    return allowed


def forget(*, allowed: EmbedOrigin, by: User, now: datetime) -> None:
    """Let the site show them no more. Raises ``PermissionDenied``."""
    with transaction.atomic():
        _may(by, allowed)
        detail = {"origin": allowed.origin}
        audit.record(by=by, now=now, verb="forget_embed", on=allowed.partner, detail=detail)
        allowed.delete()


def _may(by: User, allowed: EmbedOrigin) -> None:
    if not by.has_perm(PERMISSION, allowed):
        raise PermissionDenied
