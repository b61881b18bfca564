"""Contact persons of buyers: who sees them, and where they never are."""

import pytest

from tests.factories.procurement import BuyerContactFactory, LotFactory

pytestmark = pytest.mark.django_db


def page(client, lot) -> bytes:
    return client.get(f"/en/tenders/{lot.notice.publication}/").content


class TestContacts:
    """Persons are shown to signed-in readers only, and nowhere else."""

    SECRETS = (b"contact@buyer.example", b"Contact of the example", b"+30 000")

    def lot(self):
        lot = LotFactory()
        BuyerContactFactory(organisation__notice=lot.notice)
        return lot

    def test_anonymous_readers_are_asked_to_sign_in(self, client):
        body = page(client, self.lot())
        assert not [secret for secret in self.SECRETS if secret in body]
        assert b"Sign in to see it" in body

    def test_signed_in_readers_see_the_contact_and_its_last_day(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("reader@example.org"))
        body = page(client, self.lot())
        assert [secret for secret in self.SECRETS if secret in body] == list(self.SECRETS)
        assert b"31 December 2024" in body

    @pytest.mark.parametrize("signed_in", [False, True])
    def test_the_api_never_has_persons(self, client, django_user_model, signed_in):
        lot = self.lot()
        if signed_in:
            client.force_login(django_user_model.objects.create_user("reader@example.org"))
        for address in (f"/api/v1/tenders/{lot.notice.publication}", "/api/v1/tenders?stage=all"):
            body = client.get(address).content
            assert lot.notice.publication.encode() in body
            assert not [secret for secret in self.SECRETS if secret in body]

    def test_no_copy_of_a_page_with_contacts_is_kept(self, client, django_user_model):
        address = f"/en/tenders/{self.lot().notice.publication}/"
        assert "Cache-Control" not in client.get(address)
        client.force_login(django_user_model.objects.create_user("reader@example.org"))
        assert "no-store" in client.get(address)["Cache-Control"]
