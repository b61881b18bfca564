"""Partners in the Wagtail admin: each editor sees and edits the own record, whatever the address."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from secon.kernel import audit
from secon.kernel.enums import TranslationState
from secon.partnership.interfaces.policy import RulesPolicy
from secon.partnership.models import Partner, PartnerTranslation
from secon.people.enums import Role
from tests.factories.partnership import PartnerFactory, member, translated
from tests.factories.people import person

pytestmark = pytest.mark.django_db
SECRET = "Unpublished words of the other partner"
NAMES = "wagtailsnippets_partnership_partner"


def address(name, *args):
    return reverse(f"{NAMES}:{name}", args=args)


def form_data(partner, **changes):
    """What the browser sends for ``partner``; ``changes`` over it."""
    data = {
        "original_language": partner.original_language,
        "name": partner.name,
        "territory_name": partner.territory_name,
        "languages": partner.languages,
        "website": partner.website,
    }
    for rows in ("translations", "names"):
        data |= {
            f"{rows}-TOTAL_FORMS": "0",
            f"{rows}-INITIAL_FORMS": "0",
            f"{rows}-MIN_NUM_FORMS": "0",
            f"{rows}-MAX_NUM_FORMS": "1000",
        }
    return data | changes


def with_row(row, **changes):
    """One translation row in the form."""
    said = {
        "id": row.pk or "",
        "language": row.language,
        "name": row.name,
        "territory_name": row.territory_name,
    } | changes
    initial = "1" if row.pk else "0"
    return {
        "translations-TOTAL_FORMS": "1",
        "translations-INITIAL_FORMS": initial,
        **{f"translations-0-{name}": value for name, value in said.items()},
    }


@pytest.fixture
def own():
    return PartnerFactory(name="Urząd Własny")


@pytest.fixture
def other():
    """Another partner with a draft that nobody else may read."""
    partner = PartnerFactory(name="Urząd Obcy")
    partner.name = SECRET
    partner.save_revision()
    return Partner.objects.get(pk=partner.pk)


@pytest.fixture
def editor(client, own):
    client.force_login(user := member(Role.PARTNER_EDITOR, own))
    return user


def test_an_editor_lists_the_own_partner_only(client, editor, own, other):
    page = client.get(address("list"))
    assert page.status_code == 200
    assert own.name in page.text
    assert other.name not in page.text
    assert SECRET not in page.text


def test_an_editor_opens_the_own_record(client, editor, own):
    assert own.name in client.get(address("edit", own.pk)).text


OBJECT_ADDRESSES = ["edit", "history", "usage", "delete", "unpublish", "history_results"]


@pytest.mark.parametrize("name", OBJECT_ADDRESSES)
def test_an_editor_opens_no_address_of_another_partner(client, editor, other, name):
    answer = client.get(address(name, other.pk), follow=True)
    assert SECRET not in answer.text
    assert other.name not in answer.text
    assert answer.redirect_chain == [("/admin/", 302)]


@pytest.mark.parametrize("name", ["revisions_revert", "revisions_unschedule"])
def test_an_editor_opens_no_revision_of_another_partner(client, editor, other, name):
    revision = Revision.objects.get(object_id=str(other.pk))
    answer = client.get(address(name, other.pk, revision.pk), follow=True)
    assert SECRET not in answer.text
    assert answer.redirect_chain == [("/admin/", 302)]


@pytest.mark.parametrize("pair", [("earliest", "latest"), ("live", "latest")])
def test_an_editor_compares_no_revisions_of_another_partner(client, editor, other, pair):
    answer = client.get(address("revisions_compare", other.pk, *pair), follow=True)
    assert SECRET not in answer.text
    assert answer.redirect_chain == [("/admin/", 302)]


def test_an_own_address_with_anothers_revision_shows_nothing_of_it(client, editor, own, other):
    revision = Revision.objects.get(object_id=str(other.pk))
    answer = client.get(address("revisions_revert", own.pk, revision.pk), follow=True)
    assert SECRET not in answer.text


def test_an_editor_changes_nothing_of_another_partner(client, editor, other):
    client.post(address("edit", other.pk), form_data(other, name="Captured"))
    assert Revision.objects.filter(object_id=str(other.pk)).count() == 1
    assert not audit.events_on(other).exists()


@pytest.mark.parametrize("name", ["site_history", "site_history_results"])
def test_the_report_on_everybodys_changes_is_for_those_who_run_all(client, editor, other, name):
    colleague = member(Role.PARTNER_EDITOR, other)
    other.save_revision(user=colleague, log_action=True)
    report = reverse(f"wagtailadmin_reports:{name}")
    refused = client.get(report, follow=True)
    assert SECRET not in refused.text
    assert colleague.email not in refused.text
    assert reverse("wagtailadmin_reports:site_history") not in client.get("/admin/").text
    client.force_login(person(Role.WEB_ADMIN))
    assert colleague.email in client.get(report).text
    assert reverse("wagtailadmin_reports:site_history") in client.get("/admin/").text


def test_every_address_of_a_record_is_guarded():
    """New views of a later Wagtail are guarded too, or this fails."""
    viewset = Partner.snippet_viewset
    views = [
        pattern.callback.view_class
        for pattern in viewset.get_urlpatterns()
        if "pk" in pattern.pattern.converters
    ]
    assert len(views) >= 8
    assert {view.__name__[:3] for view in views} == {"Own"}


def test_an_editors_change_waits_as_a_draft_with_a_trace(client, editor, own):
    client.post(address("edit", own.pk), form_data(own, website="https://example.org/new"))
    own.refresh_from_db()
    assert (own.website, own.has_unpublished_changes) == ("", True)
    assert own.get_latest_revision_as_object().website == "https://example.org/new"
    event = audit.events_on(own).get()
    assert (event.by, event.verb, event.detail) == (editor, "edit", {"fields": ["website"]})


def test_an_editor_cannot_publish(client, editor, own):
    client.post(
        address("edit", own.pk),
        form_data(own, website="https://example.org/new") | {"action-publish": "1"},
    )
    own.refresh_from_db()
    assert own.website == ""


def test_the_lead_partner_publishes_another_partners_record(client, own):
    lead = member(Role.LEAD_PARTNER, PartnerFactory(role="lead"))
    client.force_login(lead)
    client.post(
        address("edit", own.pk),
        form_data(own, website="https://example.org/new") | {"action-publish": "1"},
    )
    own.refresh_from_db()
    assert own.website == "https://example.org/new"
    assert sorted(event.verb for event in audit.events_on(own)) == ["edit", "publish"]
    assert {event.by for event in audit.events_on(own)} == {lead}


def test_a_reviewer_lists_all_and_edits_none(client, own, other):
    client.force_login(person(Role.REVIEWER))
    page = client.get(address("list"))
    assert (own.name in page.text, other.name in page.text) == (True, True)
    assert client.get(address("edit", own.pk), follow=True).redirect_chain == [("/admin/", 302)]


@pytest.mark.parametrize("role", [Role.PARTNER_EDITOR, Role.LEAD_PARTNER, Role.WEB_ADMIN])
def test_nobody_adds_or_deletes_partners_by_hand(client, role):
    partner = PartnerFactory(role="lead")
    client.force_login(person(role) if role is Role.WEB_ADMIN else member(role, partner))
    client.post(address("add"), form_data(partner, name="New"))
    client.post(address("delete", partner.pk))
    assert Partner.objects.count() == 1


def test_a_changed_fact_loses_the_page_it_came_from(client, editor, own):
    own.sources = {"website": ["https://example.org/old"], "name": ["https://example.org/name"]}
    own.save()
    client.post(address("edit", own.pk), form_data(own, website="https://example.org/new"))
    own.refresh_from_db()
    draft = own.get_latest_revision_as_object()
    assert draft.sources == {"name": ["https://example.org/name"]}


def test_a_translation_typed_by_a_person_is_a_persons(client, own):
    client.force_login(admin := person(Role.WEB_ADMIN))
    row = PartnerTranslation(language="en", name="Own Office", territory_name="Land")
    client.post(address("edit", own.pk), form_data(own) | with_row(row) | {"action-publish": "1"})
    stored = own.translations.get()
    assert (stored.name, stored.state, stored.by_machine) == (
        "Own Office",
        TranslationState.HUMAN,
        False,
    )
    assert (stored.changed_by, stored.source_digest) == (admin, own.digest())


def test_an_edit_of_the_original_makes_untouched_translations_stale(client, own):
    row = translated(own, "en", "Own Office")
    client.force_login(person(Role.WEB_ADMIN))
    client.post(
        address("edit", own.pk),
        form_data(own, name="Nowy Urząd") | with_row(row) | {"action-publish": "1"},
    )
    own.refresh_from_db()
    assert (own.name, own.translations.get().state) == ("Nowy Urząd", TranslationState.STALE)


def test_an_edit_of_both_keeps_the_translation_fresh(client, own):
    row = translated(own, "en", "Own Office")
    client.force_login(person(Role.WEB_ADMIN))
    client.post(
        address("edit", own.pk),
        form_data(own, name="Nowy Urząd")
        | with_row(row, name="New Office")
        | {"action-publish": "1"},
    )
    own.refresh_from_db()
    stored = own.translations.get()
    assert (stored.state, stored.source_digest) == (TranslationState.HUMAN, own.digest())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "", "language": "pl"}, "This is the language of the original."),
        ({"territory_name": ""}, "A text is missing."),
    ],
)
def test_a_translation_that_cannot_be_is_refused_with_the_reason(
    client, editor, own, changes, message
):
    row = translated(own, "en", "Own Office")
    page = client.post(address("edit", own.pk), form_data(own) | with_row(row, **changes))
    assert message in page.text
    assert not Revision.objects.filter(object_id=str(own.pk)).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_more_partners(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        PartnerFactory()
    client.force_login(person(Role.WEB_ADMIN))
    client.get(address("list"))
    with django_assert_num_queries(14):
        client.get(address("list"))


def test_the_policy_knows_who_may_edit(own, other):
    user = member(Role.PARTNER_EDITOR, own)
    policy = RulesPolicy(Partner)
    assert list(policy.users_with_any_permission(["change"])) == [user]
    assert list(policy.instances_user_has_permission_for(user, "change")) == [own]
