"""One's own account: what it shows, the export and the end."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import escape

from secon.kernel import audit
from secon.kernel.models import AuditEvent
from secon.partnership.models import Membership
from secon.people.domain import privacy, roles
from secon.people.enums import Role
from secon.people.models import RoleGrant, User
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import PASSWORD, UserFactory, person

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def sign_in(client, user):
    """As the owner, who has just typed the password again."""
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("name", ["account", "export", "delete"])
def test_strangers_are_sent_to_sign_in(client, name):
    answer = client.get(reverse(f"people:{name}"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["export", "delete"])
def test_the_password_is_asked_again_before_data_leave_or_go(client, name):
    client.force_login(UserFactory())
    answer = client.get(reverse(f"people:{name}"))
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_the_account_page_shows_ways_to_sign_in_and_every_role(client):
    user = member(Role.PARTNER_EDITOR, PartnerFactory(name="Urząd Krainy"))
    roles.grant(user=user, role=Role.REVIEWER, by=None, now=NOW)
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    page = client.get(reverse("people:account"))
    account = page.context["account"]
    assert (account.verified, account.authenticator_app, account.passkeys) == (True, True, 0)
    assert [one.role for one in account.roles] == [
        Role.CITIZEN,
        Role.REVIEWER,
        Role.PARTNER_EDITOR,
    ]
    assert "Urząd Krainy" in page.text
    assert escape(Role.PARTNER_EDITOR.description) in page.text


def test_the_account_page_asks_staff_for_the_second_step(client):
    client.force_login(person(Role.WEB_ADMIN))
    assert "Set up the second step" in client.get(reverse("people:account")).text
    client.force_login(UserFactory())
    assert "Set up the second step" not in client.get(reverse("people:account")).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_account_page_takes_the_same_queries_for_more_roles(
    client, count, django_assert_num_queries
):
    user = UserFactory()
    for role in (Role.REVIEWER, Role.BUYER, Role.ENTERPRISE)[:count]:
        roles.grant(user=user, role=role, by=None, now=NOW)
    client.force_login(user)
    client.get(reverse("people:account"))
    with django_assert_num_queries(8):
        client.get(reverse("people:account"))


def test_the_export_holds_every_kind_of_data_and_nobody_elses(client):
    other = UserFactory(email="somebody.else@example.org")
    roles.grant(user=other, role=Role.BUYER, by=None, now=NOW)
    user = person(Role.REVIEWER)
    sign_in(client, user)
    answer = client.get(reverse("people:export"))
    data = json.loads(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="secon-my-data.json"'
    assert data.keys() == {kind.key for kind in privacy.kinds()}
    assert all(part["purpose"] and part["kept"] for part in data.values())
    assert data["account"]["data"]["email"] == user.email
    assert [one["role"] for one in data["roles"]["data"]] == ["reviewer"]
    assert other.email not in answer.text


def test_the_export_holds_no_secret(client):
    user = UserFactory()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    text = json.dumps(privacy.export(user), default=str)
    assert secret not in text
    assert user.password not in text


def test_the_export_tells_roles_at_partners(client):
    user = member(Role.STAKEHOLDER, PartnerFactory(slug="kraina"))
    exported = privacy.export(user)["roles_at_partners"]["data"]
    assert [(one["role"], one["partner__slug"]) for one in exported] == [("stakeholder", "kraina")]


def test_the_account_is_deleted_after_typing_the_address(client):
    user = person(Role.REVIEWER)
    sign_in(client, user)
    client.post(reverse("people:delete"), {"email": "wrong@example.org"})
    assert User.objects.filter(pk=user.pk).exists()
    answer = client.post(reverse("people:delete"), {"email": user.email.upper()})
    assert answer.url == "/"
    assert not User.objects.exists()
    assert "_auth_user_id" not in client.session


def test_erasure_takes_all_personal_data_and_leaves_the_trail_without_a_name():
    user = member(Role.PARTNER_EDITOR, PartnerFactory())
    other = UserFactory()
    given = roles.grant(user=other, role=Role.BUYER, by=None, now=NOW)
    AuditEvent.objects.filter(target="people.rolegrant").update(by=user)
    privacy.erase(user=user, by=user, now=NOW)
    assert not User.objects.filter(pk=user.pk).exists()
    assert not EmailAddress.objects.filter(email=user.email).exists()
    assert not Membership.objects.exists()
    assert RoleGrant.objects.get() == given
    assert audit.events_on(given).get().by is None
    erased = AuditEvent.objects.get(verb="erase")
    assert (erased.by, erased.detail) == (None, {})


def test_nobody_erases_another_person_but_a_web_administrator():
    user, admin = UserFactory(), person(Role.WEB_ADMIN)
    with pytest.raises(PermissionDenied):
        privacy.erase(user=user, by=person(Role.REVIEWER), now=NOW)
    assert User.objects.filter(pk=user.pk).exists()
    privacy.erase(user=user, by=admin, now=NOW)
    assert not User.objects.filter(pk=user.pk).exists()
    assert AuditEvent.objects.get(verb="erase").by == admin


def test_accounts_past_their_end_are_erased_but_not_those_with_a_role(settings):
    settings.SECON_ACCOUNT_DAYS = 100
    long_ago = NOW - timedelta(days=101)
    gone = UserFactory(date_joined=long_ago)
    signed_in = UserFactory(date_joined=long_ago, last_login=NOW - timedelta(days=99))
    new = UserFactory(date_joined=NOW)
    busy = UserFactory(date_joined=long_ago)
    roles.grant(user=busy, role=Role.REVIEWER, by=None, now=NOW - timedelta(days=1))
    assert list(privacy.inactive(NOW)) == [gone]
    assert privacy.erase_inactive(now=NOW) == 1
    assert set(User.objects.all()) == {signed_in, new, busy}


def test_the_command_counts_before_it_erases():
    UserFactory(date_joined=datetime(2001, 1, 1, tzinfo=UTC))
    out = StringIO()
    call_command("erase_inactive_people", "--dry-run", stdout=out)
    assert User.objects.count() == 1
    call_command("erase_inactive_people", stdout=out)
    assert out.getvalue() == "Would erase 1 accounts.\nErased 1 accounts.\n"
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["people:account", "partnership:roles"])
def test_no_copy_of_a_page_about_persons_is_kept(client, name):
    client.force_login(person(Role.WEB_ADMIN))
    assert "no-store" in client.get(reverse(name))["Cache-Control"]
