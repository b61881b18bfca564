"""What is done to barriers and enabling factors: named, published, linked to who should act."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from secon.kernel import audit, translations
from secon.partnership.models import Partner
from secon.people.models import User
from secon.policy.enums import TOPIC_OF_ASPECT, Aspect, Level
from secon.policy.models import Factor, FactorInstrument, Instrument


@dataclass(frozen=True, slots=True)
class Content:
    """What an editor says of a factor. ``topic`` empty: outside the topics."""

    effect: str
    aspect: str
    title: str
    original_language: str
    topic: str = ""
    level: str = ""
    rural: str = ""
    detail: str = ""
    source: str = ""


def topic_for(aspect: str) -> str:
    """The topic an aspect belongs to unless an editor says otherwise."""
    return TOPIC_OF_ASPECT[Aspect(aspect)] or ""


def propose(*, partner: Partner, content: Content, by: User, now: datetime) -> Factor:
    """A draft for ``partner``, seen by its editors until it is published."""
    factor = Factor(partner=partner, live=False, **asdict(content))
    allow("policy.add_factor", by, factor)
    factor.full_clean()
    with transaction.atomic():
        factor.save()
        _keep_version(factor, by)
        audit.record(by=by, now=now, verb="propose", on=factor)
    return factor


def edit(*, factor: Factor, content: Content, by: User, now: datetime) -> Factor:
    """Say it anew. A published factor changes at once; its translations age."""
    allow("policy.change_factor", by, factor)
    with transaction.atomic():
        fresh = _locked(factor, by)
        said = asdict(content)
        changed = sorted(field for field, value in said.items() if getattr(fresh, field) != value)
        if not changed:
            return fresh
        for field in changed:
            setattr(fresh, field, said[field])
        fresh.full_clean()
        fresh.save()
        translations.source_changed(record=fresh, now=now)
        _keep_version(fresh, by)
        audit.record(by=by, now=now, verb="edit", on=fresh, detail={"fields": changed})
    return fresh


def publish(*, factor: Factor, by: User) -> Factor:
    """Show it to everybody."""
    allow("policy.publish_factor", by, factor)
    with transaction.atomic():
        fresh = _locked(factor, by)
        if fresh.live:
            raise ValidationError(_("It is published already."))
        fresh.live = True  # what ``_keep_version`` then publishes
        _keep_version(fresh, by)  # every publication is heard of by ``partnership.signals``
    return Factor.objects.get(pk=fresh.pk)


def hide(*, factor: Factor, by: User, now: datetime) -> Factor:
    """Take it out of what readers see; nothing said of it is lost."""
    allow("policy.publish_factor", by, factor)
    with transaction.atomic():
        fresh = _locked(factor, by)
        if not fresh.live:
            raise ValidationError(_("It is not published."))
        fresh.unpublish(log_action=False)  # with a person, Wagtail asks for its own permissions
        audit.record(by=by, now=now, verb="hide", on=fresh)
    return Factor.objects.get(pk=fresh.pk)


def who_could_act(factor: Factor) -> QuerySet[Instrument]:
    """Instruments that may be named: the own region's, and published ones of country and Union."""
    elsewhere = Q(live=True) & (
        Q(partner=None, country=factor.partner.country)
        | Q(level=Level.NATIONAL, country=factor.partner.country)
        | Q(level=Level.EU)
    )
    return Instrument.objects.filter(Q(partner=factor.partner_id) | elsewhere)


def link(
    *, factor: Factor, instrument: Instrument, note: str, by: User, now: datetime
) -> FactorInstrument:
    """Name an instrument that should act, and how; said again, the note changes."""
    allow("policy.change_factor", by, factor)
    with transaction.atomic():
        fresh = _locked(factor, by)
        if not who_could_act(fresh).filter(pk=instrument.pk).exists():
            raise ValidationError(
                {"instrument": _("Choose an instrument of this region, its country or the Union.")}
            )
        row = FactorInstrument.objects.filter(factor=fresh, instrument=instrument).first()
        row = row or FactorInstrument(factor=fresh, instrument=instrument)
        row.note = note
        row.full_clean()
        row.save()
        _keep_version(Factor.objects.get(pk=fresh.pk), by)
        detail = {"instrument": instrument.pk}
        audit.record(by=by, now=now, verb="link", on=fresh, detail=detail)
    return row


def unlink(*, factor: Factor, instrument: Instrument, by: User, now: datetime) -> None:
    """Take back that an instrument should act."""
    allow("policy.change_factor", by, factor)
    with transaction.atomic():
        fresh = _locked(factor, by)
        gone, _rows = FactorInstrument.objects.filter(factor=fresh, instrument=instrument).delete()
        if not gone:
            raise ValidationError(_("This instrument is not named."))
        _keep_version(Factor.objects.get(pk=fresh.pk), by)
        detail = {"instrument": instrument.pk}
        audit.record(by=by, now=now, verb="unlink", on=fresh, detail=detail)


def allow(permission: str, by: User, factor: Factor) -> None:
    """Refuse who may not do this to the factor."""
    if not by.has_perm(permission, factor):
        raise PermissionDenied(_("You do not edit for this region."))


def _locked(factor: Factor, by: User) -> Factor:
    """The factor as it is now, for us alone; refused while the editors' desk holds it."""
    fresh: Factor = (
        Factor.objects.select_for_update(of=("self",)).select_related("partner").get(pk=factor.pk)
    )
    if fresh.locked and fresh.locked_by_id != by.pk:
        raise ValidationError(_("Somebody has locked it in the editors’ desk."))
    if fresh.live and fresh.has_unpublished_changes:
        raise ValidationError(
            _("A draft of it waits in the editors’ desk. Publish it or throw it away first.")
        )
    return fresh


def _keep_version(factor: Factor, by: User) -> None:
    """Note the version as Wagtail does; of a published factor it is the one shown."""
    revision = factor.save_revision(user=by, clean=False)
    if factor.live:
        revision.publish(user=by, skip_permission_checks=True)
