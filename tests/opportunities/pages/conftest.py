"""An enterprise, who speaks for it, and a browser in which they are signed in."""

import pytest
from django.utils import timezone

from tests.factories.enterprises import EnterpriseFactory, steward


@pytest.fixture
def enterprise(db):
    return EnterpriseFactory(name="Spółdzielnia Ogrody")


@pytest.fixture
def person(enterprise):
    return steward(enterprise, timezone.now())


@pytest.fixture
def reader(client, person):
    """A client in which the steward is signed in."""
    client.force_login(person)
    return client
