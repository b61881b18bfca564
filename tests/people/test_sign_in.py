"""Sign-up, e-mail confirmation, sign-in, second step, other services, and the limits on all."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from secon.people.models import User
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_new_person_confirms_the_address_before_signing_in(client, letters):
    client.post(reverse("account_signup"), NEW)
    assert not signed_in(client)
    assert [letter.to for letter in letters] == [["new@example.org"]]
    link = re.search(r"/en/accounts/confirm-email/[^\s]+", letters[0].body)
    assert link is not None
    client.post(link.group())
    sign_in(client, "new@example.org")
    assert signed_in(client)


def test_an_unconfirmed_address_does_not_sign_in(client, letters):
    client.post(reverse("account_signup"), NEW)
    sign_in(client, "new@example.org")
    assert not signed_in(client)


def test_a_short_password_is_refused(client):
    client.post(reverse("account_signup"), NEW | {"password1": "short", "password2": "short"})
    assert not User.objects.exists()


def test_signing_up_does_not_tell_who_has_an_account(client, letters):
    UserFactory(email="new@example.org")
    known = client.post(reverse("account_signup"), NEW)
    unknown = client.post(reverse("account_signup"), NEW | {"email": "other@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_wrong_password_does_not_sign_in(client):
    user = UserFactory()
    sign_in(client, user.email, "something else")
    assert not signed_in(client)


def test_a_forgotten_password_is_reset_by_letter(client, letters):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    assert "/en/accounts/password/reset/key/" in letters[0].body
    assert letters[0].subject.startswith("[SECON] ")


def test_an_authenticator_app_is_asked_for_its_code(client):
    user = UserFactory()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    answer = sign_in(client, user.email)
    assert answer.url == reverse("mfa_authenticate")
    assert not signed_in(client)
    client.post(answer.url, {"code": "000000"})
    assert not signed_in(client)
    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(answer.url, {"code": f"{hotp_value(secret, counter):06}"})
    assert signed_in(client)
    assert Authenticator.objects.get(user=user).type == Authenticator.Type.TOTP


def test_the_sign_in_page_offers_passkeys(client):
    assert 'id="passkey_login"' in client.get(reverse("account_login")).text


def test_a_person_can_begin_to_add_a_passkey(client):
    user = UserFactory()
    sign_in(client, user.email)
    asked = client.get(reverse("mfa_add_webauthn"))
    page = client.post(asked.url, {"password": PASSWORD}, follow=True)
    assert page.redirect_chain == [(reverse("mfa_add_webauthn"), 302)]
    assert '"publicKey"' in page.text


def test_another_sign_in_service_appears_once_it_is_set(client, settings):
    assert "Example Login" not in client.get(reverse("account_login")).text
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "eulogin",
                    "name": "Example Login",
                    "client_id": "id",
                    "secret": "secret",
                    "settings": {"server_url": "https://login.example.org"},
                }
            ],
        }
    }
    page = client.get(reverse("account_login")).text
    assert "Example Login" in page
    assert reverse("openid_connect_login", args=["eulogin"]) in page


@pytest.mark.parametrize("code", ["en", "el", "bg"])
def test_the_sign_in_page_exists_in_the_readers_language(client, code):
    page = client.get(f"/{code}/accounts/login/")
    assert page.status_code == 200
    assert f'<html lang="{code}"' in page.text


def test_guessing_one_persons_password_is_stopped(client):
    user = UserFactory()
    for _ in range(6):
        sign_in(client, user.email, "a guess")
    sign_in(client, user.email)
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("name", "data", "allowed"),
    [
        ("account_login", {"login": "a@example.org", "password": "x"}, 30),
        ("account_signup", {"email": "not an address"}, 20),
        ("account_reset_password", {"email": "a@example.org"}, 20),
    ],
)
def test_too_many_tries_from_one_place_are_answered_429(client, name, data, allowed, letters):
    answers = [client.post(reverse(name), data).status_code for _ in range(allowed + 1)]
    assert 429 not in answers[:5]
    assert answers[-1] == 429
