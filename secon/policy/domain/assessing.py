"""What somebody said of a factor: each time a new row, never written over, withdrawn with a reason."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.models import User
from secon.policy.domain.factors import allow
from secon.policy.models import Assessment, Factor

ADDRESS = re.compile(r"\S@\S")


@dataclass(frozen=True, slots=True)
class Said:
    """One voice. ``strength`` None: not said; ``people`` None: nobody counted them."""

    basis: str
    assessed_on: date
    strength: int | None = None
    said_by: str = ""
    said_by_kind: str = ""
    people: int | None = None
    people_at_least: bool = False
    quote: str = ""
    quote_language: str = ""
    source: str = ""


def assess(
    *, factor: Factor, said: Said, file: File[bytes] | None = None, by: User, now: datetime
) -> Assessment:
    """Add a voice; the earlier ones stay as they are."""
    allow("policy.change_factor", by, factor)
    made = Assessment(factor=factor, by=by, recorded_at=now, **asdict(said))
    if file is not None:
        made.file = file
    made.full_clean()
    _check(said, timezone.localdate(now))
    with transaction.atomic():
        Factor.objects.select_for_update().get(pk=factor.pk)
        made.save()
        detail = {"assessment": made.pk, "strength": said.strength, "basis": said.basis}
        audit.record(by=by, now=now, verb="assess", on=factor, detail=detail)
    return made


def withdraw(*, assessment: Assessment, reason: str, by: User, now: datetime) -> Assessment:
    """Count a voice no longer; it stays to be read, with the reason in the trail."""
    allow("policy.change_factor", by, assessment.factor)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason is kept.")})
    with transaction.atomic():
        Factor.objects.select_for_update().get(pk=assessment.factor_id)
        fresh = Assessment.objects.select_related("factor").get(pk=assessment.pk)
        if fresh.withdrawn_at is not None:
            raise ValidationError(_("It is withdrawn already."))
        fresh.withdrawn_at = now
        fresh.save(update_fields=["withdrawn_at"])
        detail = {"assessment": fresh.pk, "reason": reason.strip()}
        audit.record(by=by, now=now, verb="withdraw", on=fresh.factor, detail=detail)
    return fresh


def _check(said: Said, today: date) -> None:
    problems: dict[str, str] = {}
    if said.assessed_on > today:
        problems["assessed_on"] = _("This day has not come yet.")
    if ADDRESS.search(said.said_by):
        problems["said_by"] = _("Name a kind of people or an organisation, not an address.")
    if said.people_at_least and said.people is None:
        problems["people"] = _("Say how many, or take away “that many or more”.")
    if said.quote and not said.quote_language:
        problems["quote_language"] = _("Say in which language the words are.")
    if problems:
        raise ValidationError(problems)
