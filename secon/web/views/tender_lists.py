"""The tender lists behind the figures of home and region pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from secon.procurement.domain.criteria import ListStage, Reserved
from secon.procurement.domain.queries import alone
from secon.procurement.enums import SignalKind
from secon.procurement.interfaces.rows import Group, groups
from secon.web.domain.tenders import SocialNotice

Query = Sequence[tuple[str, str]]
RESERVED: Query = [
    ("reserved", Reserved.ARTICLE_20.value),
    ("reserved", Reserved.ARTICLE_77.value),
]
OBJECTIVE: Query = [("signal", SignalKind.SOCIAL_OBJECTIVE.value)]
SERVICES: Query = [("signal", SignalKind.SOCIAL_SERVICE.value)]
SOCIAL: Query = [*OBJECTIVE, ("signal", SignalKind.STRATEGIC_SOCIAL.value), *SERVICES]
RESULTS: Query = [("stage", ListStage.RESULTS.value)]


@dataclass(frozen=True, slots=True)
class TenderLists:
    """Addresses of lists as they stand on ``day``, in one territory (``region``) or everywhere."""

    day: date
    now: datetime
    region: str = ""

    @property
    def is_today(self) -> bool:
        """Whether the lists stand on the present day."""
        return self.day == timezone.localdate(self.now)

    @property
    def seen_from(self) -> datetime:
        """The moment from which days left count."""
        return (
            self.now if self.is_today else timezone.make_aware(datetime.combine(self.day, time()))
        )

    @property
    def open(self) -> str:
        """Every open lot."""
        return self._address("procurement:list", [])

    @property
    def reserved(self) -> str:
        """Open lots with reserved participation."""
        return self._address("procurement:list", RESERVED)

    @property
    def objective(self) -> str:
        """Open lots with a coded social objective."""
        return self._address("procurement:list", OBJECTIVE)

    @property
    def services(self) -> str:
        """Open lots that buy social services."""
        return self._address("procurement:list", SERVICES)

    @property
    def social(self) -> str:
        """Open lots with a social aim of any of these kinds."""
        return self._address("procurement:list", SOCIAL)

    @property
    def results(self) -> str:
        """Published results."""
        return self._address("procurement:list", RESULTS)

    @property
    def feed(self) -> str:
        """The lots of ``social`` as a feed, whatever the day."""
        return self._address("procurement:feed", SOCIAL, on_day=False)

    def _address(self, name: str, query: Query, *, on_day: bool = True) -> str:
        region = [("region", self.region)] if self.region else []
        day = [("on", self.day.isoformat())] if on_day and not self.is_today else []
        asked = urlencode([*region, *query, *day])
        return f"{reverse(name)}?{asked}" if asked else reverse(name)


def shown(
    notices: Sequence[SocialNotice], *, language: str, seen_from: datetime
) -> list[tuple[Group, int]]:
    """Each notice as the reader sees it, with the number of its lots that have a social side."""
    places = alone(notice.lot for notice in notices)
    rows = groups(places, language=language, seen_from=seen_from)
    return [(group, notice.lots) for group, notice in zip(rows, notices, strict=True)]
