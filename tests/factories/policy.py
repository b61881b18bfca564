"""Policies for tests: invented, in invented regions."""

from datetime import date

import factory
from django.utils import timezone

from secon.policy.models import (
    Assessment,
    Factor,
    GroupMember,
    Improvement,
    ImprovementProof,
    Instrument,
    JointReview,
    Reviewer,
    ReviewQuestion,
    StakeholderGroup,
)
from tests.factories.partnership import PartnerFactory


class InstrumentFactory(factory.django.DjangoModelFactory):
    """A published regional programme of an invented partner."""

    class Meta:
        model = Instrument

    slug = factory.Sequence(lambda n: f"instrument-{n}")
    original_language = "en"
    name = factory.Sequence(lambda n: f"Programme {n}")
    level = "regional"
    kind = "eu_programme"
    country = "PL"
    partner = factory.SubFactory(PartnerFactory)
    live = True

    class Params:
        draft = factory.Trait(live=False)
        national = factory.Trait(level="national", kind="strategy", partner=None)


class StakeholderGroupFactory(factory.django.DjangoModelFactory):
    """The group of an instrument."""

    class Meta:
        model = StakeholderGroup

    instrument = factory.SubFactory(InstrumentFactory)


class GroupMemberFactory(factory.django.DjangoModelFactory):
    """An organisation in a group."""

    class Meta:
        model = GroupMember

    group = factory.SubFactory(StakeholderGroupFactory)
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = "support"


class ImprovementFactory(factory.django.DjangoModelFactory):
    """An improvement that is done, without evidence yet."""

    class Meta:
        model = Improvement

    instrument = factory.SubFactory(InstrumentFactory)
    title = factory.Sequence(lambda n: f"Criterion {n}")
    kind = "management"
    state = "done"


class ImprovementProofFactory(factory.django.DjangoModelFactory):
    """Evidence of an improvement."""

    class Meta:
        model = ImprovementProof

    improvement = factory.SubFactory(ImprovementFactory)
    kind = "text"
    title = "Adopted text"
    url = "https://example.org/text"


class FactorFactory(factory.django.DjangoModelFactory):
    """A published barrier of an invented region."""

    class Meta:
        model = Factor

    partner = factory.SubFactory(PartnerFactory)
    effect = "barrier"
    aspect = "finance"
    topic = "funding"
    level = "regional"
    rural = "rural"
    title = factory.Sequence(lambda n: f"Barrier {n}")
    live = True


class AssessmentFactory(factory.django.DjangoModelFactory):
    """What an interview said of a factor."""

    class Meta:
        model = Assessment

    factor = factory.SubFactory(FactorFactory)
    strength = 3
    basis = "interview"
    assessed_on = date(2024, 6, 1)
    recorded_at = factory.LazyFunction(timezone.now)


class JointReviewFactory(factory.django.DjangoModelFactory):
    """A review in preparation."""

    class Meta:
        model = JointReview

    instrument = factory.SubFactory(InstrumentFactory)
    partner = factory.SelfAttribute("instrument.partner")
    title = factory.Sequence(lambda n: f"Review {n}")
    language = "en"


class ReviewQuestionFactory(factory.django.DjangoModelFactory):
    """A question of a review."""

    class Meta:
        model = ReviewQuestion

    review = factory.SubFactory(JointReviewFactory)
    code = factory.Sequence(lambda n: f"q{n}")
    module = "finance"
    order = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Question {n}?")


class ReviewerFactory(factory.django.DjangoModelFactory):
    """An invited organisation."""

    class Meta:
        model = Reviewer

    review = factory.SubFactory(JointReviewFactory)
    email = factory.Sequence(lambda n: f"reviewer{n}@example.org")
    organisation = factory.Sequence(lambda n: f"Organisation {n}")
    side = "other_region"
    invited_at = factory.LazyFunction(timezone.now)
