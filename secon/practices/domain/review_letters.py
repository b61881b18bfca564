"""Letters of the review. They leave once what they tell is stored, in the reader's language.

People choose that language for the desk (Wagtail's profile); without one, an author reads the
language of the practice, and a reviewer that of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from secon.kernel.models import PROJECT_LANGUAGE
from secon.kernel.ports import get_port
from secon.partnership.models import Membership
from secon.people.models import RoleGrant, User
from secon.practices import rules
from secon.practices.domain import checklists
from secon.practices.enums import Step
from secon.practices.models import Practice, ReviewStep


def waiting(*, step: ReviewStep, practice: Practice, now: datetime) -> None:
    """Tell those whose step it is that a practice waits for them."""
    _to_reviewers("waiting", _("A practice waits for you"), step, practice, now)


def overdue(*, step: ReviewStep, practice: Practice, now: datetime) -> int:
    """Tell those whose step it is that its deadline has passed; how many were told."""
    return _to_reviewers("overdue", _("A practice has waited too long"), step, practice, now)


def decided(*, step: ReviewStep, practice: Practice) -> None:
    """Tell the author how a step ended, why, and what comes next."""
    people = _writers(step, practice)
    _send(
        "decided",
        _("News of your practice"),
        people,
        {
            "step": step,
            "points": [word for _code, word in checklists.words(step.checked)],
            "page": ("practices:standing", (practice.pk,)),
        },
        practice,
        language=practice.original_language,
    )


def reviewers(step: ReviewStep, now: datetime) -> list[User]:
    """Who may decide the step."""
    role = rules.STEP_ROLES[Step(step.step)]
    holding = Q(pk__in=RoleGrant.objects.active(now).filter(role=role).values("user")) | Q(
        pk__in=Membership.objects.active(now).filter(role=role).values("user")
    )
    people = User.objects.filter(holding, is_active=True).order_by("pk")
    return [one for one in people if not rules.is_own.test(one, step)]


def _to_reviewers(
    template: str, title: Any, step: ReviewStep, practice: Practice, now: datetime
) -> int:
    people = reviewers(step, now)
    context = {"step": step, "page": ("practices:review", (practice.pk,))}
    _send(template, title, people, context, practice, language=PROJECT_LANGUAGE)
    return len(people)


def _writers(step: ReviewStep, practice: Practice) -> list[User]:
    """The author, and who handed it in."""
    task = step.task_state
    concerned = (practice.author_id, task and task.workflow_state.requested_by_id)
    keys = {key for key in concerned if key is not None and key != step.by_id}
    return list(User.objects.filter(pk__in=keys, is_active=True).order_by("pk"))


def _send(
    template: str,
    title: Any,
    people: Iterable[User],
    context: Mapping[str, Any],
    practice: Practice,
    *,
    language: str,
) -> None:
    people = list(people)
    profiles = UserProfile.objects.filter(user__in=people).values_list(
        "user_id", "preferred_language"
    )
    chosen = {user: code for user, code in profiles if code in dict(settings.LANGUAGES)}
    name, args = context["page"]
    for person in people:
        with translation.override(chosen.get(person.pk, language)):
            address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=args)}"
            values = {**context, "practice": practice, "address": address}
            body = render_to_string(f"practices/letters/{template}.txt", values)
            subject = f"{settings.EMAIL_SUBJECT_PREFIX}{' '.join(str(title).split())}"
        letter = EmailMessage(subject, body, to=[person.email])
        transaction.on_commit(partial(get_port("mail").send, letter))
