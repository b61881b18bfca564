"""What a partner's policies lack: facts of instruments, voices on barriers, a joint review, texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from secon.partnership.domain import gaps
from secon.partnership.domain.desk import Ask, Item, Section
from secon.policy.enums import Effect, ReviewState
from secon.policy.models import (
    Factor,
    FactorInstrument,
    GroupMember,
    Improvement,
    Instrument,
    InstrumentDocument,
    InstrumentMoney,
    JointReview,
)

AGES = timedelta(days=365)
"""After that a voice is asked again and a review is repeated."""


@dataclass(frozen=True, slots=True)
class Known:
    """Which facts of an instrument are there."""

    summary: bool
    authority: bool
    amount: bool
    period: bool
    documents: bool
    members: bool


def lacking(known: Known) -> list[str]:
    """The facts that are not there, in words. Pure."""
    names = (
        (known.summary, _("what it does")),
        (known.authority, _("the managing authority")),
        (known.amount, _("the amount")),
        (known.period, _("the period")),
        (known.documents, _("documents")),
        (known.members, _("members of the stakeholder group")),
    )
    return [name for there, name in names if not there]


def of_partner(ask: Ask) -> Iterable[Section]:
    """The gaps of ``ask.partner``: seven queries."""
    instruments = list(_instruments(ask))
    factors = list(_factors(ask))
    improvements = list(
        Improvement.objects.filter(instrument__partner=ask.partner, is_example=False).in_language(
            ask.language
        )
    )
    untold = [
        *gaps.texts("instrument", instruments, ask, field="name"),
        *gaps.texts("factor", factors, ask, field="title"),
        *gaps.texts("improvement", improvements, ask, field="title"),
    ]
    return (
        Section("instruments", _("Policy instruments"), _of_instruments(instruments, ask), 20),
        Section("factors", _("Barriers and enabling factors"), _of_factors(factors, ask), 30),
        Section("reviews", _("Joint reviews"), _of_reviews(instruments, ask), 40),
        Section("policy-texts", _("Texts on policy in your languages"), tuple(untold), 70),
    )


def _instruments(ask: Ask) -> Any:
    of_this = {"instrument": OuterRef("pk")}
    reviews = JointReview.objects.filter(**of_this, is_example=False)
    under_way = (ReviewState.DRAFT, ReviewState.ANSWERING, ReviewState.DISCUSSING)
    published = reviews.filter(state=ReviewState.PUBLISHED).order_by("-published_at")
    return (
        Instrument.objects.filter(partner=ask.partner, is_example=False)
        .in_language(ask.language)
        .annotate(
            has_amount=Exists(InstrumentMoney.objects.filter(**of_this, amount__isnull=False)),
            has_documents=Exists(InstrumentDocument.objects.filter(**of_this)),
            has_members=Exists(
                GroupMember.objects.filter(group__instrument=OuterRef("pk"), left_on=None)
            ),
            is_reviewed=Exists(reviews.filter(state__in=under_way)),
            reviewed_at=Subquery(published.values("published_at")[:1]),
        )
        .order_by("-addressed", "name", "pk")
    )


def _of_instruments(found: list[Any], ask: Ask) -> tuple[Item, ...]:
    if not found:
        href = reverse("policy:instrument_new")
        return (Item(_("No policy instrument of the region is named yet."), href),)
    items = []
    for one in found:
        missing = lacking(
            Known(
                summary=bool(one.summary),
                authority=bool(one.authority),
                amount=one.has_amount,
                period=bool(one.starts or one.ends),
                documents=one.has_documents,
                members=one.has_members,
            )
        )
        if missing:
            said = _("Missing: %(facts)s.") % {"facts": gaps.listed(missing)}
            href = reverse("policy:instrument_edit", args=[one.pk])
            text = one.best(ask.language, "name")
            items.append(Item.of(text, "name", said, href, count=len(missing)))
    return tuple(items)


def _factors(ask: Ask) -> Any:
    heard = Q(assessments__withdrawn_at=None, assessments__strength__isnull=False)
    acting = FactorInstrument.objects.filter(factor=OuterRef("pk"))
    return (
        Factor.objects.filter(partner=ask.partner, is_example=False)
        .in_language(ask.language)
        .annotate(
            heard_on=Max("assessments__assessed_on", filter=heard),
            has_instrument=Exists(acting),
        )
        .order_by("effect", "aspect", "pk")
    )


def _of_factors(found: list[Any], ask: Ask) -> tuple[Item, ...]:
    if not found:
        href = reverse("policy:factor_new")
        return (Item(_("No barrier and no enabling factor of the region is named yet."), href),)
    items = []
    for one in found:
        text = one.best(ask.language, "title")
        if said := voice(one.heard_on, ask.today):
            href = reverse("policy:assess", args=[one.pk])
            items.append(Item.of(text, "title", said, href))
        if one.effect == Effect.BARRIER and not one.has_instrument:
            said = _("No instrument is named that should act on it.")
            items.append(Item.of(text, "title", said, reverse("policy:factor", args=[one.pk])))
    return tuple(items)


def voice(heard_on: date | None, today: date) -> str:
    """What the newest strength of a factor lacks; empty: nothing. Pure but for words."""
    if heard_on is None:
        return _("Nobody has said how strong it is.")
    if today - heard_on <= AGES:
        return ""
    said = _("Last assessed on %(day)s: ask again.")
    return said % {"day": date_format(heard_on, "DATE_FORMAT")}


def _of_reviews(found: list[Any], ask: Ask) -> tuple[Item, ...]:
    items = []
    for one in found:
        if one.is_reviewed or not (one.addressed or one.reviewed_at):
            continue
        if one.reviewed_at is None:
            said = _("No joint review yet.")
        elif ask.now - one.reviewed_at > AGES:
            day = date_format(one.reviewed_at, "DATE_FORMAT")
            said = _("Reviewed on %(day)s: time to do it again and compare.") % {"day": day}
        else:
            continue
        href = reverse("policy:review_new", args=[one.pk])
        items.append(Item.of(one.best(ask.language, "name"), "name", said, href))
    return tuple(items)
