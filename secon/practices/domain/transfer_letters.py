"""The one letter of a transfer: the region of origin hears that somebody is interested."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from secon.kernel.ports import get_port
from secon.partnership.models import Membership
from secon.people.enums import Role
from secon.practices.models import Transfer


def tell_origin(transfer: Transfer, *, note: str, now: datetime) -> None:
    """Write to the editors of the practice's region, in its language, once all is stored."""
    origin = transfer.practice.partner
    spoken = origin.original_language
    with translation.override(spoken if spoken in dict(settings.LANGUAGES) else "en"):
        told = translation.get_language() or "en"
        practice = transfer.practice.best(told, "title")["title"]
        region = transfer.partner.best(told, "territory_name")["territory_name"]
        subject = _("Interest in your practice: %(title)s") % {"title": practice}
        address = reverse("practices:transfer", args=[transfer.pk])
        body = render_to_string(
            "practices/transfers/letters/interest.txt",
            {
                "practice": practice,
                "region": region,
                "partner": transfer.partner.best(told, "name")["name"],
                "note": note,
                "address": f"{settings.WAGTAILADMIN_BASE_URL}{address}",
            },
        )
    title = f"{settings.EMAIL_SUBJECT_PREFIX}{' '.join(subject.split())}"
    editors = Membership.objects.active(now).filter(
        partner=origin, role=Role.PARTNER_EDITOR, user__is_active=True
    )
    for email in dict.fromkeys(editors.order_by("pk").values_list("user__email", flat=True)):
        letter = EmailMessage(title, body, to=[email])
        transaction.on_commit(partial(get_port("mail").send, letter))
