"""The page on which staff give and end roles."""

from datetime import date

import pytest
from django.urls import reverse

from secon.partnership.models import Membership
from secon.people.enums import Role
from secon.people.models import RoleGrant, User
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

pytestmark = pytest.mark.django_db
PAGE = "/en/accounts/roles/"


def end_address(given):
    return reverse("partnership:end_role", args=[given.kind, given.pk])


@pytest.mark.parametrize(
    "role", [Role.CITIZEN, Role.ENTERPRISE, Role.BUYER, Role.REVIEWER, Role.STAKEHOLDER]
)
def test_those_who_may_give_nothing_are_refused(client, role):
    partner = PartnerFactory()
    user = member(role, partner) if role is Role.STAKEHOLDER else person(*({role} - {Role.CITIZEN}))
    client.force_login(user)
    assert client.get(PAGE).status_code == 403


def test_strangers_are_sent_to_sign_in(client):
    assert client.get(PAGE).url == f"{reverse('account_login')}?next={PAGE}"


def test_an_editor_offers_stakeholder_at_the_own_partner_only(client):
    own, other = PartnerFactory(slug="own"), PartnerFactory(slug="other", name="Urząd Obcy")
    stranger = member(Role.STAKEHOLDER, other)
    guest = member(Role.STAKEHOLDER, own)
    client.force_login(member(Role.PARTNER_EDITOR, own))
    page = client.get(PAGE)
    assert list(page.context["form"].offers) == ["stakeholder:own"]
    assert [one.user for one in page.context["grants"]] == [guest]
    assert stranger.email not in page.text


def test_an_editor_gives_the_stakeholder_role_for_a_time(client):
    own, user = PartnerFactory(slug="own"), UserFactory()
    editor = member(Role.PARTNER_EDITOR, own)
    client.force_login(editor)
    client.post(
        PAGE, {"email": user.email.upper(), "offer": "stakeholder:own", "ends_on": "2099-12-31"}
    )
    given = Membership.objects.get(user=user)
    assert (given.role, given.partner, given.granted_by) == (Role.STAKEHOLDER, own, editor)
    assert given.ends_at.astimezone().date() >= date(2099, 12, 31)


def test_an_address_nobody_confirmed_gets_no_role(client):
    own, squatter = PartnerFactory(slug="own"), UserFactory(confirmed=False)
    client.force_login(member(Role.PARTNER_EDITOR, own))
    page = client.post(PAGE, {"email": squatter.email, "offer": "stakeholder:own"})
    assert "email" in page.context["form"].errors
    assert not Membership.objects.filter(user=squatter).exists()


@pytest.mark.parametrize("offer", ["stakeholder:other", "partner_editor:own", "web_admin:", "x"])
def test_an_editor_cannot_give_what_is_not_offered(client, offer):
    own, user = PartnerFactory(slug="own"), UserFactory()
    PartnerFactory(slug="other")
    client.force_login(member(Role.PARTNER_EDITOR, own))
    page = client.post(PAGE, {"email": user.email, "offer": offer})
    assert "offer" in page.context["form"].errors
    assert not Membership.objects.filter(user=user).exists()
    assert not RoleGrant.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "nobody@example.org"}, "Nobody has an account with this address."),
        ({"ends_on": "2001-01-01"}, "The end lies in the past."),
    ],
)
def test_a_role_that_cannot_be_given_says_why(client, changes, said):
    PartnerFactory(slug="own")
    user = UserFactory()
    client.force_login(person(Role.WEB_ADMIN))
    data = {"email": user.email, "offer": "stakeholder:own"} | changes
    assert said in client.post(PAGE, data).text
    assert not Membership.objects.exists()


def test_a_role_held_already_is_not_given_again(client):
    partner = PartnerFactory(slug="own")
    user = member(Role.STAKEHOLDER, partner)
    client.force_login(person(Role.WEB_ADMIN))
    page = client.post(PAGE, {"email": user.email, "offer": "stakeholder:own"})
    assert "This person has the role already." in page.text
    assert Membership.objects.count() == 1


def test_a_web_administrator_gives_and_ends_platform_roles(client):
    user, admin = UserFactory(), person(Role.WEB_ADMIN)
    client.force_login(admin)
    client.post(PAGE, {"email": user.email, "offer": "reviewer:"})
    given = RoleGrant.objects.get(user=user)
    client.post(end_address(given))
    assert not User.objects.get(pk=user.pk).holds(Role.REVIEWER)


def test_an_editor_ends_no_role_at_another_partner(client):
    own, other = PartnerFactory(), PartnerFactory()
    member(Role.STAKEHOLDER, other)
    given = Membership.objects.get()
    client.force_login(member(Role.PARTNER_EDITOR, own))
    assert client.post(end_address(given)).status_code == 404
    given.refresh_from_db()
    assert given.ends_at is None


def test_a_role_is_not_ended_by_a_link(client):
    member(Role.STAKEHOLDER, PartnerFactory())
    client.force_login(person(Role.WEB_ADMIN))
    assert client.get(end_address(Membership.objects.get())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_more_people(client, count, django_assert_num_queries):
    partner = PartnerFactory()
    for _ in range(count):
        member(Role.STAKEHOLDER, partner)
    client.force_login(person(Role.WEB_ADMIN))
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)


def test_the_account_page_leads_there(client):
    client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
    page = client.get("/en/accounts/").text
    assert f'href="{PAGE}"' in page
    assert 'href="/admin/"' in page
    client.force_login(UserFactory())
    assert f'href="{PAGE}"' not in client.get("/en/accounts/").text
