"""Matches, decisions and letters for tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from secon.opportunities import models
from secon.opportunities.enterprise_enums import Choice, DigestState, Frequency, Joint, Reason, Step
from secon.opportunities.enums import Answer, DemandKind
from secon.procurement.models import Lot
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import UserFactory
from tests.factories.procurement import LotFactory, NoticeFactory


def open_lot(days: int = 20, **fields: Any) -> Lot:
    """A lot of a call that closes ``days`` from today, at eight in the evening of Athens."""
    last = timezone.localdate() + timedelta(days=days)
    at = datetime(last.year, last.month, last.day, 18, 0, tzinfo=UTC)
    today = timezone.localdate()
    fields.setdefault("notice", None)
    if fields["notice"] is None:
        fields["notice"] = NoticeFactory(published=today - timedelta(days=5), year=today.year)
    return LotFactory(**({"deadline": at, "deadline_day": last, "open_until": last} | fields))


class MatchFactory(DjangoModelFactory[models.Match]):
    """A good match with an open lot, found today; ``lot`` gives the demand."""

    class Meta:
        model = models.Match

    class Params:
        lot = factory.LazyFunction(open_lot)

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = DemandKind.LOT
    demand = factory.LazyAttribute(lambda o: o.lot.pk)
    score = 70
    parts = 0
    eligibility = Answer.OPEN_TO_ALL
    open_until = factory.LazyAttribute(lambda o: o.lot.open_until)
    first_seen = factory.LazyFunction(timezone.localdate)
    changed = factory.SelfAttribute("first_seen")


class DecisionFactory(DjangoModelFactory[models.Decision]):
    """A saved lot; traits set the other states."""

    class Meta:
        model = models.Decision

    class Params:
        lot = factory.LazyFunction(open_lot)
        hidden = factory.Trait(state=Choice.HIDDEN, reason=Reason.TOO_FAR)
        bid = factory.Trait(state=Choice.BID, before=Choice.SAVED)
        won = factory.Trait(state=Choice.WON, before=Choice.BID)
        lost = factory.Trait(state=Choice.LOST, before=Choice.BID)

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = DemandKind.LOT
    demand = factory.LazyAttribute(lambda o: o.lot.pk)
    state = Choice.SAVED
    decided_at = factory.LazyFunction(timezone.now)


class LessonFactory(DjangoModelFactory[models.Lesson]):
    """Other work."""

    class Meta:
        model = models.Lesson

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = DemandKind.LOT
    demand = factory.Sequence(lambda n: n + 1)
    reason = Reason.OTHER_WORK
    cpv = "45000000"
    learnt_at = factory.LazyFunction(timezone.now)


class JointBidFactory(DjangoModelFactory[models.JointBid]):
    """A question that waits for an answer."""

    class Meta:
        model = models.JointBid

    class Params:
        lot = factory.LazyFunction(open_lot)
        accepted = factory.Trait(
            state=Joint.ACCEPTED, answered_at=factory.LazyFunction(timezone.now)
        )

    asking = factory.SubFactory(EnterpriseFactory)
    asked = factory.SubFactory(EnterpriseFactory)
    kind = DemandKind.LOT
    demand = factory.LazyAttribute(lambda o: o.lot.pk)
    asked_at = factory.LazyFunction(timezone.now)


class PathStepFactory(DjangoModelFactory[models.PathStep]):
    """A page opened in November 2026, cleaning."""

    class Meta:
        model = models.PathStep

    enterprise = factory.SubFactory(EnterpriseFactory)
    kind = DemandKind.LOT
    demand = factory.Sequence(lambda n: n + 1)
    step = Step.VIEWED
    sector = "90"
    at = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


class LetterWishFactory(DjangoModelFactory[models.LetterWish]):
    """A steward's wish for daily letters in English."""

    class Meta:
        model = models.LetterWish

    user = factory.SubFactory(UserFactory)
    frequency = Frequency.DAILY
    language = "en"
    agreed_at = factory.LazyFunction(timezone.now)
    ends_on = date(2099, 1, 1)


class DigestFactory(DjangoModelFactory[models.Digest]):
    """A prepared letter."""

    class Meta:
        model = models.Digest

    class Params:
        sent = factory.Trait(
            state=DigestState.SENT, sent_at=factory.LazyFunction(timezone.now), body=""
        )

    user = factory.SubFactory(UserFactory)
    message_id = factory.Sequence(lambda n: f"<test-{n}@secon.example>")
    language = "en"
    subject = "1 opportunity for you"
    body = "Hello,\n"
    prepared_at = factory.LazyFunction(timezone.now)


class FeedKeyFactory(DjangoModelFactory[models.FeedKey]):
    """Secret addresses."""

    class Meta:
        model = models.FeedKey

    user = factory.SubFactory(UserFactory)
    enterprise = factory.SubFactory(EnterpriseFactory)
    nonce = factory.Sequence(lambda n: f"nonce{n}")
    made_at = factory.LazyFunction(timezone.now)
