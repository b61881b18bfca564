"""Wagtail tells us that a draft went public."""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import published

from secon.partnership.domain import partners
from secon.partnership.models import Partner


def note_publication(instance: Partner, revision: Revision, **_: Any) -> None:
    """Write it into the audit trail."""
    partners.published(partner=instance, by=revision.user, now=timezone.now())


def connect() -> None:
    """Called once at start."""
    published.connect(note_publication, sender=Partner, dispatch_uid="partnership_published")
