"""The review of a practice as a Wagtail workflow: our task, and what each step found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from secon.practices import rules
from secon.practices.enums import Criterion, Judge, Met, Step, StepOutcome
from secon.practices.models import walking
from secon.practices.models.practice import Practice

if TYPE_CHECKING:
    from secon.people.models import User

REVIEW = "review"
"""The one action Wagtail's pages offer: it leads to the page of the review."""


class ReviewTaskState(TaskState):
    """A step under way: until when, and which points of the list are looked at.

    It ends by ``domain.review`` alone: a button that forgets reason or checklist is refused.
    """

    due_on = models.DateField(_("until"), null=True)
    checked = models.JSONField(default=list)  # codes of the checklist; judgements that wait

    def judged(self) -> list[tuple[str, str, str]]:
        """Judgements of a version that readers do not see yet: criterion, whether met, note."""
        return [(one[0], one[1], one[2]) for one in self.checked if isinstance(one, list)]

    def keep_judged(self, judged: Iterable[tuple[str, str, str]]) -> None:
        """Keep such judgements until the version is published."""
        codes = [one for one in self.checked if isinstance(one, str)]
        self.checked = [*codes, *(list(one) for one in judged)]
        self.save(update_fields=["checked"])

    def approve(self, *args: Any, **kwargs: Any) -> TaskState:
        """Passed."""
        walking.check()
        return super().approve(*args, **kwargs)

    def reject(self, *args: Any, **kwargs: Any) -> TaskState:
        """Changes asked for, or declined."""
        walking.check()
        return super().reject(*args, **kwargs)

    def cancel(self, *args: Any, **kwargs: Any) -> TaskState:
        """Withdrawn."""
        walking.check()
        return super().cancel(*args, **kwargs)


class ReviewTask(Task):
    """A step of the review: who does it, in how many days, and what to look at.

    Wagtail's pages show it and lead to the page of the review; they decide nothing.
    """

    task_state_class = ReviewTaskState
    admin_form_fields = (*Task.admin_form_fields, "days")

    step = models.CharField(_("step"), max_length=10, choices=Step, unique=True)
    days = models.PositiveSmallIntegerField(_("days"), default=14)
    checklist = models.JSONField(_("checklist"), default=list)  # codes of ``domain.checklists``

    class Meta:
        verbose_name = _("step of the review")
        verbose_name_plural = _("steps of the review")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> ReviewTaskState:
        """Begin; the programme judges what readers see, never a draft beside it."""
        walking.check()
        state: ReviewTaskState = super().start(workflow_state, user=user)
        practice = workflow_state.content_object
        if self.step in (Step.OFFICER, Step.EXPERT) and practice.live_revision_id:
            state.revision_id = practice.live_revision_id
            state.save(update_fields=["revision"])
        return state

    def get_actions(self, obj: Practice, user: User) -> list[tuple[str, Any, bool]]:
        """A way to the page of the review, for who may decide there."""
        step = ReviewStep.objects.waiting().filter(practice=obj, step=self.step).first()
        if step is None or not rules.may_decide.test(user, step):
            return []
        return [(REVIEW, gettext("Review"), False)]

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> str:
        """The address of that page. No other action exists."""
        if action_name != REVIEW:
            raise PermissionDenied
        return reverse("practices:review", args=[task_state.workflow_state.object_id])

    def user_can_access_editor(self, obj: Practice, user: User) -> bool:
        """Reviewers ask for changes; they do not write them."""
        return False

    def locked_for_user(self, obj: Practice, user: User) -> bool:
        """What waits for us is not changed meanwhile; beside the programme's steps authors go on."""
        return self.step in (Step.LEAD, Step.WEB)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits for the person at this step."""
        waiting = ReviewStep.objects.waiting().filter(step=self.step)
        own = [one.task_state_id for one in waiting if rules.may_decide.test(user, one)]
        found: QuerySet[TaskState] = self.task_states.filter(pk__in=own)
        return found


class ReviewStepQuerySet(models.QuerySet["ReviewStep"]):
    """Steps by whether they ended."""

    def waiting(self) -> ReviewStepQuerySet:
        """Those under way, with what ``rules.is_own`` looks at."""
        return (
            self.filter(ended_at=None)
            .select_related(
                "practice",
                "practice__latest_revision",
                "task_state",
                "task_state__revision",
                "task_state__workflow_state",
            )
            .defer("practice__latest_revision__content", "task_state__revision__content")
        )


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

    objects = ReviewStepQuerySet.as_manager()

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
