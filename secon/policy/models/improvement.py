"""How policy instruments improved."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow
from secon.partnership.enums import Evidence
from secon.partnership.models.base import SourceField
from secon.policy.enums import Fund, ImprovementKind, ImprovementState
from secon.policy.models.base import Proof
from secon.policy.models.instrument import Instrument


class ImprovementQuerySet(TranslatedQuerySet):
    """Improvements by where they stand."""

    def public(self) -> Self:
        """Those of instruments readers may see."""
        return self.filter(instrument__live=True)


class Improvement(RevisionMixin, Translated, ClusterableModel):
    """A change of an instrument that the project brought about: the main result."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "description")
    optional_fields: ClassVar[tuple[str, ...]] = ("description",)

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="improvements", verbose_name=_("instrument")
    )
    title = models.CharField(_("what changed"), max_length=200)
    description = models.TextField(_("how"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=ImprovementKind)
    state = models.CharField(
        _("state"), max_length=10, choices=ImprovementState, default=ImprovementState.PLANNED
    )
    happened_on = models.DateField(_("since"), null=True, blank=True)
    amount = models.DecimalField(
        _("money influenced"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    fund = models.CharField(_("fund"), max_length=10, choices=Fund, blank=True)
    link_to_project = models.TextField(
        _("how it follows from the project"), max_length=1000, blank=True
    )
    evidence = models.CharField(
        _("evidence"), max_length=20, choices=Evidence, default=Evidence.PUBLISHED
    )
    source = SourceField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy improvement")
        verbose_name_plural = _("policy improvements")
        ordering = [F("happened_on").desc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, in the language at hand."""
        return reverse("policy:improvement", args=[self.pk])


class ImprovementTranslation(TranslationRow):
    """An improvement in one more language."""

    record = ParentalKey(Improvement, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("what changed"), max_length=200)
    description = models.TextField(_("how"), max_length=2000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("improvement in another language")
        verbose_name_plural = _("improvements in other languages")


class ImprovementProof(Proof):
    """What shows that an improvement took place."""

    improvement = ParentalKey(Improvement, on_delete=models.CASCADE, related_name="proofs")

    class Meta(Proof.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
