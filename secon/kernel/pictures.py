"""Pictures that people upload: kept with the platform's images, without what a camera adds to them."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps
from wagtail.images import get_image_model

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def keep(*, file: File[bytes], alt: str, by: AbstractBaseUser | None) -> Any:
    """Store an uploaded picture that a form has checked; the image."""
    image = get_image_model()(title=alt[:255], file=_bare(file), uploaded_by_user=by)
    image.save()
    return image


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
