"""The project: what it is and costs, with its calendar."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from secon.kernel.models import Translated, TranslatedQuerySet, TranslationRow, language_choices
from secon.partnership.enums import (
    BudgetKind,
    Evidence,
    PhaseKind,
)
from secon.partnership.models.base import SourceField
from secon.partnership.models.partner import Partner


class Project(Translated, ClusterableModel):
    """The project as the programme knows it."""

    translated_fields: ClassVar[tuple[str, ...]] = ("title",)

    acronym = models.CharField(_("acronym"), max_length=20, unique=True)
    reference = models.CharField(_("reference number"), max_length=20)
    programme = models.CharField(_("programme"), max_length=100)
    title = models.CharField(_("title"), max_length=300)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    sources = models.JSONField(_("sources"), default=dict, blank=True)  # field: [addresses]

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="partnership_project_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.acronym


class ProjectTranslation(TranslationRow):
    """The project's title as published in one more language."""

    record = ParentalKey(Project, on_delete=models.CASCADE, related_name="translations")
    title = models.CharField(_("title"), max_length=300)

    class Meta(TranslationRow.Meta):
        verbose_name = _("title in another language")
        verbose_name_plural = _("titles in other languages")


class OtherTitle(models.Model):
    """A further title in use for the same project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="other_titles")
    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    title = models.CharField(_("title"), max_length=300)
    source = SourceField()

    class Meta:
        verbose_name = _("other title")
        verbose_name_plural = _("other titles")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "language", "title"], name="partnership_other_title_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BudgetFigure(models.Model):
    """A figure of money as somebody published it. Sources contradict each other; all are kept."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="budget")
    kind = models.CharField(_("what"), max_length=20, choices=BudgetKind)
    amount = models.DecimalField(_("euro"), max_digits=14, decimal_places=2, null=True)
    percent = models.PositiveSmallIntegerField(_("percent"), null=True)
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="+")
    said_by = models.ForeignKey(
        Partner, models.CASCADE, null=True, related_name="+", verbose_name=_("published by")
    )
    source = SourceField()

    class Meta:
        verbose_name = _("budget figure")
        verbose_name_plural = _("budget figures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None, percent__isnull=False)
                | Q(amount__isnull=False, percent=None),
                name="partnership_budget_amount_or_percent",
            ),
            models.UniqueConstraint(
                fields=["project", "kind", "source"], name="partnership_budget_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount or self.percent}"


class Phase(models.Model):
    """A phase of the project; ``ends`` is its last day."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="phases")
    kind = models.CharField(_("phase"), max_length=10, choices=PhaseKind)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    evidence = models.CharField(_("evidence"), max_length=20, choices=Evidence)
    source = SourceField()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="partnership_phase_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="partnership_phase_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Semester(models.Model):
    """Six months to report on, with deadlines that follow from the programme's rules."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="semesters")
    code = models.CharField(_("semester"), max_length=5, unique=True)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))
    evidence = models.CharField(_("evidence for the dates"), max_length=20, choices=Evidence)
    source = SourceField()
    partner_deadline = models.DateField(_("partners' reports due"), null=True)
    programme_deadline = models.DateField(_("joint report due"), null=True)
    deadline_evidence = models.CharField(
        _("evidence for the deadlines"),
        max_length=20,
        choices=Evidence,
        default=Evidence.DERIVED,
    )
    reported_with = models.CharField(_("reported together with"), max_length=5, blank=True)

    class Meta:
        verbose_name = _("semester")
        verbose_name_plural = _("semesters")
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="partnership_semester_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.code
