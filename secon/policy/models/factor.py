"""Barriers and enabling factors, and how strong people said they are, again and again."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin

from secon.kernel.models import (
    Translated,
    TranslatedQuerySet,
    TranslationRow,
    language_choices,
)
from secon.kernel.storage import evidence
from secon.partnership.models import Partner
from secon.partnership.models.base import SourceField
from secon.policy.enums import (
    Aspect,
    Basis,
    Effect,
    Level,
    OrganisationKind,
    Rural,
    Strength,
    Topic,
)
from secon.policy.models.instrument import Instrument


class FactorQuerySet(TranslatedQuerySet):
    """Factors by what they are."""

    def published(self) -> Self:
        """Those readers may see."""
        return self.filter(live=True)


class Factor(DraftStateMixin, LockableMixin, RevisionMixin, Translated, ClusterableModel):
    """A barrier or an enabling factor in one region, coded so that regions can be compared."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "detail")
    optional_fields: ClassVar[tuple[str, ...]] = ("detail",)

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="factors", verbose_name=_("region")
    )
    effect = models.CharField(_("barrier or enabling factor"), max_length=10, choices=Effect)
    aspect = models.CharField(_("about"), max_length=15, choices=Aspect)
    topic = models.CharField(
        _("topic of the Council Recommendation"),
        max_length=20,
        choices=Topic,
        blank=True,
        help_text=_("Empty: outside the topics."),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    rural = models.CharField(_("where"), max_length=6, choices=Rural, blank=True)
    title = models.CharField(_("in one sentence"), max_length=200)
    detail = models.TextField(_("more"), max_length=2000, blank=True)
    source = SourceField()
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = FactorQuerySet.as_manager()

    class Meta:
        verbose_name = _("barrier or enabling factor")
        verbose_name_plural = _("barriers and enabling factors")
        ordering = ["partner__number", "effect", "aspect", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("policy:factor", args=[self.pk])


class FactorTranslation(TranslationRow):
    """A factor in one more language."""

    record = ParentalKey(Factor, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("in one sentence"), max_length=200)
    detail = models.TextField(_("more"), max_length=2000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("factor in another language")
        verbose_name_plural = _("factors in other languages")


class FactorInstrument(models.Model):
    """The instrument that should act on a factor, and how."""

    factor = ParentalKey(Factor, on_delete=models.CASCADE, related_name="instruments")
    instrument = models.ForeignKey(
        Instrument, models.CASCADE, related_name="factors", verbose_name=_("instrument")
    )
    note = models.CharField(_("how it should act"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("instrument that should act")
        verbose_name_plural = _("instruments that should act")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["factor", "instrument"],
                name="policy_factor_instrument_once",
                violation_error_message=_("This instrument is named already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.instrument_id)


class Assessment(models.Model):
    """What somebody said of a factor on a day. Never overwritten: a new one follows."""

    factor = models.ForeignKey(Factor, models.CASCADE, related_name="assessments")
    strength = models.PositiveSmallIntegerField(
        _("strength"), choices=Strength, null=True, blank=True, help_text=_("Empty: not said.")
    )
    basis = models.CharField(_("how it is known"), max_length=10, choices=Basis)
    said_by = models.CharField(
        _("who said it"),
        max_length=200,
        blank=True,
        help_text=_("A kind of people or an organisation, never a person's name."),
    )
    said_by_kind = models.CharField(
        _("kind of organisation"), max_length=12, choices=OrganisationKind, blank=True
    )
    people = models.PositiveIntegerField(
        _("number of people"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    people_at_least = models.BooleanField(_("that many or more"), default=False)
    quote = models.TextField(_("what was said, in own words"), max_length=1000, blank=True)
    quote_language = models.CharField(
        _("language of these words"), max_length=5, choices=language_choices, blank=True
    )
    source = SourceField()
    file = models.FileField(
        _("evidence"), storage=evidence, upload_to="evidence/%Y/", max_length=200, blank=True
    )
    assessed_on = models.DateField(_("date"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-assessed_on", "-pk"]
        indexes = [
            models.Index(fields=["factor", "-assessed_on"], name="policy_assessed"),
        ]

    def __str__(self) -> str:
        return f"{self.factor_id} {self.assessed_on}"
