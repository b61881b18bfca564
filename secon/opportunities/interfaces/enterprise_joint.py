"""Questions to bid together as their two sides see them, and the letters about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from secon.enterprises.models import Enterprise
from secon.opportunities.domain import sharing
from secon.opportunities.domain.demands import records
from secon.opportunities.enterprise_enums import Choice, Joint
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import Decision, JointBid
from secon.procurement.interfaces.rows import lot_title


@dataclass(frozen=True, slots=True)
class Question:
    """One question, seen from ``own``'s side."""

    pk: int
    other: Enterprise
    is_ours: bool
    state: str
    state_said: str
    note: str
    answer: str
    asked_at: object
    address: str
    """The other side's e-mail address, once accepted."""
    their_state: str
    """What the other side decided, in words, once accepted."""
    url: str


def views_of(questions: Sequence[JointBid], *, own: Enterprise) -> list[Question]:
    """Seen from ``own``: one query for what both sides decided, however many."""
    decided = sharing.decisions(questions)
    return [_view(one, own, decided) for one in questions]


def _view(
    one: JointBid, own: Enterprise, decided: dict[tuple[int, tuple[str, int]], Decision]
) -> Question:
    is_ours = one.asking_id == own.pk
    other = one.asked if is_ours else one.asking
    person = one.answered_by if is_ours else one.asked_by
    accepted = one.state == Joint.ACCEPTED
    theirs = decided.get((other.pk, one.key))
    return Question(
        pk=one.pk,
        other=other,
        is_ours=is_ours,
        state=one.state,
        state_said=str(Joint(one.state).label),
        note=one.note,
        answer=one.answer,
        asked_at=one.asked_at,
        address=person.email if accepted and person else "",
        their_state=_said(theirs) if accepted else "",
        url=reverse("opportunities:joint", args=[one.pk]),
    )


def _said(row: Decision | None) -> str:
    """A state without its reason: reasons stay with their enterprise."""
    return str(Choice(row.state).label) if row else _("Nothing decided yet")


def title_of(question: JointBid, language: str) -> str:
    """The title of what is bid for; "" where it is gone."""
    known = records([question.key], language)
    if not known.has(question.key):
        return ""
    if question.kind == DemandKind.LOT:
        return lot_title(known.lots[question.demand], reader=language).text
    return str(known.calls[question.demand].best(language, "title")["title"])


def letter(question: JointBid, about: str, language: str) -> tuple[str, str]:
    """Subject and text of a letter: about "asked" or "answered"."""
    with translation.override(language):
        path = reverse("opportunities:joint", args=[question.pk])
        context = {
            "question": question,
            "asking": question.asking.best(language, "name")["name"],
            "asked": question.asked.best(language, "name")["name"],
            "title": title_of(question, language),
            "accepted": question.state == Joint.ACCEPTED,
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        }
        text = render_to_string(f"opportunities/enterprise/letters/{about}.txt", context)
        if about == "asked":
            subject = _("%(name)s asks you to bid together") % {"name": context["asking"]}
        else:
            subject = _("%(name)s has answered about bidding together") % {"name": context["asked"]}
    return " ".join(subject.split()), text
