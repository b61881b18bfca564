"""What of practices waits for a person: steps of the review, own drafts, steps of transfers."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from secon.partnership.domain.desk import Ask, Item, Section, by_day
from secon.practices.enums import EDITABLE_STATES, OPEN_TRANSFERS, PracticeState, Step
from secon.practices.models import Practice, ReviewStep, TransferTask
from secon.practices.rules import STEP_ROLES

MOST = 200


def for_person(ask: Ask) -> Iterable[Section]:
    """At most four queries, and one for texts."""
    mine = [step for step, role in STEP_ROLES.items() if ask.user.holds(role)]
    if mine:
        found = tuple(_steps(ask, mine))
        yield Section("review-steps", _("Practices to review"), found, 7)
    yield Section("own-practices", _("Your practices"), tuple(_own(ask)), 9)
    if ask.partner is not None:
        yield Section("transfer-tasks", _("Steps of transfers"), by_day(_tasks(ask)), 14)


def _steps(ask: Ask, mine: list[Step]) -> Iterable[Item]:
    found = ReviewStep.objects.filter(ended_at=None, step__in=mine).select_related("practice")
    for one in found.order_by("due_on", "pk")[:MOST]:
        yield Item(
            said=one.get_step_display(),
            href=reverse("practices:review", args=[one.practice_id]),
            title=one.practice.title,
            language=one.practice.original_language,
            due=one.due_on,
        )


def _own(ask: Ask) -> Iterable[Item]:
    said = {
        PracticeState.DRAFT: _("A draft: go on and hand it in."),
        PracticeState.CHANGES: _("Changes are asked for."),
    }
    found = Practice.objects.filter(author=ask.user, state__in=EDITABLE_STATES)
    for one in found.order_by("-changed_at", "pk")[:MOST]:
        yield Item(
            said=said[PracticeState(one.state)],
            href=reverse("practices:edit", args=[one.pk]),
            title=one.title,
            language=one.original_language,
        )


def _tasks(ask: Ask) -> Iterable[Item]:
    found = TransferTask.objects.filter(
        transfer__partner=ask.partner, transfer__state__in=OPEN_TRANSFERS, done_on=None
    ).select_related("transfer")
    for one in found[:MOST]:
        who = _("For: %(organisation)s.") % {"organisation": one.owner} if one.owner else ""
        yield Item(
            said=who or _("Nobody is named for it."),
            href=reverse("practices:transfer", args=[one.transfer_id]),
            title=one.text,
            language=one.transfer.original_language,
            due=one.due_on,
        )
