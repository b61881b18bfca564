"""Public bodies, short calls and soundings for tests."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import factory

from secon.enterprises.models import Enterprise
from secon.opportunities.buyer_enums import (
    CallKind,
    CallState,
    QuestionKind,
    SoundingState,
    Standing,
)
from secon.opportunities.models import BuyerProfile, ShortCall, Sounding, SoundingQuestion
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.enterprises import EnterpriseFactory, OfferFactory, steward
from tests.factories.people import UserFactory, person

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 20, 10, tzinfo=UTC)


class BuyerProfileFactory(factory.django.DjangoModelFactory):
    """An invented town in Poland, confirmed."""

    class Meta:
        model = BuyerProfile

    class Params:
        asked = factory.Trait(standing=Standing.ASKED, decided_at=None)

    user = factory.SubFactory(UserFactory)
    organisation = factory.Sequence(lambda n: f"Gmina {n}")
    country = "PL"
    nuts = "PL921"
    town = "Radom"
    email = "urzad@gmina.example"
    language = "pl"
    evidence = "gmina.example/zespol"
    standing = Standing.CONFIRMED
    asked_at = NOW
    decided_at = NOW


class ShortCallFactory(factory.django.DjangoModelFactory):
    """A tender of that town for catering; a draft. Traits set the other states."""

    class Meta:
        model = ShortCall

    class Params:
        published = factory.Trait(state=CallState.PUBLISHED, published_at=NOW)
        closed = factory.Trait(state=CallState.CLOSED, published_at=NOW, closed_at=LATER)
        awarded = factory.Trait(
            state=CallState.AWARDED,
            published_at=NOW,
            closed_at=LATER,
            ended_at=LATER,
            winner_name="Spółdzielnia X",
        )
        cancelled = factory.Trait(
            state=CallState.CANCELLED, published_at=NOW, ended_at=LATER, outcome_note="Brak środków"
        )

    buyer = factory.SubFactory(BuyerProfileFactory)
    kind = CallKind.TENDER
    original_language = "pl"
    title = factory.Sequence(lambda n: f"Catering na spotkania {n}")
    description = "Obiady dla 40 osób, dwa razy w tygodniu."
    cpv = ["55520000"]
    country = "PL"
    nuts = "PL921"
    town = "Radom"
    band = "20k-60k"
    deadline = LATER
    zone = "Europe/Warsaw"
    made_at = NOW
    changed_at = NOW


class SoundingFactory(factory.django.DjangoModelFactory):
    """A sounding of that town with a question of each kind; a draft."""

    class Meta:
        model = Sounding
        skip_postgeneration_save = True

    class Params:
        sent = factory.Trait(
            state=SoundingState.SENT, sent_at=NOW, delete_after=LATER.date().replace(year=2027)
        )

    buyer = factory.SubFactory(BuyerProfileFactory)
    title = factory.Sequence(lambda n: f"Catering, pytania {n}")
    about = "Planujemy zakup obiadów."
    language = "pl"
    cpv = "55520000"
    country = "PL"
    nuts = "PL921"
    place = "Radom"
    value_eur = Decimal(40_000)
    deadline = LATER
    made_at = NOW

    @factory.post_generation
    def questions(self, create: bool, extracted: Any, **_: Any) -> None:
        for number, kind in enumerate(QuestionKind, 1):
            SoundingQuestion.objects.create(
                sounding=self, number=number, kind=kind, text=f"Pytanie {number}?"
            )


def buyer(**profile: Any) -> User:
    """A person who buys for a confirmed body."""
    user = person(Role.BUYER)
    BuyerProfileFactory(user=user, **profile)
    return user


def supplier(**fields: Any) -> Enterprise:
    """A verified enterprise in Radom that caters there."""
    defaults = {"verified": True, "turnover": "50k-2m", "delivery_regions": ["PL92"]}
    enterprise = EnterpriseFactory(**{**defaults, **fields})
    OfferFactory(enterprise=enterprise)
    return enterprise


def reachable(**fields: Any) -> tuple[Enterprise, User]:
    """A supplier that agreed to messages, and the person who speaks for it."""
    enterprise = supplier(agrees_to_messages=True, **fields)
    return enterprise, steward(enterprise, NOW)
