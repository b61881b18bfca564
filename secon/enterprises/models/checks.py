"""What was checked by whom: written once, never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.enterprises.enums import EvidenceKind, Met
from secon.enterprises.models.enterprise import Enterprise


class Check(models.Model):
    """One criterion or status looked at on a day. The newest row of a ``subject`` counts.

    ``subject`` is a criterion's code of ``frames``, or a status's code; ``number`` tells the
    status's number it was checked for. Nothing checked: no row, shown as unknown.
    """

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="checks")
    subject = models.CharField(_("what was checked"), max_length=60)
    number = models.CharField(_("number"), max_length=60, blank=True)
    met = models.CharField(_("result"), max_length=3, choices=Met)
    evidence_kind = models.CharField(_("evidence"), max_length=12, choices=EvidenceKind)
    evidence = models.CharField(_("where it can be seen"), max_length=300, blank=True)
    evidence_url = models.URLField(_("address of the evidence"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_for = models.CharField(_("checked for"), max_length=200)  # the partner's name then
    check_again_on = models.DateField(_("to be checked again on"), null=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-checked_on", "-pk"]
        indexes = [
            models.Index(
                fields=["enterprise", "subject", "-checked_on"], name="enterprises_check_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.met} {self.checked_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a change of what is written is refused."""
        if not self._state.adding:
            message = "Checks are written once."
            raise TypeError(message)
        super().save(*args, **kwargs)
