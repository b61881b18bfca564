"""From practice to policy on a region's page: both ends of a way, and nothing where nothing is."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from secon.partnership.models import Partner
from secon.policy.enums import ImprovementState
from secon.web.domain import policy_way
from tests.factories.partnership import PartnerFactory
from tests.factories.policy import FactorFactory, ImprovementFactory, InstrumentFactory
from tests.factories.practices import PracticeFactory, TransferFactory

pytestmark = pytest.mark.django_db


def test_region_shows_what_it_gives_and_what_it_takes() -> None:
    partner, other = PartnerFactory(), PartnerFactory()
    own = PracticeFactory(published=True, partner=partner)
    PracticeFactory(partner=partner)  # a draft
    given = TransferFactory(practice=own, partner=other)
    taken = TransferFactory(partner=partner)
    FactorFactory(partner=partner)
    FactorFactory(partner=partner, effect="enabler")
    FactorFactory(partner=partner, live=False)
    way = policy_way.of_partner(partner, "en")
    assert (way.barriers, way.enablers, way.practices, way.given, way.taken) == (1, 1, 1, 1, 1)
    assert [one.key for one in way.chains] == [f"transfer-{taken.pk}", f"transfer-{given.pk}"]


def test_change_with_money_comes_first_and_hidden_instruments_do_not_show() -> None:
    partner = PartnerFactory()
    TransferFactory(partner=partner)
    known = ImprovementFactory(
        instrument=InstrumentFactory(partner=partner), state="validated", amount=Decimal(5)
    )
    ImprovementFactory(instrument=InstrumentFactory(partner=partner, live=False))
    way = policy_way.of_partner(partner, "en")
    assert way.chains[0].key == f"improvement-{known.pk}"
    assert [(one.state, one.amount) for one in way.improvements] == [
        (ImprovementState.VALIDATED, Decimal(5))
    ]


def test_only_some_ways_are_drawn_and_the_others_counted() -> None:
    partner = PartnerFactory()
    for _ in range(5):
        TransferFactory(partner=partner)
    way = policy_way.of_partner(partner, "en")
    assert (len(way.chains), way.more_chains) == (3, 2)


def test_region_of_which_nothing_is_known_has_no_way() -> None:
    assert policy_way.of_partner(PartnerFactory(), "en").is_empty


@pytest.mark.parametrize("item_count", [1, 3])
def test_way_of_a_region_asks_a_constant_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, item_count: int
) -> None:
    partner = PartnerFactory()
    for _ in range(item_count):
        TransferFactory(partner=partner)
        ImprovementFactory(instrument=InstrumentFactory(partner=partner))
        FactorFactory(partner=partner)
    with django_assert_num_queries(21):
        policy_way.of_partner(partner, "en")


def test_page_of_a_region_shows_a_chain(client: Client, trees: None, partnership: None) -> None:
    partner = Partner.objects.get(slug="riga")
    transfer = TransferFactory(partner=partner, practice__title="Common kitchen")
    html = client.get("/en/regions/riga/").content.decode()
    assert f'<a href="{transfer.get_absolute_url()}">Common kitchen</a>' in html
