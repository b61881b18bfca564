"""Pictures of entries: kept with the platform's images, gone with the last entry that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image, ImageOps
from wagtail.images import get_image_model

from secon.enterprises.enums import Decision
from secon.enterprises.models import Enterprise, EnterprisePicture
from secon.people.models import User

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def keep(*, file: File[bytes], alt: str, by: User | None) -> Any:
    """Store an uploaded picture that a form has checked; the image."""
    image = get_image_model()(title=alt[:255], file=_bare(file), uploaded_by_user=by)
    image.save()
    return image


def drop_unused(content: Mapping[str, Any], enterprise: Enterprise) -> None:
    """Delete, once the decision is stored, what of ``content`` no entry shows and no change names."""
    named = {row["image"] for row in content.get("pictures", ()) if row.get("image")}
    if named:
        transaction.on_commit(lambda: _delete_unused(named, enterprise))


def _bare(file: File[bytes]) -> File[bytes]:
    """The picture alone: where and with what it was taken is nobody's business."""
    name = PurePath(file.name or "picture.jpg")
    with Image.open(file) as picture:
        kind = _FORMATS[name.suffix.lower()]
        upright = ImageOps.exif_transpose(picture)
        upright.info.pop("exif", None)
        target = BytesIO()
        upright.save(target, kind, quality=90)
    return ContentFile(target.getvalue(), name=name.name)


def _delete_unused(named: set[int], enterprise: Enterprise) -> None:
    waiting = enterprise.changes.filter(decision=Decision.OPEN).values_list("content", flat=True)
    needed = {row["image"] for one in waiting for row in one.get("pictures", ())}
    shown = EnterprisePicture.objects.filter(image__in=named).values_list("image_id", flat=True)
    for image in get_image_model().objects.filter(pk__in=named - needed - set(shown)):
        image.delete()
