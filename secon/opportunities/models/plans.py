"""Purchasing plans: a buyer's own table, answered line by line, for that person only."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.kernel.models import language_choices
from secon.opportunities.buyer_enums import PlanStage, Step


class Plan(models.Model):
    """An uploaded plan; it goes with all its lines on its end date."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="buying_plans")
    file_name = models.CharField(_("file"), max_length=200)
    language = models.CharField(_("language of its texts"), max_length=5, choices=language_choices)
    country = models.CharField(_("country"), max_length=2)
    nuts = models.CharField(_("region where a line says none"), max_length=5, blank=True)
    headings = models.JSONField(_("columns"), default=list)
    mapping = models.JSONField(_("what they hold"), default=dict)  # heading: PlanField
    stage = models.CharField(
        _("stage"), max_length=10, choices=PlanStage, default=PlanStage.COLUMNS, editable=False
    )
    made_at = models.DateTimeField(_("uploaded at"))
    answered_on = models.DateField(_("answered on"), null=True)
    delete_after = models.DateField(_("deleted after"))

    class Meta:
        verbose_name = _("purchasing plan")
        verbose_name_plural = _("purchasing plans")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["delete_after"], name="opportunities_plan_ends")]

    def __str__(self) -> str:
        return self.file_name


class PlanLine(models.Model):
    """A line with its answer, or with what is wrong with it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))  # as the spreadsheet shows it
    cells = models.JSONField(_("as written"), default=list, encoder=DjangoJSONEncoder)
    what = models.CharField(_("what"), max_length=500, blank=True)
    cpv = models.CharField(_("CPV code"), max_length=8, blank=True)
    value_eur = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True)
    nuts = models.CharField(_("region code"), max_length=5, blank=True)
    day = models.DateField(_("begins"), null=True)
    step = models.CharField(_("advice"), max_length=12, choices=Step, blank=True)
    answer = models.JSONField(_("answer"), default=dict)  # interfaces.plan_rows reads it
    problems = models.JSONField(_("what is wrong"), default=list)  # [[field, code, value]]

    class Meta:
        verbose_name = _("line of a plan")
        verbose_name_plural = _("lines of plans")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="opportunities_plan_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"
