"""How much of what exists the directory holds, by partner region: two queries, whatever is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q

from secon.enterprises import frames
from secon.enterprises.enums import PUBLIC_STATES, State
from secon.enterprises.frames import Held
from secon.enterprises.models import Enterprise, EnterpriseStatus
from secon.partnership.domain.territories import Territory, territories


class WhyNot(StrEnum):
    """Why two numbers make no share."""

    AREA = "area"  # another area than the region
    KIND = "kind"  # it does not count holders of a status
    ESTIMATE = "estimate"  # not a count
    FEWER = "fewer"  # fewer than we list: it is out of date


@dataclass(frozen=True, slots=True)
class Share:
    """``listed`` of ``known``: both count holders of the same status in the same area."""

    listed: int
    known: int

    @property
    def percent(self) -> float:
        """With one decimal."""
        return round(100 * self.listed / self.known, 1)


@dataclass(frozen=True, slots=True)
class Known:
    """A published number beside the region, with a share or why there is none."""

    held: Held
    share: Share | None
    why_not: WhyNot | None


@dataclass(frozen=True, slots=True)
class RegionCoverage:
    """One partner region. ``listed`` is everything the directory finds there, examples apart."""

    territory: Territory
    listed: int
    verified: int
    recheck: int
    known: tuple[Known, ...]

    @property
    def unverified(self) -> int:
        """Listed and never verified."""
        return self.listed - self.verified - self.recheck


@dataclass(frozen=True, slots=True)
class _Counts:
    listed: int = 0
    verified: int = 0
    recheck: int = 0


def coverage(*, today: date) -> tuple[RegionCoverage, ...]:
    """The nine regions in the order of the partners, as they stand on ``today``."""
    counts, holders = _counts(today), _holders(today)
    return tuple(
        _region(
            one, counts.get(one.slug, _Counts()), holders, frames.held_in(one.country, one.slug)
        )
        for one in territories()
    )


def _region(
    territory: Territory,
    counts: _Counts,
    holders: Mapping[tuple[str, str], int],
    rows: Iterable[Held],
) -> RegionCoverage:
    def listed_holders(held: Held) -> int:
        return sum(holders.get((territory.slug, code), 0) for code in held.statuses)

    return RegionCoverage(
        territory,
        counts.listed,
        counts.verified,
        counts.recheck,
        tuple(compared(held, territory.slug, listed_holders(held)) for held in rows),
    )


def compared(held: Held, region: str, holders: int) -> Known:
    """A published number against ``holders`` of its statuses that are listed in ``region``.

    >>> compared(frames.held()[0], "peloponnese", 3).why_not
    <WhyNot.AREA: 'area'>
    """
    if held.region != region:
        return Known(held, None, WhyNot.AREA)
    if not held.statuses:
        return Known(held, None, WhyNot.KIND)
    if held.is_estimate or held.is_about or held.is_at_least:
        return Known(held, None, WhyNot.ESTIMATE)
    if holders > held.number:
        return Known(held, None, WhyNot.FEWER)
    return Known(held, Share(holders, held.number), None)


def _counts(today: date) -> dict[str, _Counts]:
    due = Q(state=State.VERIFIED, check_again_on__lte=today)
    rows = (
        Enterprise.objects.listed()
        .filter(is_example=False, partner__isnull=False)
        .order_by()
        .values("partner__slug")
        .annotate(
            listed=Count("pk"),
            recheck=Count("pk", filter=due),
            verified=Count("pk", filter=Q(state=State.VERIFIED)),
        )
    )
    return {
        row["partner__slug"]: _Counts(
            row["listed"], row["verified"] - row["recheck"], row["recheck"]
        )
        for row in rows
    }


def _holders(today: date) -> Mapping[tuple[str, str], int]:
    """Listed enterprises by (region, status) that hold it on the day; one that holds it twice is one."""
    codes = {code for row in frames.held() for code in row.statuses}
    rows = (
        EnterpriseStatus.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=today),
            Q(valid_to=None) | Q(valid_to__gte=today),
            code__in=codes,
            enterprise__state__in=PUBLIC_STATES,
            enterprise__is_example=False,
            enterprise__partner__isnull=False,
        )
        .order_by()
        .values_list("enterprise__partner__slug", "code", "enterprise")
        .distinct()
    )
    return Counter((slug, code) for slug, code, _enterprise in rows)
