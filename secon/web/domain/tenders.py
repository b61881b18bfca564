"""Notices with a social side for the home and region pages: one lot stands for each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from secon.partnership.domain.territories import Territory
from secon.procurement.domain.criteria import ListStage
from secon.procurement.domain.queries import all_lots, with_what_a_row_shows
from secon.procurement.domain.queries.figures import criteria_of
from secon.procurement.enums import SOCIAL_KINDS
from secon.procurement.models import Lot


@dataclass(frozen=True, slots=True)
class SocialNotice:
    """The first lot with a social signal of a notice, and how many such lots are open."""

    lot: Lot
    lots: int


def social_notices(
    *, on: date, count: int, territory: Territory | None = None
) -> list[SocialNotice]:
    """The newest notices with open social lots on a day, ready for a list's rows."""
    social = all_lots(criteria_of(on, territory, ListStage.OPEN)).with_signals(*SOCIAL_KINDS)
    newest = (
        social.order_by()
        .values("notice_id")
        .annotate(first=Min("pk"), lots=Count("pk"))
        .order_by("-notice__published", "-notice_id")[:count]
    )
    lots = {row["first"]: row["lots"] for row in newest}
    shown = with_what_a_row_shows(Lot.objects.filter(pk__in=lots)).in_bulk()
    return [SocialNotice(shown[pk], number) for pk, number in lots.items()]
