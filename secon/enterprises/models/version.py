"""One number that grows with every change of what the directory shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectoryVersion(models.Model):
    """A single row (pk 1). Locked while entries take the next number, so that they commit in order.

    ``epoch`` grows when entries were deleted: what was remembered before is void.
    """

    number = models.BigIntegerField(default=0)
    epoch = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("version of the directory")
        verbose_name_plural = _("versions of the directory")

    def __str__(self) -> str:
        return f"{self.epoch}.{self.number}"
