"""Registers that entries come from: source, run, raw row, problem, and the link back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.enterprises.models.enterprise import Enterprise
from secon.kernel.models import language_choices
from secon.partnership.models import Partner


class RegisterSource(models.Model):
    """A register or list, and which of its columns means what."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="registers", verbose_name=_("partner")
    )
    name = models.CharField(_("name of the register"), max_length=200)
    publisher = models.CharField(_("who publishes it"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2)
    language = models.CharField(_("language of its texts"), max_length=5, choices=language_choices)
    mapping = models.JSONField(_("columns"), default=dict)  # column heading: field
    defaults = models.JSONField(_("the same for every row"), default=dict)  # field: value
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "name"],
                name="enterprises_register_once",
                violation_error_message=_("This partner has a register of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegisterRun(models.Model):
    """One file read: previewed, then applied, or dropped."""

    class Stage(models.TextChoices):
        PREVIEW = "preview", _("Previewed")
        APPLIED = "applied", _("Applied")
        DROPPED = "dropped", _("Dropped")

    source = models.ForeignKey(RegisterSource, models.CASCADE, related_name="runs")
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    stage = models.CharField(
        _("stage"), max_length=8, choices=Stage, default=Stage.PREVIEW, editable=False
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)
    report = models.JSONField(_("counts"), default=dict)  # outcome: rows

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.uploaded_at:%Y-%m-%d}"


class RegisterRow(models.Model):
    """One row as read, and what is to become of it."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New entry")
        UPDATE = "update", _("Change of an entry")
        SAME = "same", _("Unchanged")
        DUPLICATE = "duplicate", _("Perhaps an entry we have")
        REFUSED = "refused", _("Not readable")

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))  # as the spreadsheet counts, heading included
    external_id = models.CharField(_("number in the register"), max_length=80, blank=True)
    values = models.JSONField(_("values"), default=dict)  # field: cleaned value
    digest = models.CharField(max_length=64)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    enterprise = models.ForeignKey(
        Enterprise, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # the entry it changes, or perhaps is
    likeness = models.PositiveSmallIntegerField(_("likeness in percent"), null=True)
    decided = models.CharField(max_length=10, blank=True)  # of a duplicate: "same" or "new"

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="enterprises_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"


class RegisterProblem(models.Model):
    """What is wrong with a row, in the words of the person who has to put it right."""

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField(_("row"), null=True)  # null: the file as a whole
    column = models.CharField(_("column"), max_length=120, blank=True)
    code = models.CharField(_("kind"), max_length=40)
    severe = models.BooleanField(_("the row is not taken over"), default=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    detail = models.JSONField(default=dict)  # what the sentence for ``code`` needs

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ["row", "pk"]

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.code}"


class RegisterLink(models.Model):
    """An entry's row in a register, and when it was last seen there."""

    source = models.ForeignKey(RegisterSource, models.CASCADE, related_name="links")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="registers")
    external_id = models.CharField(_("number in the register"), max_length=80)
    digest = models.CharField(max_length=64)  # of the row it was made from
    first_run = models.ForeignKey(RegisterRun, models.PROTECT, related_name="+")
    last_run = models.ForeignKey(RegisterRun, models.PROTECT, related_name="+")
    last_seen_on = models.DateField(_("last seen on"))
    vanished_on = models.DateField(_("no longer there since"), null=True)

    class Meta:
        verbose_name = _("entry in a register")
        verbose_name_plural = _("entries in registers")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="enterprises_register_row_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.external_id}"
