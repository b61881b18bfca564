"""Parts of an enterprise's record, edited and cleared with it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string

from secon.enterprises.enums import EvidenceKind, LinkKind, Sector, Weekday
from secon.enterprises.models.enterprise import Enterprise
from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow


class EnterpriseStatus(models.Model):
    """A national status it holds or held. An ended one is history and stays.

    ``code`` is one of ``frames``; when it was checked is told by the ``Check`` rows.
    """

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="statuses")
    code = models.CharField(_("status"), max_length=40)
    number = models.CharField(_("number in the register"), max_length=60, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)
    evidence_kind = models.CharField(_("evidence"), max_length=12, choices=EvidenceKind, blank=True)
    evidence = models.CharField(_("where it can be seen"), max_length=300, blank=True)
    evidence_url = models.URLField(_("address of the evidence"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("national status")
        verbose_name_plural = _("national statuses")
        ordering = ["code", "pk"]  # names only: modelcluster sorts rows in memory
        indexes = [models.Index(fields=["valid_to"], name="enterprises_status_ends")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="enterprises_status_dates_in_order",
                violation_error_message=_("A status ends after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}".strip()

    def holds(self, today: date) -> bool:
        """Whether it is held on ``today``; a status without days is held."""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_to is None or self.valid_to >= today)


class Offer(Translated, ClusterableModel):
    """Something it sells or does for others."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "description")
    optional_fields: ClassVar[tuple[str, ...]] = ("description",)

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="offers")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("what"), max_length=120)
    description = models.TextField(_("more about it"), max_length=1000, blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector, blank=True)
    cpv = models.JSONField(_("CPV codes"), default=list, blank=True)  # eight digits each
    audiences = models.JSONField(_("for whom"), default=list, blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class OfferTranslation(TranslationRow):
    """An offer in one more language."""

    record = ParentalKey(Offer, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("what"), max_length=120)
    description = models.TextField(_("more about it"), max_length=1000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("offer in another language")
        verbose_name_plural = _("offers in other languages")


class Reference(models.Model):
    """Work done for somebody, as the enterprise tells it."""

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="references")
    client = models.CharField(_("for whom"), max_length=200)
    what = models.CharField(_("what"), max_length=250)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    url = models.URLField(_("page about it"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.client}: {self.what}"


class OpeningHours(models.Model):
    """One stretch of one weekday, in local time. Several rows a day make a break."""

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="enterprises_hours_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="enterprises_hours_in_order",
                violation_error_message=_("It closes after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}–{self.closes:%H:%M}"


class EnterpriseLink(models.Model):
    """A page elsewhere."""

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=8, choices=LinkKind)
    url = models.URLField(_("address"), max_length=500)
    label = models.CharField(_("name"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label or self.url


class EnterprisePicture(models.Model):
    """A picture with what it shows in words."""

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        get_image_model_string(),
        models.CASCADE,
        related_name="+",
        verbose_name=_("picture"),
    )
    alt = models.CharField(_("what it shows"), max_length=200)
    credit = models.CharField(_("who made it"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt=""),
                name="enterprises_picture_has_words",
                violation_error_message=_("Say in words what the picture shows."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt
