"""Verbs on factors: who may, what is kept, what is refused."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.kernel import audit
from secon.kernel.enums import TranslationState
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.domain import factors
from secon.policy.domain.factors import Content
from secon.policy.models import Factor, FactorInstrument, FactorTranslation
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import FactorFactory, InstrumentFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)
SAID = Content("barrier", "finance", "Loans are hard to get", "en", "funding")


@pytest.fixture
def partner() -> Partner:
    return PartnerFactory()


@pytest.fixture
def editor(partner: Partner) -> User:
    return member(Role.PARTNER_EDITOR, partner)


def may_not(partner: Partner) -> list[User]:
    """Everybody who reads, judges or edits elsewhere."""
    return [
        UserFactory(),
        member(Role.PARTNER_EDITOR, PartnerFactory()),
        member(Role.STAKEHOLDER, partner),
        person(Role.REVIEWER),
        person(Role.POLICY_OFFICER),
        person(Role.EXPERT),
    ]


def may(partner: Partner) -> list[User]:
    """The region's editor and those who run the platform."""
    return [
        member(Role.PARTNER_EDITOR, partner),
        member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        person(Role.WEB_ADMIN),
    ]


def test_proposal_is_a_draft_of_the_region(partner: Partner, editor: User) -> None:
    made = factors.propose(partner=partner, content=SAID, by=editor, now=NOW)
    assert (made.partner, made.live, made.title) == (partner, False, "Loans are hard to get")
    assert [event.verb for event in audit.events_on(made)] == ["propose"]
    assert made.revisions.count() == 1


def test_region_and_those_who_run_the_platform_do_everything(partner: Partner) -> None:
    for user in may(partner):
        made = factors.propose(partner=partner, content=SAID, by=user, now=NOW)
        factors.publish(factor=made, by=user)
        factors.edit(factor=made, content=Content("barrier", "law", "x", "en"), by=user, now=NOW)
        factors.hide(factor=made, by=user, now=NOW)


def test_nobody_else_does_anything(partner: Partner) -> None:
    draft = FactorFactory(partner=partner, live=False)
    shown = FactorFactory(partner=partner)
    instrument = InstrumentFactory(partner=partner)
    FactorInstrument.objects.create(factor=shown, instrument=instrument)
    for user in may_not(partner):
        common = {"by": user, "now": NOW}
        for attempt in (
            lambda: factors.propose(partner=partner, content=SAID, **common),  # noqa: B023
            lambda: factors.edit(factor=shown, content=SAID, **common),  # noqa: B023
            lambda: factors.publish(factor=draft, by=user),  # noqa: B023
            lambda: factors.hide(factor=shown, **common),  # noqa: B023
            lambda: factors.link(factor=shown, instrument=instrument, note="", **common),  # noqa: B023
            lambda: factors.unlink(factor=shown, instrument=instrument, **common),  # noqa: B023
        ):
            with pytest.raises(PermissionDenied):
                attempt()
    assert Factor.objects.count() == 2
    assert FactorInstrument.objects.count() == 1


def test_edit_of_a_published_factor_shows_at_once_and_ages_its_translations(
    partner: Partner, editor: User
) -> None:
    factor = FactorFactory(partner=partner, title="Old")
    row = FactorTranslation(record=factor, language="pl", title="Stary")
    row.source_digest = factor.digest()
    row.save()
    factors.edit(factor=factor, content=SAID, by=editor, now=NOW)
    stored = Factor.objects.get(pk=factor.pk)
    assert (stored.title, stored.live) == ("Loans are hard to get", True)
    assert stored.has_unpublished_changes is False
    assert stored.translations.get().state == TranslationState.STALE
    (event,) = [one for one in audit.events_on(factor) if one.verb == "edit"]
    assert event.detail == {"fields": ["level", "rural", "title"]}


def test_edit_that_changes_nothing_leaves_no_trace(partner: Partner, editor: User) -> None:
    made = factors.propose(partner=partner, content=SAID, by=editor, now=NOW)
    factors.edit(factor=made, content=SAID, by=editor, now=NOW)
    assert [event.verb for event in audit.events_on(made)] == ["propose"]


def test_edit_with_an_unknown_aspect_is_refused_at_its_field(
    partner: Partner, editor: User
) -> None:
    factor = FactorFactory(partner=partner)
    with pytest.raises(ValidationError) as refused:
        factors.edit(
            factor=factor, content=Content("barrier", "moon", "x", "en"), by=editor, now=NOW
        )
    assert refused.value.message_dict.keys() == {"aspect"}


def test_draft_waiting_in_the_desk_is_not_published_by_an_edit(
    partner: Partner, editor: User
) -> None:
    factor = FactorFactory(partner=partner, title="Shown")
    factor.title = "Half-written secret"
    factor.save_revision()
    with pytest.raises(ValidationError, match="A draft of it waits"):
        factors.edit(factor=factor, content=SAID, by=editor, now=NOW)
    assert Factor.objects.get(pk=factor.pk).title == "Shown"


def test_factor_locked_by_somebody_else_is_left_alone(partner: Partner, editor: User) -> None:
    factor = FactorFactory(partner=partner, locked=True, locked_by=UserFactory())
    with pytest.raises(ValidationError, match="locked"):
        factors.edit(factor=factor, content=SAID, by=editor, now=NOW)


def test_published_and_hidden_once_each(partner: Partner, editor: User) -> None:
    factor = FactorFactory(partner=partner, live=False)
    assert factors.publish(factor=factor, by=editor).live is True
    with pytest.raises(ValidationError, match="published already"):
        factors.publish(factor=factor, by=editor)
    assert factors.hide(factor=factor, by=editor, now=NOW).live is False
    with pytest.raises(ValidationError, match="not published"):
        factors.hide(factor=factor, by=editor, now=NOW)
    assert {event.verb for event in audit.events_on(factor)} == {"hide", "publish"}


def test_instruments_of_region_country_and_union_could_act(partner: Partner) -> None:
    factor = FactorFactory(partner=partner)
    own = InstrumentFactory(partner=partner, live=False)
    national = InstrumentFactory(national=True)
    union = InstrumentFactory(level="eu", country="BE", partner=None)
    InstrumentFactory(national=True, live=False)
    InstrumentFactory(national=True, country="DE")
    InstrumentFactory(partner=PartnerFactory())
    assert set(factors.who_could_act(factor)) == {own, national, union}


def test_link_to_a_national_instrument_is_kept_in_the_version_shown(
    partner: Partner, editor: User
) -> None:
    factor = FactorFactory(partner=partner)
    national = InstrumentFactory(national=True)
    factors.link(factor=factor, instrument=national, note="A quota", by=editor, now=NOW)
    factors.link(factor=factor, instrument=national, note="A quota of 5 %", by=editor, now=NOW)
    stored = Factor.objects.get(pk=factor.pk)
    assert [row.note for row in stored.instruments.all()] == ["A quota of 5 %"]
    assert [row.note for row in stored.get_latest_revision_as_object().instruments.all()] == [
        "A quota of 5 %"
    ]


def test_link_to_an_instrument_of_another_region_is_refused(partner: Partner, editor: User) -> None:
    factor = FactorFactory(partner=partner)
    elsewhere = InstrumentFactory(partner=PartnerFactory())
    with pytest.raises(ValidationError) as refused:
        factors.link(factor=factor, instrument=elsewhere, note="", by=editor, now=NOW)
    assert refused.value.message_dict.keys() == {"instrument"}


def test_unlink_takes_the_instrument_away(partner: Partner, editor: User) -> None:
    factor = FactorFactory(partner=partner)
    own = InstrumentFactory(partner=partner)
    factors.link(factor=factor, instrument=own, note="", by=editor, now=NOW)
    factors.unlink(factor=factor, instrument=own, by=editor, now=NOW)
    assert not FactorInstrument.objects.exists()
    with pytest.raises(ValidationError, match="not named"):
        factors.unlink(factor=factor, instrument=own, by=editor, now=NOW)


def test_topic_follows_from_the_aspect() -> None:
    assert factors.topic_for("finance") == "funding"
    assert factors.topic_for("infrastructure") == ""
