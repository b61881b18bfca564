"""Wagtail tells us that a draft went public."""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import published

from secon.partnership.domain import records


def note_publication(instance: Model, revision: Revision, **_: Any) -> None:
    """Write it into the audit trail."""
    records.published(record=instance, by=revision.user, now=timezone.now())


def watch(*models: type[Model]) -> None:
    """Note every publication of these; called once at start by the app that owns them."""
    for model in models:
        uid = f"{model._meta.label_lower}_published"
        published.connect(note_publication, sender=model, dispatch_uid=uid)
