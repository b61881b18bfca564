"""Forms of instruments and groups: what is stored, what is refused, what nobody loses."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from secon.kernel import audit
from secon.people.enums import Role
from secon.policy.domain import instrument_history, instruments
from secon.policy.domain.instruments import Content
from secon.policy.models import (
    Instrument,
    InstrumentMoney,
    InstrumentTranslation,
    StakeholderGroup,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.places import RegionFactory
from tests.factories.policy import GroupMemberFactory, InstrumentFactory, StakeholderGroupFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db
NEW = "/en/policies/new/"


@pytest.fixture
def partner():
    return PartnerFactory()


@pytest.fixture
def editor(client, partner):
    client.force_login(user := member(Role.PARTNER_EDITOR, partner))
    return user


def rows(prefix, *told, stored=0):
    """A formset as a browser sends it."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(told)), f"{prefix}-INITIAL_FORMS": str(stored)}
    for at, row in enumerate(told):
        data |= {f"{prefix}-{at}-{name}": value for name, value in row.items()}
    return data


def typed(partner, **changes):
    """What the browser sends for an instrument."""
    data = {
        "original_language": "en",
        "name": "Regional programme",
        "level": "regional",
        "kind": "eu_programme",
        "country": "PL",
        "partner": partner.pk,
        "evidence": "published",
    }
    return data | rows("money") | rows("documents") | changes


def content_of(one, **changes):
    fields = {name: getattr(one, name) for name in instruments.FIELDS} | changes
    return Content(fields=fields)


def test_an_editor_adds_an_instrument_with_all_its_rows(client, editor, partner):
    RegionFactory(code="PL92", level=2)
    data = typed(
        partner,
        do="publish",
        topics=["funding", "skills"],
        themes=["awareness"],
        territories="pl92",
        authority="Marshal",
        source="https://example.org/read",
        **rows("money", {"fund": "esf", "amount": "5", "currency": "EUR", "evidence": "derived"}),
        **rows("documents", {"kind": "text", "title": "Text", "url": "https://example.org/t"}),
    )
    answer = client.post(NEW, data)
    made = Instrument.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.slug, made.live, made.partner) == ("regional-programme", True, partner)
    assert sorted(row.topic for row in made.topics.all()) == ["funding", "skills"]
    assert [row.code for row in made.territories.all()] == ["PL92"]
    assert [(row.fund, row.amount, row.evidence) for row in made.money.all()] == [
        ("esf", 5, "derived")
    ]
    assert [row.title for row in made.documents.all()] == ["Text"]
    assert made.sources["authority"] == ["https://example.org/read"]
    assert "website" not in made.sources
    assert sorted(event.verb for event in audit.events_on(made)) == ["create", "publish"]


def test_a_draft_is_kept_for_editors(client, editor, partner):
    client.post(NEW, typed(partner, do="draft"))
    made = Instrument.objects.get()
    assert made.live is False
    client.post(reverse("policy:instrument_edit", args=[made.pk]), typed(partner, do="publish"))
    assert Instrument.objects.get().live is True


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"territories": "XX99"}, "territories"),
        ({"starts": "2027-01-01", "ends": "2021-01-01"}, "__all__"),
        ({"partner": ""}, "partner"),
    ],
)
def test_what_cannot_be_comes_back_to_its_field(client, editor, partner, changes, field):
    answer = client.post(NEW, typed(partner, summary="Typed words") | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Typed words" in answer.text
    assert not Instrument.objects.exists()


def test_a_row_that_cannot_be_comes_back_too(client, editor, partner):
    data = typed(partner, **rows("documents", {"kind": "text", "title": "Nowhere"}))
    answer = client.post(NEW, data)
    assert answer.status_code == 422
    assert "Give an address, a file, or say where it can be seen." in answer.text
    assert not Instrument.objects.exists()


def test_another_row_is_offered_without_storing_anything(client, editor, partner):
    data = typed(partner, add="money", **rows("money", {"fund": "esf"}))
    answer = client.post(NEW, data)
    assert answer.status_code == 200
    assert answer.text.count('data-part="money"') == 2
    assert not Instrument.objects.exists()


def test_the_region_of_others_cannot_be_chosen(client, editor):
    answer = client.post(NEW, typed(PartnerFactory()))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["partner"])


def test_a_second_addressed_instrument_is_refused_in_words(client, editor, partner):
    InstrumentFactory(partner=partner, addressed=True)
    answer = client.post(NEW, typed(partner, addressed="on"))
    assert answer.status_code == 422
    assert "A partner addresses one instrument." in answer.text


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("own editor", True),
        ("lead", True),
        ("web admin", True),
        ("other editor", False),
        ("citizen", False),
        ("reviewer", False),
        ("policy officer", False),
    ],
)
@pytest.mark.parametrize("is_live", [True, False])
def test_who_may_edit(partner, who, allowed, is_live):
    people = {
        "own editor": lambda: member(Role.PARTNER_EDITOR, partner),
        "lead": lambda: member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        "web admin": lambda: person(Role.WEB_ADMIN),
        "other editor": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
        "citizen": UserFactory,
        "reviewer": lambda: person(Role.REVIEWER),
        "policy officer": lambda: person(Role.POLICY_OFFICER),
    }
    one = InstrumentFactory(partner=partner, live=is_live, authority="Before")
    content = content_of(one, authority="After")
    said = {"instrument": one, "content": content, "publish": False, "now": NOW}
    if allowed:
        assert instruments.edit(**said, by=people[who]()).authority == "After"
        return
    with pytest.raises(PermissionDenied):
        instruments.edit(**said, by=people[who]())
    assert Instrument.objects.get(pk=one.pk).authority == "Before"


