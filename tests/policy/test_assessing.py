"""Voices on a factor: added, never changed, withdrawn with a reason."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from secon.kernel import audit
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.domain import assessing
from secon.policy.domain.assessing import Said
from secon.policy.models import Assessment, Factor
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import AssessmentFactory, FactorFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)
SAID = Said("interview", date(2025, 3, 1), strength=4, said_by="Advisers", people=2)


@pytest.fixture
def factor() -> Factor:
    return FactorFactory()


@pytest.fixture
def editor(factor: Factor) -> User:
    return member(Role.PARTNER_EDITOR, factor.partner)


def test_second_assessment_stands_beside_the_first(factor: Factor, editor: User) -> None:
    assessing.assess(factor=factor, said=SAID, by=editor, now=NOW)
    assessing.assess(factor=factor, said=replace(SAID, strength=2), by=editor, now=NOW)
    assert sorted(one.strength for one in factor.assessments.all()) == [2, 4]
    assert [event.verb for event in audit.events_on(factor)] == ["assess", "assess"]


def test_evidence_file_is_stored_with_it(factor: Factor, editor: User) -> None:
    file = ContentFile(b"%PDF-1.4", name="minutes.pdf")
    made = assessing.assess(factor=factor, said=SAID, file=file, by=editor, now=NOW)
    with made.file.open() as stored:
        assert stored.read() == b"%PDF-1.4"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"assessed_on": date(2025, 3, 15)}, "assessed_on"),
        ({"said_by": "maria@example.org"}, "said_by"),
        ({"people": None, "people_at_least": True}, "people"),
        ({"people": 0}, "people"),
        ({"quote": "Nie ma kredytów."}, "quote_language"),
        ({"strength": 6}, "strength"),
        ({"basis": "rumour"}, "basis"),
    ],
)
def test_wrong_statement_is_refused_at_its_field(
    factor: Factor, editor: User, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        assessing.assess(factor=factor, said=replace(SAID, **wrong), by=editor, now=NOW)
    assert refused.value.message_dict.keys() == {field}
    assert not Assessment.objects.exists()


def test_strength_may_be_unknown(factor: Factor, editor: User) -> None:
    made = assessing.assess(factor=factor, said=replace(SAID, strength=None), by=editor, now=NOW)
    assert made.strength is None


def test_withdrawn_assessment_stays_and_says_when(factor: Factor, editor: User) -> None:
    one = AssessmentFactory(factor=factor)
    assessing.withdraw(assessment=one, reason="Counted twice", by=editor, now=NOW)
    assert Assessment.objects.get().withdrawn_at == NOW
    (event,) = audit.events_on(factor)
    assert event.detail == {"assessment": one.pk, "reason": "Counted twice"}
    with pytest.raises(ValidationError, match="withdrawn already"):
        assessing.withdraw(assessment=one, reason="Again", by=editor, now=NOW)


def test_withdrawal_without_a_reason_is_refused(factor: Factor, editor: User) -> None:
    one = AssessmentFactory(factor=factor)
    with pytest.raises(ValidationError) as refused:
        assessing.withdraw(assessment=one, reason=" ", by=editor, now=NOW)
    assert refused.value.message_dict.keys() == {"reason"}
    assert Assessment.objects.get().withdrawn_at is None


def test_nobody_else_assesses_or_withdraws(factor: Factor) -> None:
    one = AssessmentFactory(factor=factor)
    for user in (
        UserFactory(),
        member(Role.PARTNER_EDITOR, PartnerFactory()),
        member(Role.STAKEHOLDER, factor.partner),
        person(Role.REVIEWER),
        person(Role.POLICY_OFFICER),
    ):
        with pytest.raises(PermissionDenied):
            assessing.assess(factor=factor, said=SAID, by=user, now=NOW)
        with pytest.raises(PermissionDenied):
            assessing.withdraw(assessment=one, reason="No", by=user, now=NOW)
    assert list(Assessment.objects.values_list("pk", "withdrawn_at")) == [(one.pk, None)]
