"""The analysis report: editable texts around live tables, frozen into editions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import LockableMixin, RevisionMixin

from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow
from secon.monitoring.enums import SectionKind


class Report(Translated, ClusterableModel):
    """A report drawn from the platform's records."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "summary")
    optional_fields: ClassVar[tuple[str, ...]] = ("summary",)

    slug = models.SlugField(_("name in addresses"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=3000, blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The living report, in the active language."""
        return reverse("monitoring:report", args=[self.slug])


class ReportTranslation(TranslationRow):
    """A report's title in one more language."""

    record = ParentalKey(Report, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=3000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("report in another language")
        verbose_name_plural = _("reports in other languages")


class ReportSection(LockableMixin, RevisionMixin, Translated, ClusterableModel):
    """A section: its own words, then what ``kind`` draws from the records."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "text")
    optional_fields: ClassVar[tuple[str, ...]] = ("text",)

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    chapter = models.BooleanField(_("begins a chapter"), default=False)
    kind = models.CharField(_("drawn from the records"), max_length=15, choices=SectionKind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(
        _("text"),
        max_length=20_000,
        blank=True,
        help_text=_("Paragraphs; a line “- …” is a point."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of a report")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its place in the living report."""
        return f"{self.report.get_absolute_url()}#section-{self.pk}"


class ReportSectionTranslation(TranslationRow):
    """A section in one more language."""

    record = ParentalKey(ReportSection, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=20_000, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("section in another language")
        verbose_name_plural = _("sections in other languages")


class Edition(models.Model):
    """A report as it stood on a day, in every language. ``content`` is never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("name of the edition"), max_length=120)
    frozen_at = models.DateTimeField(_("frozen at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    content = models.JSONField()  # language: the report as plain values
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="monitoring_edition_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a change of what is frozen is refused."""
        if not self._state.adding:
            message = "Editions are frozen."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its own page, in the active language."""
        return reverse("monitoring:edition", args=[self.report.slug, self.number])
