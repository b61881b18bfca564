"""Partners and their people for tests."""

import factory
from django.utils import timezone

from secon.partnership.domain import members
from secon.partnership.models import Partner, PartnerTerritory, PartnerTranslation
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.people import UserFactory


class PartnerFactory(factory.django.DjangoModelFactory):
    """An invented partner."""

    class Meta:
        model = Partner

    number = factory.Sequence(lambda n: 100 + n)
    slug = factory.Sequence(lambda n: f"partner-{n}")
    role = "partner"
    country = "PL"
    languages = ["pl"]
    original_language = "pl"
    name = factory.Sequence(lambda n: f"Urząd {n}")
    territory_name = "Kraina"


class PartnerTerritoryFactory(factory.django.DjangoModelFactory):
    """A code of an invented partner."""

    class Meta:
        model = PartnerTerritory

    partner = factory.SubFactory(PartnerFactory)
    code = factory.Sequence(lambda n: f"PL{100 + n}")
    versions = ["2021", "2024"]


def translated(partner: Partner, language: str, name: str) -> PartnerTranslation:
    """A row that says what the original says now."""
    row = PartnerTranslation(record=partner, language=language, name=name, territory_name="Land")
    row.source_digest = partner.digest()
    row.save()
    return row


def member(role: Role, partner: Partner) -> User:
    """A person with a role at ``partner``."""
    user = UserFactory()
    members.grant(user=user, role=role, partner=partner, by=None, now=timezone.now())
    return user
