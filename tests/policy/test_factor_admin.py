"""Factors in the Wagtail admin: each editor those of the own region only."""

import pytest
from django.test import Client
from django.urls import reverse

from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import person
from tests.factories.policy import FactorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Partner:
    return PartnerFactory(live=True)


def test_editor_sees_and_opens_the_own_regions_alone(client: Client, partner: Partner) -> None:
    own = FactorFactory(partner=partner, title="Our barrier")
    other = FactorFactory(title="Secret draft", live=False)
    client.force_login(member(Role.PARTNER_EDITOR, partner))
    html = client.get(reverse("wagtailsnippets_policy_factor:list")).content.decode()
    assert ("Our barrier" in html, "Secret draft" in html) == (True, False)
    edit = "wagtailsnippets_policy_factor:edit"
    assert client.get(reverse(edit, args=[own.pk])).status_code == 200
    answer = client.get(reverse(edit, args=[other.pk]))
    assert "Secret draft" not in answer.content.decode()
    assert answer.status_code != 200


def test_reviewer_reads_and_does_not_change(client: Client, partner: Partner) -> None:
    draft = FactorFactory(partner=partner, live=False)
    client.force_login(person(Role.REVIEWER))
    answer = client.post(
        reverse("wagtailsnippets_policy_factor:edit", args=[draft.pk]), {"title": "Mine"}
    )
    assert answer.status_code != 200
    draft.refresh_from_db()
    assert draft.title != "Mine"
