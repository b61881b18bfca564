"""The review on Wagtail's side: its workflow of four tasks, begun, moved on and ended by our verbs.

Only ``domain.review`` calls this. Nothing here decides who may or what a practice becomes.
"""

from __future__ import annotations

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from secon.people.models import User
from secon.practices.domain import checklists
from secon.practices.enums import Step
from secon.practices.models import Practice, ReviewTask, ReviewTaskState, walking

NAME = "Review of good practices"


@transaction.atomic
def set_up() -> Workflow:
    """The workflow and its tasks, made where absent; what people set on them stays."""
    found = Workflow.objects.filter(name=NAME, active=True).order_by("pk").first()
    workflow = found or Workflow.objects.create(name=NAME)
    for order, step in enumerate(Step):
        task, _created = ReviewTask.objects.get_or_create(
            step=step,
            defaults={
                "name": str(step.label),
                "days": checklists.DAYS[step],
                "checklist": list(checklists.DEFAULTS[step]),
            },
        )
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )
    return workflow


def task_of(step: Step) -> ReviewTask:
    """The task of a step, as people set it."""
    if not ReviewTask.objects.filter(step=step).exists():
        set_up()
    found: ReviewTask = ReviewTask.objects.get(step=step)
    return found


def begin(practice: Practice, step: Step, *, by: User | None) -> ReviewTaskState:
    """Start the workflow at ``step``; one that still waits is cancelled."""
    workflow = Workflow.objects.filter(name=NAME, active=True).order_by("pk").first() or set_up()
    with walking.by_verb():
        if waiting := practice.current_workflow_state:
            waiting.cancel(user=by)
        if step is Step.LEAD:
            state = workflow.start(practice, by)
        else:
            state = WorkflowState(
                content_type=practice.get_content_type(),
                base_content_type=practice.get_base_content_type(),
                object_id=str(practice.pk),
                workflow=workflow,
                requested_by=by,
            )
            state.save()
            state.update(user=by, next_task=task_of(step))
    return _current(state)


def advance(ended: TaskState, to: Step | None, *, by: User) -> ReviewTaskState | None:
    """Approve a task and start the one of ``to``; None: the workflow is through.

    Wagtail's own ``finish`` is not used: it publishes the latest draft, whoever has seen it.
    """
    with walking.by_verb():
        ended.approve(user=by, update=False)
        state = _state_of(ended)
        if to is not None:
            state.update(user=by, next_task=task_of(to))
            return _current(state)
        state.status = WorkflowState.STATUS_APPROVED
        state.save(update_fields=["status"])
    return None


def send_back(ended: TaskState, *, by: User) -> None:
    """Reject a task: the workflow waits for changes (and Wagtail writes no letter beside ours)."""
    with walking.by_verb():
        ended.reject(user=by, update=False)
        state = _state_of(ended)
        state.status = WorkflowState.STATUS_NEEDS_CHANGES
        state.save(update_fields=["status"])


def end(ended: TaskState | None, *, by: User, rejected: bool = False) -> None:
    """End the workflow for good: declined (``rejected``) or taken back."""
    if ended is None:
        return
    with walking.by_verb():
        if rejected:
            ended.reject(user=by, update=False)
        state = _state_of(ended)
        if state.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
            state.cancel(user=by)


def stop(practice: Practice, *, by: User) -> None:
    """End whatever still waits for ``practice``, also for changes nobody made."""
    with walking.by_verb():
        if waiting := practice.current_workflow_state:
            waiting.cancel(user=by)


def publish(revision: Revision, *, by: User) -> None:
    """Let readers see ``revision``; the workflow goes on.

    Wagtail cancels the workflow of what it publishes (``WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH``): a
    version that knows of none is published without.
    """
    action = PublishRevisionAction(revision, user=by)
    action.object._current_workflow_states = []  # what ``prefetch_workflow_states`` fills
    action.execute(skip_permission_checks=True)


def _state_of(task_state: TaskState) -> WorkflowState:
    return WorkflowState.objects.get(pk=task_state.workflow_state_id)


def _current(state: WorkflowState) -> ReviewTaskState:
    found: ReviewTaskState = ReviewTaskState.objects.get(pk=state.current_task_state_id)
    return found
