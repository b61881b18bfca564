"""A field for a picture: its kind, size and pixels are checked before anything is kept."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import willow
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

FORMATS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp"}
"""Ending of a file's name to what its content must be."""


class PictureField(forms.FileField):
    """Cleans to the uploaded file. Limits: ``WAGTAILIMAGES_MAX_UPLOAD_SIZE`` and ``…_PIXELS``."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def to_python(self, data: Any) -> UploadedFile | None:
        """The file; ValidationError says in plain words why it is not taken."""
        if data in self.empty_values:
            return None
        size = data.size or 0
        if size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            raise ValidationError(
                _("This file has %(size)s. A picture may have at most %(most)s.")
                % {
                    "size": filesizeformat(size),
                    "most": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
                }
            )
        file = super().to_python(data)
        if not isinstance(file, UploadedFile):
            return None
        _check_content(file)
        return file


def _check_content(file: UploadedFile) -> None:
    wrong = _("This is no JPEG, PNG or WebP picture. Choose another file.")
    wanted = FORMATS.get(PurePath(file.name or "").suffix.lower().lstrip("."))
    if wanted is None:
        raise ValidationError(wrong)
    try:
        image = willow.Image.open(file)
        width, height = image.get_size()
    except Exception as error:  # whatever a broken file makes the reader raise
        raise ValidationError(wrong) from error
    finally:
        file.seek(0)
    if image.format_name != wanted:
        raise ValidationError(wrong)
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(
            _("This picture has %(width)d by %(height)d pixels. Make it smaller first.")
            % {"width": width, "height": height}
        )
