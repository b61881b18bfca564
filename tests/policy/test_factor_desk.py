"""Forms of barriers: what is stored, what comes back to its field, who gets no page."""

import pytest
from django.test import Client
from django.urls import reverse

from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.policy.models import Assessment, Factor, FactorInstrument
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import AssessmentFactory, FactorFactory, InstrumentFactory

pytestmark = pytest.mark.django_db
NEW = "/en/policies/barriers/new/"
TYPED = {
    "effect": "barrier",
    "title": "Loans are hard to get",
    "original_language": "en",
    "aspect": "finance",
    "topic": "by_aspect",
}
VOICE = {"strength": "4", "basis": "interview", "assessed_on": "2025-03-01", "said_by": "Advisers"}


@pytest.fixture
def partner() -> Partner:
    return PartnerFactory(live=True, slug="kraina")


@pytest.fixture
def editing(client: Client, partner: Partner) -> Client:
    client.force_login(member(Role.PARTNER_EDITOR, partner))
    return client


def test_editor_names_a_barrier_and_publishes_it(editing: Client, partner: Partner) -> None:
    answer = editing.post(NEW, TYPED | {"partner": partner.pk})
    made = Factor.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.partner, made.topic, made.live) == (partner, "funding", False)
    editing.post(reverse("policy:factor_publish", args=[made.pk]), {"do": "publish"})
    assert Factor.objects.get().live is True
    editing.post(reverse("policy:factor_publish", args=[made.pk]), {"do": "hide"})
    assert Factor.objects.get().live is False


def test_region_of_others_cannot_be_chosen(editing: Client) -> None:
    other = PartnerFactory(live=True)
    answer = editing.post(NEW, TYPED | {"partner": other.pk})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"partner"}
    assert not Factor.objects.exists()


def test_what_is_missing_comes_back_to_its_field(editing: Client, partner: Partner) -> None:
    answer = editing.post(NEW, TYPED | {"partner": partner.pk, "title": "", "detail": "Kept text"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"title"}
    assert "Kept text" in answer.content.decode()


def test_edit_shows_what_is_stored_and_stores_what_is_typed(
    editing: Client, partner: Partner
) -> None:
    factor = FactorFactory(partner=partner, title="Old", topic="")
    address = reverse("policy:factor_edit", args=[factor.pk])
    form = editing.get(address).context["form"]
    assert (form["title"].value(), form["topic"].value()) == ("Old", "none")
    editing.post(address, TYPED | {"topic": "skills", "rural": "urban"})
    stored = Factor.objects.get()
    assert (stored.title, stored.topic, stored.rural) == (
        "Loans are hard to get",
        "skills",
        "urban",
    )


def test_voice_is_stored_with_its_strength_or_without(editing: Client, partner: Partner) -> None:
    factor = FactorFactory(partner=partner)
    address = reverse("policy:assess", args=[factor.pk])
    assert editing.post(address, VOICE).status_code == 302
    assert editing.post(address, VOICE | {"strength": ""}).status_code == 302
    assert list(factor.assessments.values_list("strength", flat=True)) == [None, 4]


def test_what_the_verb_refuses_stands_at_its_field(editing: Client, partner: Partner) -> None:
    factor = FactorFactory(partner=partner)
    address = reverse("policy:assess", args=[factor.pk])
    answer = editing.post(address, VOICE | {"assessed_on": "2999-01-01", "said_by": "a@b.example"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"assessed_on", "said_by"}
    assert not Assessment.objects.exists()


def test_voice_is_withdrawn_with_a_reason_readers_see(editing: Client, partner: Partner) -> None:
    one = AssessmentFactory(factor=FactorFactory(partner=partner))
    address = reverse("policy:assessment_withdraw", args=[one.pk])
    assert editing.post(address, {"reason": ""}).status_code == 422
    assert editing.post(address, {"reason": "Counted twice"}).status_code == 302
    assert Assessment.objects.get().withdrawn_at is not None
    html = editing.get(one.factor.get_absolute_url()).content.decode()
    assert "Counted twice" in html


def test_national_instrument_is_named_and_taken_away(editing: Client, partner: Partner) -> None:
    factor = FactorFactory(partner=partner)
    national = InstrumentFactory(national=True, country=partner.country)
    elsewhere = InstrumentFactory(national=True, country="XX", name="Not offered")
    address = reverse("policy:factor_instruments", args=[factor.pk])
    assert "Not offered" not in editing.get(address).content.decode()
    assert editing.post(address, {"instrument": elsewhere.pk}).status_code == 422
    assert editing.post(address, {"instrument": national.pk, "note": "A quota"}).status_code == 302
    assert FactorInstrument.objects.get().note == "A quota"
    editing.post(reverse("policy:factor_unlink", args=[factor.pk, national.pk]))
    assert not FactorInstrument.objects.exists()


def test_nobody_else_gets_a_page_to_change_anything(client: Client, partner: Partner) -> None:
    factor = FactorFactory(partner=partner, title="Secret draft", live=False)
    one = AssessmentFactory(factor=factor)
    pages = [
        reverse("policy:factor_edit", args=[factor.pk]),
        reverse("policy:assess", args=[factor.pk]),
        reverse("policy:factor_instruments", args=[factor.pk]),
        reverse("policy:assessment_withdraw", args=[one.pk]),
    ]
    for user in (
        UserFactory(),
        member(Role.PARTNER_EDITOR, PartnerFactory()),
        member(Role.STAKEHOLDER, partner),
        person(Role.REVIEWER),
    ):
        client.force_login(user)
        for page in pages:
            for answer in (client.get(page), client.post(page, VOICE | TYPED)):
                assert answer.status_code == 404
                assert "Secret draft" not in answer.content.decode()
        publish = reverse("policy:factor_publish", args=[factor.pk])
        assert client.post(publish, {"do": "publish"}).status_code == 404
    assert Assessment.objects.count() == 1
    assert Factor.objects.get().live is False


def test_new_barrier_is_refused_to_who_edits_for_no_region(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get(NEW).status_code == 403


def test_stranger_is_led_to_sign_in(client: Client) -> None:
    factor = FactorFactory()
    for page in (NEW, reverse("policy:assess", args=[factor.pk])):
        answer = client.get(page)
        assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)
