"""What the models of policies share: evidence that can be opened."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.kernel.fields import WebAddressField
from secon.kernel.models import language_choices
from secon.kernel.storage import evidence
from secon.policy.enums import ProofKind


class Proof(models.Model):
    """One piece of evidence: an address, or a file checked by ``kernel.documents``."""

    kind = models.CharField(_("kind"), max_length=10, choices=ProofKind)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=language_choices, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)
    url = WebAddressField(_("address"), max_length=500, blank=True)
    file = models.FileField(
        _("file"), storage=evidence, upload_to="evidence/%Y/", max_length=200, blank=True
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Such as the page, or who said it.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file="") | ~Q(note=""),
                name="%(app_label)s_%(class)s_can_be_found",
                violation_error_message=_("Give an address, a file, or say where it can be seen."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
