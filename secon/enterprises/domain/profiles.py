"""One enterprise with everything its page shows: a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from wagtail.images import get_image_model

from secon.enterprises.domain import awards, verification
from secon.enterprises.domain.awards import Awards
from secon.enterprises.domain.opening import Stretch
from secon.enterprises.domain.verification import Shown
from secon.enterprises.models import (
    Check,
    ContactPerson,
    Enterprise,
    EnterprisePicture,
    EnterpriseStatus,
    Offer,
    Reference,
    RegisterLink,
)
from secon.places.domain.queries import region_names

RENDITIONS = ("width-480|format-webp", "width-960|format-webp")
"""The sizes a page shows of a picture, the smaller first."""


@dataclass(frozen=True, slots=True)
class HeldStatus:
    """A national status, whether it is held today, and its newest check."""

    row: EnterpriseStatus
    holds: bool
    check: Check | None


@dataclass(frozen=True, slots=True)
class Profile:
    """An enterprise and what hangs on it; ``regions`` are names by NUTS code."""

    enterprise: Enterprise
    offers: Sequence[Offer]
    statuses: Sequence[HeldStatus]
    criteria: Sequence[Shown]
    pictures: Sequence[EnterprisePicture]
    references: Sequence[Reference]
    registers: Sequence[RegisterLink]
    regions: dict[str, str]
    awards: Awards

    @property
    def hours(self) -> tuple[Stretch, ...]:
        """The week."""
        return hours_of(self.enterprise)


def find(pk: int, language: str) -> Enterprise | None:
    """The enterprise in whatever state, with its texts: who may see it is for the caller."""
    return (
        Enterprise.objects.select_related("partner")
        .in_language(language)
        .prefetch_related(
            Prefetch("offers", Offer.objects.in_language(language).order_by("order", "pk")),
            "statuses",
            "hours",
            "links",
        )
        .filter(pk=pk)
        .first()
    )


def read(enterprise: Enterprise, *, language: str, today: date) -> Profile:
    """What the page of an enterprise of :func:`find` shows besides."""
    newest = verification.newest_checks(enterprise)
    held = {row.code for row in enterprise.statuses.all() if row.holds(today)}
    criteria = verification.criteria_of(enterprise.country, held)
    pictures = Prefetch("image", get_image_model().objects.prefetch_renditions(*RENDITIONS))
    codes = {enterprise.nuts, *enterprise.delivery_regions} - {""}
    return Profile(
        enterprise=enterprise,
        offers=list(enterprise.offers.all()),
        statuses=[
            HeldStatus(row, row.holds(today), _check_of(row, newest))
            for row in enterprise.statuses.all()
        ],
        criteria=[Shown(one, newest.get(one.code)) for one in criteria],
        pictures=list(enterprise.pictures.prefetch_related(pictures)),
        references=list(enterprise.references.all()),
        registers=list(enterprise.registers.select_related("source").order_by("source__name")),
        regions=region_names(codes, language) if codes else {},
        awards=awards.won(enterprise.number_key, language=language),
    )


def contacts(enterprise: Enterprise) -> list[ContactPerson]:
    """Persons to speak to: only for those who clear the entry or speak for it."""
    return list(enterprise.contacts.all())


def hours_of(enterprise: Enterprise) -> tuple[Stretch, ...]:
    """The week of an enterprise."""
    return tuple(Stretch(row.weekday, row.opens, row.closes) for row in enterprise.hours.all())


def _check_of(row: EnterpriseStatus, newest: dict[str, Check]) -> Check | None:
    """The newest check of a status, if it was of this number."""
    check = newest.get(row.code)
    return check if check and check.number == row.number else None
