"""Checks against the published criteria: what is shown, and when an entry counts as verified."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secon.enterprises.domain import verification
from secon.enterprises.domain.verification import Finding
from secon.enterprises.enums import EvidenceKind, Met, Standing, State
from secon.enterprises.models import Check, Enterprise
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory, steward
from tests.factories.partnership import PartnerFactory, member

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
COMMON = ("private", "purpose", "reinvestment", "governance", "trade")
OF_STATUS = ("pl-aim", "pl-control", "pl-report")
pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return PartnerFactory(name="Urząd Testowy")


@pytest.fixture
def editor(partner):
    return member(Role.PARTNER_EDITOR, partner)


@pytest.fixture
def entry(partner):
    return EnterpriseFactory(partner=partner)


def met(*subjects, result=Met.YES):
    return [Finding(one, result, EvidenceKind.REGISTER, "Register, page 1") for one in subjects]


def verify(entry, by, findings):
    return verification.verify(enterprise=entry, findings=findings, by=by, now=NOW)


def required(entry):
    return [one.criterion.code for one in verification.criteria_shown(entry, TODAY)]


def test_every_criterion_is_shown_as_unknown_until_somebody_checks(entry):
    shown = verification.criteria_shown(entry, TODAY)
    assert [one.criterion.code for one in shown][:5] == list(COMMON)
    assert {one.met for one in shown} == {None}


def test_criteria_of_a_status_are_shown_to_its_holders_only(entry):
    assert not set(OF_STATUS) & set(required(entry))
    EnterpriseStatusFactory(enterprise=entry)
    assert set(OF_STATUS) <= set(required(entry))


def test_an_entry_is_verified_once_every_criterion_is_met(entry, editor):
    first, *rest = required(entry)
    assert verify(entry, editor, met(*rest)).state == State.LISTED
    after = verify(entry, editor, met(first))
    assert (after.state, after.verified_on) == (State.VERIFIED, TODAY)
    assert after.check_again_on == date(2028, 6, 1)
    assert after.standing(TODAY) == Standing.VERIFIED
    assert after.standing(date(2028, 6, 1)) == Standing.RECHECK


def test_a_check_names_the_organisation_and_the_day(entry, editor):
    verify(entry, editor, met("trade"))
    shown = {one.criterion.code: one for one in verification.criteria_shown(entry, TODAY)}
    check = shown["trade"].check
    assert (check.checked_for, check.checked_on) == ("Urząd Testowy", TODAY)
    assert (check.evidence_kind, check.evidence) == ("register", "Register, page 1")


def test_a_criterion_found_not_met_takes_the_verification_back(entry, editor):
    verify(entry, editor, met(*required(entry)))
    after = verify(entry, editor, met("trade", result=Met.NO))
    assert (after.state, after.verified_on, after.check_again_on) == (State.LISTED, None, None)
    assert Check.objects.filter(subject="trade").count() == 2


def test_a_check_that_ran_out_proves_nothing(entry, editor):
    verify(entry, editor, met(*required(entry)))
    later = date(2028, 6, 1)
    assert not verification.is_proven(verification.criteria_shown(entry, later), later)


def test_it_is_to_be_checked_again_when_a_status_ends(entry, editor):
    EnterpriseStatusFactory(enterprise=entry, valid_to=TODAY + timedelta(days=30))
    after = verify(entry, editor, met(*required(entry)))
    assert after.check_again_on == TODAY + timedelta(days=30)


def test_one_of_several_alternatives_is_enough(editor, partner):
    entry = EnterpriseFactory(partner=partner, country="BG")
    EnterpriseStatusFactory(enterprise=entry, code="bg-a")
    needed = [one for one in required(entry) if one != "bg-a-staff"]
    assert verify(entry, editor, met(*needed)).state == State.VERIFIED


def test_only_the_region_verifies(entry):
    for by in (steward(entry, NOW), member(Role.PARTNER_EDITOR, PartnerFactory())):
        with pytest.raises(PermissionDenied):
            verify(entry, by, met("trade"))
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    ("finding", "subject"),
    [
        (Finding("bg-value", Met.YES, EvidenceKind.REGISTER, "X"), "bg-value"),
        (Finding("nonsense", Met.YES, EvidenceKind.REGISTER, "X"), "nonsense"),
        (Finding("trade", Met.YES, EvidenceKind.REGISTER), "trade"),
        (Finding("trade", Met.NO, EvidenceKind.REGISTER, "<script>"), "trade"),
        (Finding("trade", Met.NO, EvidenceKind.REGISTER, "", "javascript:x"), "trade"),
    ],
)
def test_a_finding_that_rests_on_nothing_is_refused_whole(entry, editor, finding, subject):
    with pytest.raises(verification.VerificationError) as refused:
        verify(entry, editor, [*met("private"), finding])
    assert list(refused.value.message_dict) == [subject]
    assert not Check.objects.exists()


def test_reopening_keeps_the_checks_as_history(entry, editor):
    verify(entry, editor, met(*required(entry)))
    verification.reopen(enterprise=entry, by=editor, now=NOW, reason="Complaint")
    assert Enterprise.objects.get().state == State.LISTED
    assert Check.objects.count() == len(required(entry))
