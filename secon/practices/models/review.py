"""The review of a practice as a Wagtail workflow: our task, and what each step found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from secon.practices.enums import Criterion, Judge, Met, Step, StepOutcome
from secon.practices.models.practice import Practice


class ReviewTaskState(TaskState):
    """A step under way: until when, and which points of the list are looked at."""

    due_on = models.DateField(_("until"), null=True)
    checked = models.JSONField(default=list)  # codes of the checklist


class ReviewTask(Task):
    """A step of the review: who does it, in how many days, and what to look at."""

    task_state_class = ReviewTaskState

    step = models.CharField(_("step"), max_length=10, choices=Step, unique=True)
    days = models.PositiveSmallIntegerField(_("days"), default=14)
    checklist = models.JSONField(_("checklist"), default=list)  # codes of ``domain.checklists``

    class Meta:
        verbose_name = _("step of the review")
        verbose_name_plural = _("steps of the review")


class ReviewStep(models.Model):
    """One step in one round: when it began, until when, how it ended and why. Kept for good."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField(_("round"))
    step = models.CharField(_("step"), max_length=10, choices=Step)
    task_state = models.OneToOneField(
        ReviewTaskState, models.SET_NULL, null=True, related_name="review_step"
    )
    began_at = models.DateTimeField(_("began at"))
    due_on = models.DateField(_("until"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=StepOutcome, blank=True)
    checked = models.JSONField(_("looked at"), default=list)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    found = models.TextField(
        _("what was found"), max_length=2000, blank=True, help_text=_("Readers see it.")
    )
    language = models.CharField(_("language"), max_length=5, blank=True)  # of reason and found
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of a review")
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice"],
                condition=Q(ended_at=None),
                name="practices_one_open_step",
                violation_error_message=_("Another step is under way."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="practices_step_ends_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["step", "ended_at"], name="practices_waiting")]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.step} {self.round}"


class Judgement(models.Model):
    """Whether one of the seven criteria is met, in whose eyes and why; the last one holds."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="judgements")
    judge = models.CharField(_("by"), max_length=10, choices=Judge)
    criterion = models.CharField(_("criterion"), max_length=15, choices=Criterion)
    met = models.CharField(_("met"), max_length=6, choices=Met)
    note = models.CharField(_("note"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "judge", "criterion"], name="practices_judged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.met}"
