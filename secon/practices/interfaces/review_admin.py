"""Practices and the steps of their review in the Wagtail admin: there they are read, and steps set.

Practices are written, handed in and decided on the site's own pages, which know reasons, checklists
and the second person; whatever Wagtail's editor could do to them is given to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from secon.kernel import audit
from secon.partnership.interfaces.desk import RulesViewSet
from secon.partnership.interfaces.policy import RulesPolicy
from secon.people.enums import RUNNING_ROLES, Role
from secon.practices.domain import checklists
from secon.practices.models import Practice, ReviewTask

READ = "view"


class ReadingPolicy(RulesPolicy):
    """Looking is asked of ``rules``; nobody, not even a superuser, does more."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the reader may look at some practice."""
        return action == READ and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether the reader may look at this one."""
        return action == READ and super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The practices the reader may look at: one query."""
        every: QuerySet[Any] = Practice.objects.all()
        if READ not in actions:
            return every.none()
        if user.is_superuser or user.holds(*RUNNING_ROLES, Role.REVIEWER):
            return every
        at = {one.scope for one in user.held_now if one.role is Role.PARTNER_EDITOR}
        return every.filter(Q(author=user) | Q(partner__in=at))


class PracticeViewSet(RulesViewSet):
    """Lists practices and shows them."""

    model = Practice
    icon = "clipboard-list"
    menu_label = _("Good practices")
    menu_name = "practices"
    inspect_view_enabled = True
    list_display = ["title", "partner", "state", "round", "changed_at"]
    list_filter = ["state", "partner"]
    edit_handler = ObjectList([FieldPanel("title")])

    @cached_property
    def permission_policy(self) -> ReadingPolicy:
        """Reading only."""
        return ReadingPolicy(self.model)


class ReviewTaskForm(WagtailAdminModelForm):
    """How many days a step has, and what its reviewer looks at."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=180)
    checklist = forms.MultipleChoiceField(
        label=_("Checklist"),
        choices=list(checklists.WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What the reviewer must have looked at to pass a practice on."),
    )

    def save(self, commit: bool = True) -> ReviewTask:
        """The step, with a line in the audit trail."""
        task: ReviewTask = super().save(commit)
        detail = {"step": task.step, "days": task.days, "checklist": task.checklist}
        audit.record(by=self.for_user, now=timezone.now(), verb="set", on=task, detail=detail)
        return task


class ReviewTaskViewSet(RulesViewSet):
    """Lists the four steps and sets their days and checklists. There are no others."""

    model = ReviewTask
    icon = "tasks"
    menu_label = _("Steps of the review")
    menu_name = "review-steps"
    list_display = ["name", "days"]
    edit_handler = ObjectList(
        [FieldPanel("days"), FieldPanel("checklist")], base_form_class=ReviewTaskForm
    )
