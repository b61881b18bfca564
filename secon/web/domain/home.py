"""What the home page counts."""

from dataclasses import dataclass
from datetime import date

from secon.partnership.domain import queries as partnership
from secon.partnership.domain.territories import territories
from secon.partnership.enums import RecordState
from secon.partnership.models import Activity, ActivityRecord
from secon.procurement.domain import queries as tenders
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
    """The figures of the home page, all counted from records on one day."""

    tenders: Counts
    partners: int
    territories: int
    instruments: int
    meetings: Planned
    pilots: Planned


def figures(*, on: date, language: str) -> Figures:
    """Count: a fixed number of queries."""
    partners = partnership.partners(language)
    planned = {
        code: project.in_all(number, per, project.countries(partners))
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
        tenders=tenders.counts(on),
        partners=len(partners),
        territories=len(territories()),
        instruments=sum(partner.instrument is not None for partner in partners),
        meetings=Planned(done.count(MEETINGS), planned.get(MEETINGS)),
        pilots=Planned(done.count(PILOTS), planned.get(PILOTS)),
    )
