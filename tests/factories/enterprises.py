"""Enterprises for tests."""

from datetime import date
from typing import Any

import factory

from secon.enterprises.domain import versions
from secon.enterprises.enums import State
from secon.enterprises.models import Enterprise, EnterpriseStatus, Offer, Steward
from secon.people.models import User
from tests.factories.people import UserFactory


class EnterpriseFactory(factory.django.DjangoModelFactory):
    """An invented enterprise in Poland, listed. Traits set the other states."""

    class Meta:
        model = Enterprise
        skip_postgeneration_save = True

    class Params:
        proposed = factory.Trait(state=State.PROPOSED, live=False, listed_on=None)
        declined = factory.Trait(state=State.DECLINED, live=False, listed_on=None)
        verified = factory.Trait(
            state=State.VERIFIED,
            verified_on=date(2026, 3, 1),
            check_again_on=date(2028, 3, 1),
        )
        ended = factory.Trait(state=State.ENDED, ended_on=date(2026, 5, 1), end_reason="Closed")

    name = factory.Sequence(lambda n: f"Spółdzielnia {n}")
    original_language = "pl"
    summary = "Gotuje i sprząta."
    country = "PL"
    town = "Radom"
    nuts = "PL921"
    lon = 21.15
    lat = 51.40
    state = State.LISTED
    live = True
    listed_on = date(2026, 1, 15)

    @factory.post_generation
    def counted(self, create: bool, extracted: bool | None, **_: Any) -> None:
        """Takes its number in the directory, as a verb would."""
        if create and extracted is not False:
            versions.touch([self.pk])
            self.refresh_from_db(fields=["version"])


class OfferFactory(factory.django.DjangoModelFactory):
    """Catering."""

    class Meta:
        model = Offer

    enterprise = factory.SubFactory(EnterpriseFactory)
    original_language = "pl"
    title = "Catering na spotkania"
    sector = "food"
    cpv = ["55520000"]
    audiences = ["citizens", "public_buyers"]


class EnterpriseStatusFactory(factory.django.DjangoModelFactory):
    """A status held since 2025."""

    class Meta:
        model = EnterpriseStatus

    enterprise = factory.SubFactory(EnterpriseFactory)
    code = "pl-ps"
    number = "PS/1/2025"
    valid_from = date(2025, 1, 1)


def steward(enterprise: Enterprise, since: Any) -> User:
    """A person who speaks for ``enterprise``."""
    user = UserFactory()
    Steward.objects.create(enterprise=enterprise, user=user, since=since)
    return user
