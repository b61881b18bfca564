"""Figures of tenders for the home and region pages. Every share carries what it is a share of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q

from secon.partnership.domain.territories import Territory
from secon.procurement.domain.criteria import Area, Criteria, ListStage
from secon.procurement.domain.queries.lists import all_lots
from secon.procurement.enums import SIGNAL_BITS, SOCIAL_KINDS, Rung, SignalKind


@dataclass(frozen=True, slots=True)
class Share:
    """``number`` of the ``known`` lots whose buyers answered; the others are unknown, not no.

    ``doubtful`` of the ``number`` are flags that neither text nor sector bear out.
    """

    number: int
    known: int
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Open lots on ``day``, and what their buyers coded of them."""

    day: date
    open_lots: int
    reserved: Share
    reserved_execution: Share
    social_objective: Share
    social_services: Share
    """Told by the code of the service or the legal regime, which every lot has."""
    any_social: int
    """Lots with at least one of the signals above."""


@dataclass(frozen=True, slots=True)
class TerritorySummary:
    """What is known of the tenders of one territory on one day."""

    counts: Counts
    rungs: dict[Rung, int]
    """Open lots by the statement that told their place, best rung first."""
    results: int
    newest: date | None
    """When the newest notice about the territory was published, up to the day."""


def area_of(territory: Territory) -> Area:
    """Where a partner's territory lies, as lists ask for it."""
    return Area(territory.codes, territory.municipality or "", territory.postal_prefixes)


def criteria_of(day: date, territory: Territory | None, stage: ListStage) -> Criteria:
    """The list of a stage on a day, in a territory or everywhere."""
    return Criteria(on=day, stage=stage, areas=(area_of(territory),) if territory else ())


def counts(day: date, territory: Territory | None = None) -> Counts:
    """The figures of a day, in one query."""
    lots = all_lots(criteria_of(day, territory, ListStage.OPEN)).annotate(
        service=F("signals").bitand(SIGNAL_BITS[SignalKind.SOCIAL_SERVICE]),
        social_bits=F("signals").bitand(sum(SIGNAL_BITS[kind] for kind in SOCIAL_KINDS)),
        reserved_doubt=F("doubts").bitand(SIGNAL_BITS[SignalKind.RESERVED_PARTICIPATION]),
        execution_doubt=F("doubts").bitand(SIGNAL_BITS[SignalKind.RESERVED_EXECUTION]),
        objective_doubt=F("doubts").bitand(SIGNAL_BITS[SignalKind.SOCIAL_OBJECTIVE]),
    )
    found = lots.aggregate(
        lots=Count("pk"),
        reserved_lots=Count("pk", filter=Q(reserved=True)),
        reserved_known=Count("pk", filter=Q(reserved__isnull=False)),
        execution=Count("pk", filter=Q(reserved_execution=True)),
        execution_known=Count("pk", filter=Q(reserved_execution__isnull=False)),
        objective=Count("pk", filter=Q(social=True)),
        objective_known=Count("pk", filter=Q(social__isnull=False)),
        reserved_doubtful=Count("pk", filter=Q(reserved_doubt__gt=0)),
        execution_doubtful=Count("pk", filter=Q(execution_doubt__gt=0)),
        objective_doubtful=Count("pk", filter=Q(objective_doubt__gt=0)),
        services=Count("pk", filter=Q(service__gt=0)),
        any_social=Count("pk", filter=Q(social_bits__gt=0)),
    )
    return Counts(
        day=day,
        open_lots=found["lots"],
        reserved=Share(found["reserved_lots"], found["reserved_known"], found["reserved_doubtful"]),
        reserved_execution=Share(
            found["execution"], found["execution_known"], found["execution_doubtful"]
        ),
        social_objective=Share(
            found["objective"], found["objective_known"], found["objective_doubtful"]
        ),
        social_services=Share(found["services"], found["lots"]),
        any_social=found["any_social"],
    )


def territory_summary(day: date, territory: Territory) -> TerritorySummary:
    """The figures of a region page, in three queries."""
    lots = all_lots(criteria_of(day, territory, ListStage.OPEN))
    by_rung = dict(lots.values_list("rung").annotate(lots=Count("pk")).order_by())
    published = all_lots(criteria_of(day, territory, ListStage.ALL)).aggregate(
        newest=Max("published"), results=Count("pk", filter=Q(stage="result"))
    )
    return TerritorySummary(
        counts=counts(day, territory),
        rungs={rung: by_rung[rung] for rung in Rung if rung in by_rung},
        results=published["results"],
        newest=published["newest"],
    )
