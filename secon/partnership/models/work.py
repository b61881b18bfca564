"""What the project wants, planned and did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow
from secon.partnership.enums import PlannedPer, RecordState, Theme
from secon.partnership.models.base import SourceField
from secon.partnership.models.partner import Partner
from secon.partnership.models.project import Project, Semester


class Aim(Translated, ClusterableModel):
    """One of the project's five aims."""

    translated_fields: ClassVar[tuple[str, ...]] = ("text",)

    project = models.ForeignKey(Project, models.CASCADE, related_name="aims")
    theme = models.CharField(_("theme"), max_length=20, choices=Theme)
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("aim"))

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["project", "theme"], name="partnership_aim_once"),
        ]

    def __str__(self) -> str:
        return self.text


class AimTranslation(TranslationRow):
    """An aim in one more language."""

    record = ParentalKey(Aim, on_delete=models.CASCADE, related_name="translations")
    text = models.TextField(_("aim"))

    class Meta(TranslationRow.Meta):
        verbose_name = _("aim in another language")
        verbose_name_plural = _("aims in other languages")


class Activity(Translated, ClusterableModel):
    """Something the work plan announces. What was done is counted from its records."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title",)

    project = models.ForeignKey(Project, models.CASCADE, related_name="activities")
    code = models.SlugField(_("short name"))
    order = models.PositiveSmallIntegerField(_("order"))
    theme = models.CharField(_("theme"), max_length=20, choices=Theme, blank=True)
    title = models.TextField(_("activity"))
    planned = models.PositiveSmallIntegerField(
        _("number planned"), null=True, help_text=_("Empty: not published.")
    )
    planned_per = models.CharField(
        _("planned for"), max_length=10, choices=PlannedPer, default=PlannedPer.PROJECT
    )
    source = SourceField()

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="partnership_activity_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityTranslation(TranslationRow):
    """An activity in one more language."""

    record = ParentalKey(Activity, on_delete=models.CASCADE, related_name="translations")
    title = models.TextField(_("activity"))

    class Meta(TranslationRow.Meta):
        verbose_name = _("activity in another language")
        verbose_name_plural = _("activities in other languages")


class ActivityRecord(Translated, ClusterableModel):
    """Something a public page says has happened, or will; by day, or by semester if no day is known."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title", "place")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="records")
    state = models.CharField(_("state"), max_length=10, choices=RecordState)
    title = models.CharField(_("title"), max_length=200)
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="activity_records")
    starts = models.DateField(_("first day"), null=True)
    ends = models.DateField(_("last day"), null=True)
    semester = models.ForeignKey(Semester, models.PROTECT, related_name="records")
    place = models.CharField(_("place"), max_length=100, blank=True)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme, blank=True)
    source = SourceField()

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of an activity")
        verbose_name_plural = _("records of activities")
        ordering = ["semester__starts", F("starts").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="partnership_record_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityRecordTranslation(TranslationRow):
    """A record of an activity in one more language."""

    record = ParentalKey(ActivityRecord, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=100, blank=True)

    class Meta(TranslationRow.Meta):
        verbose_name = _("record of an activity in another language")
        verbose_name_plural = _("records of activities in other languages")
