"""Where notices came from: runs, the bytes received, and what could not be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.procurement.enums import ProblemLevel, RunState, SourceKind


class ImportRun(models.Model):
    """One import from one source, with its counts and quality report."""

    source = models.CharField(_("source"), max_length=300)  # as said: a name, no machine's path
    source_kind = models.CharField(
        _("kind of source"), max_length=10, choices=SourceKind, default=SourceKind.GIVEN
    )
    fingerprint = models.CharField(_("what the source was"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RunState, default=RunState.RUNNING)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    read = models.PositiveIntegerField(_("notices read"), default=0)
    stored = models.PositiveIntegerField(_("new notices"), default=0)
    replaced = models.PositiveIntegerField(_("notices received in other words"), default=0)
    unchanged = models.PositiveIntegerField(_("notices known already"), default=0)
    lots = models.PositiveIntegerField(_("lots stored"), default=0)
    problem_count = models.PositiveIntegerField(_("problems"), default=0)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)
    peak_memory_mb = models.FloatField(_("most memory used, MB"), null=True, blank=True)
    quality = models.JSONField(_("quality report"), default=dict, blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ("-started_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="procurement_run_known_state", condition=models.Q(state__in=RunState.values)
            ),
            models.CheckConstraint(
                name="procurement_run_finished_unless_running",
                condition=models.Q(finished_at__isnull=False) | models.Q(state=RunState.RUNNING),
            ),
        ]
        indexes = [models.Index(name="procurement_run_started", fields=["-started_at"])]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class ImportProblem(models.Model):
    """What a run could not read: the code says what kind, the place where in which file."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    level = models.CharField(
        _("level"), max_length=7, choices=ProblemLevel, default=ProblemLevel.ERROR
    )
    code = models.CharField(_("code"), max_length=60)
    file = models.CharField(_("file"), max_length=500)
    where = models.CharField(_("place in the file"), max_length=500, blank=True)
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("import problem")
        verbose_name_plural = _("import problems")
        ordering = ("run", "id")
        constraints = [
            models.CheckConstraint(
                name="procurement_problem_known_level",
                condition=models.Q(level__in=ProblemLevel.values),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.file}"


class RawPayload(models.Model):
    """A notice's bytes as received, compressed with zlib, once per digest, never changed."""

    id = models.BigIntegerField(primary_key=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    data = models.BinaryField(_("bytes, zlib"))
    size = models.PositiveIntegerField(_("size before compression"))
    fetched_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("raw payload")
        verbose_name_plural = _("raw payloads")
        constraints = [
            models.UniqueConstraint(name="procurement_payload_once", fields=["sha256"]),
        ]

    def __str__(self) -> str:
        return self.sha256


class Reception(models.Model):
    """That a notice came in these bytes, in this run, from this file. Several: it was replaced."""

    notice = models.ForeignKey(
        "procurement.Notice", on_delete=models.CASCADE, related_name="receptions", db_index=False
    )
    payload = models.ForeignKey(RawPayload, on_delete=models.PROTECT, related_name="receptions")
    run = models.ForeignKey(
        ImportRun, on_delete=models.PROTECT, related_name="receptions", db_index=False
    )
    file = models.CharField(_("file in the source"), max_length=500)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("reception of a notice")
        verbose_name_plural = _("receptions of notices")
        ordering = ("notice", "id")
        constraints = [
            models.UniqueConstraint(
                name="procurement_reception_once", fields=["notice", "payload"]
            ),
        ]

    def __str__(self) -> str:
        return self.file
