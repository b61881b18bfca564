"""What Wagtail and Django tell us: a version was published, a review began, tables were made."""

from typing import Any

from django.db import connections
from django.utils import timezone
from wagtail.admin.mail import WorkflowStateSubmissionEmailNotifier
from wagtail.models import WorkflowState, WorkflowTask

from secon.practices.domain import judging, workflow
from secon.practices.models import Practice, ReviewTask


def keep_judgement(*, instance: Practice, revision: Any, **_: Any) -> None:
    """What the version says of itself is now what the practice says."""
    judging.store(version=instance, by=revision.user, now=timezone.now())


def set_up_review(*, using: str, **_: Any) -> None:
    """After each ``migrate`` that got so far the review's workflow and tasks are there."""
    there = connections[using].introspection.table_names()
    if {ReviewTask._meta.db_table, WorkflowTask._meta.db_table}.issubset(there):
        workflow.set_up()


class SubmissionsOfOthers(WorkflowStateSubmissionEmailNotifier):
    """Wagtail's letter about a workflow that began: a practice has letters of its own."""

    def can_handle(self, instance: WorkflowState, **kwargs: Any) -> bool:
        """Whatever is not a practice."""
        of_practice = instance.base_content_type.model_class() is Practice
        return not of_practice and super().can_handle(instance, **kwargs)


submission_notifier = SubmissionsOfOthers()
SUBMISSION_UID = "workflow_state_submitted_email_notification"
"""Wagtail's name for its receiver: who connects first under it stays (we are installed before it)."""
