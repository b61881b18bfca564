"""Letters about decisions. They leave once the decision is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import Enterprise
from secon.kernel.ports import get_port


def send(
    *, to: str, language: str, template: str, enterprise: Enterprise, context: Mapping[str, Any]
) -> None:
    """Write to ``to`` in ``language`` when the transaction is over.

    ``template`` is a file of ``enterprises/letters/``; the subject names the entry.
    """
    known = language if language in dict(settings.LANGUAGES) else "en"
    with translation.override(known):
        address = enterprise.get_absolute_url() if enterprise.state in PUBLIC_STATES else ""
        values = {
            "enterprise": enterprise,
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{address}" if address else "",
            **context,
        }
        body = render_to_string(f"enterprises/letters/{template}.txt", values)
        title = _("Your message about %(name)s") % {"name": enterprise.name}
    prefix = settings.EMAIL_SUBJECT_PREFIX
    letter = EmailMessage(f"{prefix}{' '.join(title.split())}", body, to=[to])
    transaction.on_commit(lambda: get_port("mail").send(letter))
