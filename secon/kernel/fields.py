"""Model fields as this project uses them."""

from __future__ import annotations

from typing import Any

from django.db import models


class WebAddressField(models.URLField):
    """An address of a page; what is typed without a scheme is meant to be https."""

    def formfield(self, **kwargs: Any) -> Any:
        """The field of a form."""
        return super().formfield(**{"assume_scheme": "https"} | kwargs)

    def deconstruct(self) -> Any:
        """For migrations it is an ordinary address."""
        name, path, args, kwargs = super().deconstruct()
        own = f"{WebAddressField.__module__}.{WebAddressField.__qualname__}"
        return name, "django.db.models.URLField" if path == own else path, args, kwargs
