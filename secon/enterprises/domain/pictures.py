"""Pictures of entries: gone with the last entry that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.images import get_image_model

from secon.enterprises.enums import Decision
from secon.enterprises.models import Enterprise, EnterprisePicture


def drop_unused(content: Mapping[str, Any], enterprise: Enterprise) -> None:
    """Delete, once the decision is stored, what of ``content`` no entry shows and no change names."""
    named = {row["image"] for row in content.get("pictures", ()) if row.get("image")}
    if named:
        transaction.on_commit(lambda: _delete_unused(named, enterprise))


def _delete_unused(named: set[int], enterprise: Enterprise) -> None:
    waiting = enterprise.changes.filter(decision=Decision.OPEN).values_list("content", flat=True)
    needed = {row["image"] for one in waiting for row in one.get("pictures", ())}
    shown = EnterprisePicture.objects.filter(image__in=named).values_list("image_id", flat=True)
    for image in get_image_model().objects.filter(pk__in=named - needed - set(shown)):
        image.delete()
