"""What the home page counts."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from secon.partnership.domain.territories import territories
from secon.partnership.enums import RecordState, TerritoryUse
from secon.partnership.models import (
    Activity,
    ActivityRecord,
    Partner,
    PartnerTerritory,
)
from secon.policy.models import Instrument
from secon.procurement.domain.queries import Counts
from secon.web.domain import project, regions

MEETINGS, PILOTS = regions.MEETINGS, "pilots"


@dataclass(frozen=True, slots=True)
class Planned:
    """Records known of an activity; ``planned`` is None where no number was published."""

    known: int
    planned: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the home page, all counted from records."""

    tenders: Counts
    partners: int
    territories: int
    instruments: int
    meetings: Planned
    pilots: Planned


def figures(*, tenders: Counts) -> Figures:
    """Count what is recorded of the project beside ``tenders``: three queries."""
    region = PartnerTerritory.objects.filter(partner=OuterRef("pk"), use=TerritoryUse.TERRITORY)
    instrument = Instrument.objects.published().filter(partner=OuterRef("pk"), addressed=True)
    partners = (
        Partner.objects.published()
        .order_by()
        .values_list("country", Exists(region), Exists(instrument))
    )
    countries = len({country for country, has_region, _named in partners if has_region})
    planned = {
        code: project.in_all(number, per, countries)
        for code, number, per in Activity.objects.filter(code__in=(MEETINGS, PILOTS)).values_list(
            "code", "planned", "planned_per"
        )
    }
    done = list(
        ActivityRecord.objects.filter(
            activity__code__in=planned, state=RecordState.DONE
        ).values_list("activity__code", flat=True)
    )
    return Figures(
        tenders=tenders,
        partners=len(partners),
        territories=len(territories()),
        instruments=sum(named for _country, _region, named in partners),
        meetings=Planned(done.count(MEETINGS), planned.get(MEETINGS)),
        pilots=Planned(done.count(PILOTS), planned.get(PILOTS)),
    )
