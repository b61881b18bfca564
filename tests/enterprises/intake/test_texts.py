"""Texts in other languages, and persons to speak to."""

from datetime import UTC, datetime

import pytest

from secon.enterprises.domain import changes
from secon.enterprises.enums import Decision
from secon.enterprises.models import Change, ContactPerson, Enterprise
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory, OfferFactory, steward
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def entry():
    found = EnterpriseFactory(partner=PartnerFactory(), name="Smak", summary="Gotuje.")
    OfferFactory(enterprise=found, title="Obiady")
    return found


@pytest.fixture
def keeper(entry, client):
    user = steward(entry, "2026-01-01T00:00Z")
    client.force_login(user)
    return user


def texts(entry, language="de"):
    return f"/en/enterprises/{entry.pk}/texts/{language}/"


def fresh(entry):
    return Enterprise.objects.get(pk=entry.pk)


class TestTexts:
    """One more language."""

    def test_each_text_of_the_original_has_a_field(self, client, entry, keeper):
        form = client.get(texts(entry)).context["form"]
        assert [(original, field.name) for original, field in form.pairs()] == [
            ("Smak", "name"),
            ("Gotuje.", "summary"),
            ("Obiady", "offer-0-title"),
        ]

    def test_they_wait_and_are_shown_once_cleared(self, client, entry, keeper):
        client.post(texts(entry), {"summary": "Kocht.", "offer-0-title": "Mittagessen"})
        assert not fresh(entry).translations.exists()
        by = member(Role.PARTNER_EDITOR, entry.partner)
        changes.clear(change=Change.objects.get(), by=by, now=NOW)
        after = fresh(entry)
        assert after.best("de", "summary").texts == {"summary": "Kocht."}
        assert after.offers.get().best("de", "title").texts == {"title": "Mittagessen"}

    def test_two_pages_make_one_change_that_waits(self, client, entry, keeper):
        client.post(texts(entry), {"summary": "Kocht.", "offer-0-title": "Mittagessen"})
        client.post(texts(entry, "es"), {"summary": "Cocina.", "offer-0-title": "Comidas"})
        assert [one.decision for one in Change.objects.order_by("pk")] == ["withdrawn", "open"]
        change = Change.objects.get(decision=Decision.OPEN)
        assert {row["language"] for row in change.content["translations"]} == {"de", "es"}
        (offer,) = change.content["offers"]
        assert {row["language"] for row in offer["translations"]} == {"de", "es"}

    def test_emptied_texts_go(self, client, entry):
        client.force_login(member(Role.PARTNER_EDITOR, entry.partner))
        client.post(texts(entry), {"summary": "Kocht.", "offer-0-title": "Mittagessen"})
        client.post(texts(entry), {"summary": "", "offer-0-title": ""})
        assert not fresh(entry).translations.exists()
        assert not fresh(entry).offers.get().translations.exists()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({"name": "Geschmack"}, "Write this one too."),
            ({"summary": "<b>Kocht</b>"}, "Write plain words"),
            ({}, "Nothing is changed."),
        ],
    )
    def test_bad_input_is_told_and_nothing_is_stored(self, client, entry, keeper, data, said):
        page = client.post(texts(entry), data)
        assert page.status_code == 422
        assert said in page.text
        assert not Change.objects.exists()

    @pytest.mark.parametrize("language", ["pl", "xx"])
    def test_there_is_no_page_for_the_original_or_an_unknown_language(
        self, client, entry, keeper, language
    ):
        assert client.get(texts(entry, language)).status_code == 404

    def test_strangers_are_refused(self, client, entry):
        client.force_login(UserFactory())
        assert client.get(texts(entry)).status_code == 403
        assert client.post(texts(entry), {"summary": "Kocht."}).status_code == 403
        assert not Change.objects.exists()


class TestContacts:
    """Persons, apart from the record."""

    SAID = {"name": "A Person", "email": "person@example.org", "agreed": "on"}

    def page(self, entry):
        return f"/en/enterprises/{entry.pk}/contacts/"

    def test_a_person_who_agreed_is_entered_and_deleted(self, client, entry, keeper):
        client.post(self.page(entry), self.SAID)
        person = ContactPerson.objects.get()
        assert (person.name, person.agreed_by) == ("A Person", keeper)
        assert (person.delete_after - person.agreed_at.date()).days in {730, 731}
        assert "A Person" in client.get(self.page(entry)).text
        client.post(f"/en/enterprises/mine/contacts/{person.pk}/remove/")
        assert not ContactPerson.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"agreed": ""}, "This field is required."),
            ({"email": ""}, "Give an e-mail address or a telephone number."),
            ({"name": "<script>x</script>"}, "Write plain words"),
        ],
    )
    def test_bad_input_is_told(self, client, entry, keeper, changes, said):
        page = client.post(self.page(entry), self.SAID | changes)
        assert page.status_code == 422
        assert said in page.text
        assert not ContactPerson.objects.exists()

    def test_nobody_else_sees_or_deletes_them(self, client, entry, keeper):
        client.post(self.page(entry), self.SAID)
        person = ContactPerson.objects.get()
        for other in (
            UserFactory(),
            member(Role.PARTNER_EDITOR, PartnerFactory()),
            steward(EnterpriseFactory(), "2026-01-01T00:00Z"),
        ):
            client.force_login(other)
            page = client.get(self.page(entry))
            assert page.status_code == 403
            assert "person@example.org" not in page.text
            remove = client.post(f"/en/enterprises/mine/contacts/{person.pk}/remove/")
            assert remove.status_code == 404
        assert ContactPerson.objects.count() == 1
