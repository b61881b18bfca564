"""Instruments in the Wagtail admin: each editor the own region's only."""

import pytest
from django.urls import reverse

from secon.kernel import audit
from secon.people.enums import Role
from secon.policy.models import Instrument
from tests.factories.partnership import PartnerFactory, member
from tests.factories.policy import InstrumentFactory

pytestmark = pytest.mark.django_db
NAMES = "wagtailsnippets_policy_instrument"


def address(name, *args):
    return reverse(f"{NAMES}:{name}", args=args)


@pytest.fixture
def own():
    return InstrumentFactory(name="Own programme")


@pytest.fixture
def other():
    return InstrumentFactory(name="Secret programme", draft=True)


@pytest.fixture
def editor(client, own):
    client.force_login(user := member(Role.PARTNER_EDITOR, own.partner))
    return user


def form_data(one, **changes):
    names = (
        "original_language",
        "name",
        "slug",
        "summary",
        "level",
        "kind",
        "country",
        "authority",
        "reference",
        "territory_note",
        "website",
        "evidence",
    )
    data = {name: getattr(one, name) for name in names} | {"partner": one.partner.pk}
    for part in ("translations", "topics", "themes", "territories", "money", "documents"):
        data |= {f"{part}-TOTAL_FORMS": "0", f"{part}-INITIAL_FORMS": "0"}
    return data | changes


def test_an_editor_lists_the_own_regions_only(client, editor, own, other):
    page = client.get(address("list"))
    assert (own.name in page.text, other.name in page.text) == (True, False)


@pytest.mark.parametrize("name", ["edit", "history", "usage", "delete", "unpublish"])
def test_an_editor_opens_no_address_of_another_region(client, editor, other, name):
    answer = client.get(address(name, other.pk), follow=True)
    assert other.name not in answer.text
    assert answer.redirect_chain == [("/admin/", 302)]


def test_every_address_of_a_record_is_guarded():
    views = [
        pattern.callback.view_class
        for pattern in Instrument.snippet_viewset.get_urlpatterns()
        if "pk" in pattern.pattern.converters
    ]
    assert len(views) >= 8
    assert {view.__name__[:3] for view in views} == {"Own"}


def test_a_change_waits_as_a_draft_until_it_is_published(client, editor, own):
    client.post(address("edit", own.pk), form_data(own, authority="Marshal"))
    own.refresh_from_db()
    assert (own.authority, own.has_unpublished_changes) == ("", True)
    client.post(
        address("edit", own.pk), form_data(own, authority="Marshal") | {"action-publish": "1"}
    )
    own.refresh_from_db()
    assert own.authority == "Marshal"


def test_an_instrument_cannot_be_given_to_another_region(client, editor, own):
    partner = PartnerFactory()
    page = client.post(address("edit", own.pk), form_data(own, partner=partner.pk))
    assert "You do not edit for this partner." in page.text
    assert Instrument.objects.get(pk=own.pk).partner == own.partner
    assert not own.revisions.exists()


def test_a_new_instrument_of_the_own_region_begins_as_a_draft(client, editor, own):
    data = form_data(own, name="New programme", slug="new-programme")
    client.post(address("add"), data)
    made = Instrument.objects.get(slug="new-programme")
    assert (made.live, made.partner) == (False, own.partner)
    assert [(event.verb, event.by) for event in audit.events_on(made)] == [("create", editor)]


def test_a_new_instrument_of_another_region_is_refused(client, editor, own):
    data = form_data(own, slug="new-programme", partner=PartnerFactory().pk)
    page = client.post(address("add"), data)
    assert "You do not edit for this partner." in page.text
    assert list(Instrument.objects.all()) == [own]
