"""Good practices for tests: invented."""

from datetime import date

import factory
from django.utils import timezone

from secon.practices.enums import Criterion, Judge
from secon.practices.models import (
    Judgement,
    Practice,
    PracticeAnswer,
    PracticeProof,
    PracticeTopic,
    Transfer,
)
from tests.factories.partnership import PartnerFactory
from tests.factories.policy import FactorFactory


class PracticeFactory(factory.django.DjangoModelFactory):
    """A draft with everything that must be filled in."""

    class Meta:
        model = Practice

    slug = factory.Sequence(lambda n: f"practice-{n}")
    partner = factory.SubFactory(PartnerFactory)
    country = "PL"
    organisation = "Spółdzielnia Przykład"
    title = factory.Sequence(lambda n: f"Practice {n}")
    summary = "What it is in one sentence."
    description = "What it is and how it works."
    results = "Five people have work."
    resources = "Two people."
    transfer = "Others can do it."
    public_intervention = "yes"
    starts = date(2020, 1, 1)
    is_ongoing = "yes"
    live = False

    class Params:
        published = factory.Trait(
            live=True,
            state="published",
            round=1,
            first_published_at=factory.LazyFunction(timezone.now),
            last_published_at=factory.LazyFunction(timezone.now),
        )


class PracticeAnswerFactory(factory.django.DjangoModelFactory):
    """A barrier a practice answers."""

    class Meta:
        model = PracticeAnswer

    practice = factory.SubFactory(PracticeFactory, published=True)
    factor = factory.SubFactory(FactorFactory)


class TransferFactory(factory.django.DjangoModelFactory):
    """A region that is interested."""

    class Meta:
        model = Transfer

    practice = factory.SubFactory(PracticeFactory, published=True)
    partner = factory.SubFactory(PartnerFactory)
    started_on = date(2024, 9, 1)


def complete_practice(**changes: object) -> Practice:
    """A draft that could be handed in as it is: with topic, evidence and the author's judgement."""
    practice = PracticeFactory(**{"place": "Kraina", "rural": "rural", **changes})
    practice.topics = [PracticeTopic(topic="skills")]
    practice.proofs = [
        PracticeProof(kind="report", title="Report of 2023", url="https://example.org/report")
    ]
    practice.save()
    for criterion in Criterion:
        Judgement.objects.create(
            practice=practice,
            judge=Judge.AUTHOR,
            criterion=criterion,
            met="yes",
            at=timezone.now(),
        )
    return practice
