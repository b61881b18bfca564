"""Figures for the home and region pages carry what they are a share of."""

from datetime import date

import pytest

from secon.partnership.domain.territories import territory_of
from secon.procurement.domain import queries
from secon.procurement.domain.queries import Share
from secon.procurement.enums import SIGNAL_BITS, Rung, SignalKind, Stage
from tests.factories.procurement import LotFactory

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 1)


@pytest.fixture
def lots():
    return [
        LotFactory(reserved=True, signals=SIGNAL_BITS[SignalKind.RESERVED_PARTICIPATION]),
        LotFactory(reserved=False, social=True, signals=SIGNAL_BITS[SignalKind.SOCIAL_OBJECTIVE]),
        LotFactory(signals=SIGNAL_BITS[SignalKind.SOCIAL_SERVICE], rung=Rung.BUYER),
        LotFactory(signals=SIGNAL_BITS[SignalKind.GREEN], places=("BG422",)),
        LotFactory(open_until=date(2023, 11, 30), reserved=True),
    ]


def test_silent_buyers_are_outside_every_share(lots, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.counts(DAY)
    assert found.open_lots == 4
    assert found.reserved == Share(1, 2)
    assert found.social_objective == Share(1, 1)
    assert found.social_services == Share(1, 4)
    assert found.reserved_execution == Share(0, 0)
    assert found.any_social == 3


def test_a_territory_counts_its_own_lots(lots):
    assert queries.counts(DAY, territory_of("peloponnese")).open_lots == 3
    assert queries.counts(DAY, territory_of("haskovo")).open_lots == 1
    assert queries.counts(DAY, territory_of("harghita")).open_lots == 0


def test_a_territorys_summary_says_how_places_are_known(lots, django_assert_num_queries):
    LotFactory(notice__stage=Stage.RESULT, result=True, notice__published=date(2023, 11, 25))
    with django_assert_num_queries(3):
        found = queries.territory_summary(DAY, territory_of("peloponnese"))
    assert found.rungs == {Rung.LOT: 2, Rung.BUYER: 1}
    assert (found.results, found.newest) == (1, date(2023, 11, 25))