def test_an_instrument_is_not_given_to_a_region_one_does_not_edit_for(editor, partner):
    one = InstrumentFactory(partner=partner)
    content = content_of(one, partner=PartnerFactory())
    with pytest.raises(PermissionDenied):
        instruments.edit(instrument=one, content=content, publish=True, by=editor, now=NOW)
    assert Instrument.objects.get(pk=one.pk).partner == partner


def test_a_changed_fact_takes_the_page_the_editor_names(editor, partner):
    one = InstrumentFactory(
        partner=partner,
        authority="Before",
        sources={"authority": ["https://example.org/old"], "name": ["https://example.org/name"]},
    )
    content = Content(
        fields=content_of(one, authority="After").fields, source="https://example.org/new"
    )
    after = instruments.edit(instrument=one, content=content, publish=True, by=editor, now=NOW)
    assert after.sources == {
        "authority": ["https://example.org/new"],
        "name": ["https://example.org/name"],
    }


def test_versions_tell_the_role_and_what_changed_but_no_person(editor, partner):
    one = InstrumentFactory(partner=partner)
    InstrumentMoney.objects.create(instrument=one, fund="esf")
    content = content_of(one, authority="After")
    instruments.edit(instrument=one, content=content, publish=True, by=editor, now=NOW)
    told = instrument_history.versions(Instrument.objects.get(), drafts=False)
    assert [(line.role, line.changes, line.is_first, line.is_shown) for line in told] == [
        (Role.PARTNER_EDITOR, ("authority", "money"), False, True),
        (None, (), True, False),
    ]


def test_versions_of_a_draft_are_for_editors(editor, partner):
    one = InstrumentFactory(partner=partner)
    one.save_revision(clean=False).publish()
    one = Instrument.objects.get()
    one.authority = "Secret"
    one.save_revision(clean=False, user=editor)
    assert len(instrument_history.versions(one, drafts=False)) == 1
    assert len(instrument_history.versions(one, drafts=True)) == 2


def test_a_draft_that_waits_in_the_admin_is_not_lost(editor, partner):
    one = InstrumentFactory(partner=partner)
    one.save_revision(clean=False).publish()
    one.summary = "Waiting"
    one.save_revision(clean=False)
    stored = Instrument.objects.get(pk=one.pk)
    with pytest.raises(ValidationError, match="A draft of this record waits"):
        instruments.edit(
            instrument=stored, content=content_of(stored), publish=True, by=editor, now=NOW
        )
    assert stored.get_latest_revision_as_object().summary == "Waiting"


def test_an_edit_ages_translations(editor, partner):
    one = InstrumentFactory(partner=partner)
    row = InstrumentTranslation(record=one, language="de", name="Programm")
    row.source_digest = one.digest()
    row.save()
    content = content_of(one, name="Another name")
    instruments.edit(instrument=one, content=content, publish=True, by=editor, now=NOW)
    assert one.translations.get().state == "stale"


def test_a_name_for_addresses_is_free_and_made_of_letters(partner, editor):
    for number, name in enumerate(("Law", "Law", "Πρόγραμμα")):
        fields = content_of(Instrument(partner=partner, country="PL"), name=name).fields
        fields |= {"level": "regional", "kind": "law", "original_language": "en"}
        instruments.add(content=Content(fields=fields), publish=bool(number), by=editor, now=NOW)
    slugs = Instrument.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["law", "law-2", "instrument"]


def test_the_group_is_made_of_organisations(client, editor, partner):
    one = InstrumentFactory(partner=partner)
    data = {"note": "Meets twice a year", "language": "en", "source": ""}
    data |= rows(
        "members",
        {"name": "Chamber", "kind": "chamber"},
        {"name": "University", "kind": "research"},
    )
    answer = client.post(reverse("policy:group_edit", args=[one.pk]), data)
    assert answer["Location"] == one.get_absolute_url()
    group = StakeholderGroup.objects.get()
    assert [(row.name, row.kind) for row in group.members.all()] == [
        ("Chamber", "chamber"),
        ("University", "research"),
    ]


def test_a_member_leaves_the_group(client, editor, partner):
    group = StakeholderGroupFactory(instrument=InstrumentFactory(partner=partner))
    stays, goes = GroupMemberFactory(group=group), GroupMemberFactory(group=group)
    told = [
        {"id": one.pk, "name": one.name, "kind": one.kind} | gone
        for one, gone in ((stays, {}), (goes, {"DELETE": "on"}))
    ]
    data = {"note": "", "language": "", "source": ""} | rows("members", *told, stored=2)
    client.post(reverse("policy:group_edit", args=[group.instrument_id]), data)
    assert list(group.members.all()) == [stays]


def test_two_editors_of_one_instrument_lose_nothing(client, editor, partner):
    one = InstrumentFactory(partner=partner, summary="Before")
    address = reverse("policy:instrument_edit", args=[one.pk])
    shown = client.get(address).context["kept"]
    Instrument.objects.filter(pk=one.pk).update(authority="Said by a colleague")
    sent = typed(partner, name=one.name, summary="After", do="publish")
    sent |= {"kept_slot": shown.slot, "kept_base": shown.base}
    assert client.post(address, sent).status_code == 302
    stored = Instrument.objects.get(pk=one.pk)
    assert (stored.summary, stored.authority) == ("After", "Said by a colleague")
