"""Registers that entries come from: source, run, raw row, problem, and the link back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    """One file: received, read, previewed, then applied, or dropped.

    Reading and applying are claimed by one process at a time: ``claim`` is its word, ``claimed_at``
    its last sign of life. ``done`` of ``total`` rows tells how far it is.
    """

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Waiting for its columns")
        READING = "reading", _("Being read")
        PREVIEW = "preview", _("Previewed")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        DROPPED = "dropped", _("Dropped")
        FAILED = "failed", _("Not readable")

    source = models.ForeignKey(RegisterSource, models.CASCADE, related_name="runs")
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    is_whole = models.BooleanField(_("the file holds the whole register"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    stage = models.CharField(
        _("stage"), max_length=8, choices=Stage, default=Stage.RECEIVED, editable=False
    )
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    seen_version = models.BigIntegerField(default=0)  # of the directory, when rows were matched
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)
    report = models.JSONField(_("counts"), default=dict)  # outcome: rows
    rows_deleted_at = models.DateTimeField(_("rows deleted at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.uploaded_at:%Y-%m-%d}"


class RegisterFile(models.Model):
    """A file as uploaded, kept until its columns are named and it is read: a day at most."""

    run = models.OneToOneField(RegisterRun, models.CASCADE, related_name="file")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")

    def __str__(self) -> str:
        return str(self.run_id)


class RegisterRow(models.Model):
    """One row as read, and what is to become of it."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New entry")
        UPDATE = "update", _("Change of an entry")
        SAME = "same", _("Unchanged")
        DUPLICATE = "duplicate", _("Perhaps an entry we have")
        ELSEWHERE = "elsewhere", _("Outside the region")
        REFUSED = "refused", _("Not readable")

    class Decided(models.TextChoices):
        SAME = "same", pgettext_lazy("duplicate", "The same")
        NEW = "new", pgettext_lazy("duplicate", "Another organisation")

    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))  # as the spreadsheet counts, heading included
    external_id = models.CharField(_("number in the register"), max_length=80, blank=True)
    values = models.JSONField(_("values"), default=dict)  # field: cleaned value
    digest = models.CharField(max_length=64)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    enterprise = models.ForeignKey(
        Enterprise, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # the entry it changes, or perhaps is
    twin = models.PositiveIntegerField(_("like row"), null=True)  # of the same file
    likeness = models.PositiveSmallIntegerField(_("likeness in percent"), null=True)
    why = models.CharField(max_length=10, blank=True)  # SameBy of a duplicate
    decided = models.CharField(max_length=10, blank=True, choices=Decided)
    is_done = models.BooleanField(default=False)  # applied, or decided to be left

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["run", "outcome", "number"], name="enterprises_row_outcome")
        ]
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
    said = models.JSONField(default=dict)  # field: short digest of what the register said last
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
