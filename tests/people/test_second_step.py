"""Staff sign in with a second step, and only staff enter the desk."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from secon.people.enums import SECOND_STEP_ROLES, STAFF_ROLES, Role
from secon.people.models import RoleGrant, User
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import PASSWORD, UserFactory, person

pytestmark = pytest.mark.django_db
ACCOUNT = "/en/accounts/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECON_REQUIRE_MFA = True


def someone(role):
    if role in (Role.LEAD_PARTNER, Role.PARTNER_EDITOR, Role.STAKEHOLDER):
        return member(role, PartnerFactory(role="lead"))
    return person(*({role} - {Role.CITIZEN}))


@pytest.mark.parametrize("role", sorted(SECOND_STEP_ROLES))
@pytest.mark.parametrize("address", ["/admin/", "/en/"])
def test_staff_without_a_second_step_are_sent_to_set_one_up(client, role, address):
    client.force_login(someone(role))
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("name", ["mfa_index", "account_logout", "people:account"])
def test_the_way_to_set_it_up_stays_open(client, name):
    client.force_login(someone(Role.WEB_ADMIN))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("role", sorted(SECOND_STEP_ROLES))
def test_staff_with_a_second_step_enter_the_desk(client, role):
    user = someone(role)
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    assert client.get("/admin/").status_code == (200 if role in STAFF_ROLES else 403)


@pytest.mark.parametrize("role", sorted(set(Role) - SECOND_STEP_ROLES))
def test_everyone_else_goes_on_without(client, role):
    client.force_login(someone(role))
    assert client.get(ACCOUNT).status_code == 200
    expected = 200 if role in STAFF_ROLES else 403
    assert client.get("/admin/").status_code == expected


def test_superusers_need_a_second_step_too(client):
    client.force_login(User.objects.create_superuser("root@example.org"))
    assert client.get("/admin/").url == reverse("mfa_index")


def test_local_settings_may_go_without(client, settings):
    settings.SECON_REQUIRE_MFA = False
    client.force_login(someone(Role.WEB_ADMIN))
    assert client.get("/admin/").status_code == 200


def test_a_role_whose_time_is_over_closes_the_desk_whatever_the_group_says(client, settings):
    settings.SECON_REQUIRE_MFA = False
    user = person(Role.REVIEWER)
    RoleGrant.objects.update(ends_at=user.date_joined)
    client.force_login(user)
    assert user.groups.exists()
    assert client.get("/admin/").status_code == 403


def test_the_desk_has_no_sign_in_of_its_own(client):
    answer = client.get("/admin/login/", {"next": "/admin/pages/"})
    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next=%2Fadmin%2Fpages%2F"


def test_a_password_posted_to_the_desks_own_sign_in_does_nothing(client):
    user = User.objects.create_superuser("root@example.org", "a long password")
    client.post("/admin/login/", {"username": user.email, "password": "a long password"})
    assert "_auth_user_id" not in client.session


def test_wagtails_sign_in_for_readers_lets_nobody_past_the_second_step(client):
    user = someone(Role.WEB_ADMIN)
    TOTP.activate(user, generate_totp_secret())
    answer = client.post("/en/_util/login/", {"username": user.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_strangers_at_the_desk_are_sent_to_the_one_sign_in(client):
    answer = client.get("/admin/", follow=False)
    assert answer.url == f"{reverse('account_login')}?next=/admin/"


@pytest.mark.parametrize("address", ["/admin/password_reset/", "/admin/account/"])
def test_the_desk_neither_resets_nor_changes_passwords(client, address, settings):
    settings.SECON_REQUIRE_MFA = False
    anonymous = client.get("/admin/password_reset/")
    assert anonymous.status_code in (302, 404)
    client.force_login(person(Role.WEB_ADMIN))
    assert 'type="password"' not in client.get(address).text


def test_anonymous_readers_cost_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/admin/login/")


def test_a_signed_in_person_costs_two_questions_about_roles(client, django_assert_num_queries):
    client.force_login(UserFactory())
    with django_assert_num_queries(4):  # session, person, two sources of roles
        client.get("/admin/")
