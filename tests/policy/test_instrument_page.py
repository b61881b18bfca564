"""One instrument: every fact with its source, what hangs on it, who may see drafts."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from secon.people.enums import Role
from secon.policy.interfaces.instrument_rows import period
from secon.policy.models import (
    FactorInstrument,
    InstrumentDocument,
    InstrumentMoney,
    InstrumentTerritory,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import (
    FactorFactory,
    GroupMemberFactory,
    ImprovementFactory,
    InstrumentFactory,
    JointReviewFactory,
    StakeholderGroupFactory,
)

pytestmark = pytest.mark.django_db


def test_what_is_not_known_is_said_to_be_unknown(client):
    page = client.get(InstrumentFactory().get_absolute_url())
    assert page.status_code == 200
    assert "no public page we found names it" in page.text
    assert "no money behind it is published" in page.text
    assert "no stakeholder group is recorded" in page.text


def test_a_fact_stands_with_the_page_it_comes_from(client):
    one = InstrumentFactory(
        reference="2021XX", sources={"reference": ["https://example.org/reference"]}
    )
    InstrumentMoney.objects.create(
        instrument=one, fund="esf", amount=5, source="https://example.org/money"
    )
    page = client.get(one.get_absolute_url())
    fact = page.text.split("2021XX")[1].split("</dd>")[0]
    assert 'href="https://example.org/reference"' in fact
    assert 'href="https://example.org/money"' in page.text


def test_money_without_an_amount_is_unknown_and_never_zero(client):
    one = InstrumentFactory()
    InstrumentMoney.objects.create(instrument=one, fund="erdf", evidence="to_be_confirmed")
    page = client.get(one.get_absolute_url())
    assert "the amount is not published" in page.text
    assert "To be confirmed by the partner" in page.text


def test_editions_of_a_document_stand_together_newest_first(client):
    one = InstrumentFactory()
    for version, day in (("1.0", 1), ("2.0", 2)):
        InstrumentDocument.objects.create(
            instrument=one,
            kind="text",
            title="Programme text",
            version=version,
            dated=date(2024, 1, day),
            url="https://example.org/text",
        )
    page = client.get(one.get_absolute_url())
    [text] = page.context["view"].documents
    assert [each.version for each in text.editions] == ["2.0", "1.0"]


def test_what_hangs_on_it_is_shown_as_far_as_it_is_public(client):
    one = InstrumentFactory()
    for factor in (
        FactorFactory(title="No starting money"),
        FactorFactory(title="Secret barrier", live=False),
    ):
        FactorInstrument.objects.create(factor=factor, instrument=one, note="By a call")
    ImprovementFactory(instrument=one, title="New criterion")
    JointReviewFactory(instrument=one, title="Secret review")
    JointReviewFactory(
        instrument=one, title="Open review", state="published", published_at=timezone.now()
    )
    group = StakeholderGroupFactory(instrument=one)
    GroupMemberFactory(group=group, name="Chamber")
    GroupMemberFactory(group=group, name="Left long ago", left_on=date(2024, 1, 1))
    text = client.get(one.get_absolute_url()).text
    shown = ("No starting money", "By a call", "New criterion", "Open review", "Chamber")
    assert [words for words in shown if words not in text] == []
    assert "Secret" not in text
    assert text.index("Former members") < text.index("Left long ago")


def test_another_name_in_the_address_leads_to_the_right_one(client):
    one = InstrumentFactory(slug="right")
    answer = client.get(reverse("policy:instrument", args=[one.pk, "wrong"]))
    assert (answer.status_code, answer["Location"]) == (301, one.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("nobody", 404),
        ("citizen", 404),
        ("other editor", 404),
        ("own editor", 200),
        ("lead", 200),
        ("reviewer", 200),
        ("policy officer", 404),
    ],
)
def test_a_draft_is_seen_by_those_who_work_on_it(client, who, status):
    one = InstrumentFactory(draft=True, name="Secret programme")
    people = {
        "citizen": UserFactory,
        "other editor": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
        "own editor": lambda: member(Role.PARTNER_EDITOR, one.partner),
        "lead": lambda: member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        "reviewer": lambda: person(Role.REVIEWER),
        "policy officer": lambda: person(Role.POLICY_OFFICER),
    }
    if who in people:
        client.force_login(people[who]())
    answer = client.get(one.get_absolute_url())
    assert answer.status_code == status
    assert ("Secret programme" in answer.text) == (status == 200)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_much_hangs_on_it(
    client, count, django_assert_num_queries
):
    one = InstrumentFactory()
    group = StakeholderGroupFactory(instrument=one)
    for at in range(count):
        InstrumentMoney.objects.create(instrument=one, fund="esf")
        InstrumentTerritory.objects.create(instrument=one, code=f"PL{at}")
        GroupMemberFactory(group=group)
        FactorInstrument.objects.create(factor=FactorFactory(), instrument=one)
        ImprovementFactory(instrument=one)
    with django_assert_num_queries(QUERIES):
        client.get(one.get_absolute_url())


QUERIES = 25


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (None, None, ""),
        (date(2021, 1, 1), date(2027, 12, 31), "2021 to 2027"),
        (date(2023, 9, 13), None, "since 13 September 2023"),
        (None, date(2030, 12, 31), "until 2030"),
    ],
)
def test_a_period_is_said_in_years_where_they_are_whole(starts, ends, said):
    assert period(starts, ends) == said
