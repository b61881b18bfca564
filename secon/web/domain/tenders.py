"""Tenders on the home and region pages: figures, and notices with a social side.

What has to be counted over all open lots is found once after each import.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from secon.partnership.domain.territories import Territory
from secon.procurement.domain import queries
from secon.procurement.domain.criteria import Criteria, ListStage
from secon.procurement.domain.queries import Counts, TerritorySummary
from secon.procurement.domain.queries.figures import criteria_of
from secon.procurement.enums import SOCIAL_KINDS
from secon.procurement.models import ImportRun, Lot

NOTICES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SocialPlace:
    """A notice with open social lots: the key of the first of them, and how many they are."""

    lot: int
    lots: int


@dataclass(frozen=True, slots=True)
class SocialNotice:
    """The first lot with a social signal of a notice, and how many such lots are open."""

    lot: Lot
    lots: int


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What the home page counts."""

    counts: Counts
    social: Sequence[SocialPlace]


@dataclass(frozen=True, slots=True)
class There:
    """What the page of a territory counts."""

    summary: TerritorySummary
    social: Sequence[SocialPlace]


def everywhere(*, on: date, run: ImportRun | None) -> Everywhere:
    """The figures of a day as known since ``run``, the last import."""
    return queries.remembered(
        criteria_of(on, None, ListStage.OPEN),
        run.pk if run else 0,
        "everywhere-doubt",
        lambda asked: Everywhere(queries.counts(on), social_places(asked)),
    )


def there(*, on: date, run: ImportRun | None, territory: Territory) -> There:
    """The figures of a day in one territory as known since ``run``, the last import."""
    return queries.remembered(
        criteria_of(on, territory, ListStage.OPEN),
        run.pk if run else 0,
        "there-doubt",
        lambda asked: There(queries.territory_summary(on, territory), social_places(asked)),
    )


def social_places(criteria: Criteria) -> list[SocialPlace]:
    """Where the newest notices with social lots are, in one query; doubtful flags do not count."""
    social = queries.all_lots(criteria).with_signals(*SOCIAL_KINDS, sure=True)
    newest = (
        social.order_by()
        .values("notice_id")
        .annotate(first=Min("pk"), lots=Count("pk"))
        .order_by("-notice__published", "-notice_id")[:NOTICES_SHOWN]
    )
    return [SocialPlace(row["first"], row["lots"]) for row in newest]


def social_notices(places: Sequence[SocialPlace]) -> list[SocialNotice]:
    """The notices at these places, ready for a list's rows; without those that are gone."""
    keys = [place.lot for place in places]
    shown = queries.with_what_a_row_shows(Lot.objects.filter(pk__in=keys)).in_bulk()
    return [SocialNotice(shown[place.lot], place.lots) for place in places if place.lot in shown]
