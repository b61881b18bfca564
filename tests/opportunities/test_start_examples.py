"""What a newcomer finds: made once, of examples only, and never outside a machine of one's own."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secon.enterprises.models import Enterprise
from secon.opportunities.domain import start_examples
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import BuyerProfile, Match, ShortCall
from secon.partnership.domain import local_people
from secon.partnership.enums import PartnerRole
from secon.people.models import User
from tests.factories.buyers import NOW
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.partnership import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _people() -> None:
    PartnerFactory.create(slug="peloponnese", role=PartnerRole.LEAD)
    PartnerFactory.create(slug="mazowieckie")
    local_people.create(now=NOW)


@pytest.mark.usefixtures("_people")
def test_the_sign_ins_speak_for_examples_once() -> None:
    EnterpriseFactory.create(name="Real", verified=True)
    EnterpriseFactory.create(name="Plain", verified=True, is_example=True)
    best = EnterpriseFactory.create(name="Best", verified=True, is_example=True)
    Match.objects.create(
        enterprise=best,
        kind=DemandKind.LOT,
        demand=1,
        score=60,
        parts=0,
        eligibility="open",
        open_until=NOW.date(),
        first_seen=NOW.date(),
        changed=NOW.date(),
    )

    made = start_examples.load(now=NOW)
    again = start_examples.load(now=NOW)

    assert made == again
    assert made.enterprise == best
    person = User.objects.get(email="enterprise@example.org")
    kept = Enterprise.objects.filter(stewards__user=person, stewards__ended_at=None)
    assert list(kept) == [best]
    call = ShortCall.objects.get()
    assert call == made.call
    assert call.is_example
    assert "not a real body" in BuyerProfile.objects.get().organisation


def test_without_sign_ins_nothing_is_made() -> None:
    assert start_examples.load(now=NOW) == start_examples.Made(None, None)
    assert not ShortCall.objects.exists()


@pytest.mark.usefixtures("_people")
def test_elsewhere_it_is_refused(settings: Any) -> None:
    settings.SECON_LOCAL = False

    with pytest.raises(PermissionDenied):
        start_examples.load(now=NOW)

    assert not ShortCall.objects.exists()
