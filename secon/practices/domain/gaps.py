"""What a partner's practices and transfers lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from secon.partnership.domain import gaps
from secon.partnership.domain.desk import Ask, Item, Section
from secon.practices.enums import PracticeState, TransferState
from secon.practices.models import (
    Practice,
    PracticeAnswer,
    PracticeProof,
    PracticeResult,
    Transfer,
    TransferTask,
)

ENDED = frozenset({PracticeState.DECLINED, PracticeState.WITHDRAWN})
PLANNED = frozenset({TransferState.PLAN, TransferState.ADAPTED})


@dataclass(frozen=True, slots=True)
class Known:
    """What of a practice is there."""

    cost: bool
    results: bool
    transfer: bool
    evidence: bool
    barriers: bool


def lacking(known: Known) -> list[str]:
    """What is not there, in words. Pure."""
    names = (
        (known.cost, _("the cost")),
        (known.results, _("results")),
        (known.transfer, _("what others can take over")),
        (known.evidence, _("evidence")),
        (known.barriers, _("the barriers it answers")),
    )
    return [name for there, name in names if not there]


def of_partner(ask: Ask) -> Iterable[Section]:
    """The gaps of ``ask.partner``: six queries."""
    practices = list(_practices(ask))
    transfers = list(_transfers(ask))
    untold = gaps.texts("practice", practices, ask, field="title")
    return (
        Section("practices", _("Good practices"), _of_practices(practices, ask), 50),
        Section("transfers", _("Practices you take over"), _of_transfers(transfers, ask), 60),
        Section("practice-texts", _("Practices in your languages"), tuple(untold), 71),
    )


def _practices(ask: Ask) -> Any:
    of_this = {"practice": OuterRef("pk")}
    return (
        Practice.objects.filter(partner=ask.partner, is_example=False)
        .exclude(state__in=ENDED)
        .in_language(ask.language)
        .annotate(
            has_figures=Exists(PracticeResult.objects.filter(**of_this)),
            has_proofs=Exists(PracticeProof.objects.filter(**of_this)),
            has_answers=Exists(PracticeAnswer.objects.filter(**of_this)),
        )
        .order_by("title", "pk")
    )


def _of_practices(found: list[Any], ask: Ask) -> tuple[Item, ...]:
    if not found:
        return (Item(_("No practice of the region is described yet."), reverse("practices:new")),)
    items = []
    for one in found:
        missing = lacking(
            Known(
                cost=one.cost is not None,
                results=bool(one.results) or one.has_figures,
                transfer=bool(one.transfer),
                evidence=one.has_proofs,
                barriers=one.has_answers,
            )
        )
        if missing:
            said = _("Missing: %(facts)s.") % {"facts": gaps.listed(missing)}
            href = reverse("practices:edit", args=[one.pk])
            text = one.best(ask.language, "title")
            items.append(Item.of(text, "title", said, href, count=len(missing)))
    return tuple(items)


def _transfers(ask: Ask) -> Any:
    tasks = TransferTask.objects.filter(transfer=OuterRef("pk"))
    return (
        Transfer.objects.filter(partner=ask.partner, is_example=False)
        .exclude(state__in=(TransferState.DROPPED, TransferState.IN_INSTRUMENT))
        .select_related("practice")
        .prefetch_related("practice__translations")
        .annotate(has_tasks=Exists(tasks))
        .order_by("pk")
    )


def _of_transfers(found: list[Any], ask: Ask) -> tuple[Item, ...]:
    items = []
    for one in found:
        names = [
            (bool(one.instrument_id), _("the instrument it shall change")),
            (bool(one.decides), _("who decides")),
            (one.has_tasks or one.state not in PLANNED, _("the steps of the plan")),
        ]
        missing = [name for there, name in names if not there]
        if missing:
            said = _("Missing: %(facts)s.") % {"facts": gaps.listed(missing)}
            text = one.practice.best(ask.language, "title")
            href = reverse("practices:transfer_edit", args=[one.pk])
            items.append(Item.of(text, "title", said, href, count=len(missing)))
    return tuple(items)
