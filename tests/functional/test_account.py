"""An account from its first day: confirmed, made safe with a second step, taken away as a file."""

import json
import re
import time
from collections.abc import Callable
from itertools import count

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.factories.people import PASSWORD, UserFactory
from tests.functional.people import fill_in_sign_in, letter_to

pytestmark = pytest.mark.browser
Axe = Callable[[], None]
NUMBER = count(1)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def code_of_now(secret: str) -> str:
    """What an authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/en/accounts/login/?next=/en/accounts/")
    fill_in_sign_in(page, email, password)


def say_password_again(page: Page) -> None:
    """Before anything about signing in changes, and before data leave."""
    page.wait_for_url("**/reauthenticate/**")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_a_person_signs_up_confirms_and_signs_in(page: Page, axe: Axe) -> None:
    email = f"reader{next(NUMBER)}@example.org"
    page.goto("/en/accounts/signup/")
    axe()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Sign Up").click()
    expect(page.get_by_role("main")).to_contain_text(email)
    axe()

    link = re.search(r"http://\S+", letter_to(email))
    assert link
    page.goto(link[0])
    axe()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("main")).to_contain_text("confirmed")
    axe()

    sign_in(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(page.get_by_role("main")).to_contain_text(email)
    axe()


def test_a_code_from_an_app_becomes_the_second_step(page: Page, axe: Axe) -> None:
    person = UserFactory()
    sign_in(page, person.email)
    page.get_by_role("link", name="Two-step sign-in").first.click()
    axe()
    page.get_by_role("link", name="Activate").click()
    axe()
    say_password_again(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    axe()
    page.get_by_label("Authenticator code").fill(code_of_now(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("main")).to_contain_text("Recovery")
    axe()

    page.goto("/en/accounts/logout/")
    axe()
    page.get_by_role("main").get_by_role("button", name="Sign Out").click()
    cache.clear()  # as if the half minute were over in which a code counts once
    sign_in(page, person.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-Factor Authentication")
    axe()
    page.locator("input[name=code]").fill(code_of_now(secret))
    page.get_by_role("button", name="Sign In", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    app = page.locator(".fact", has_text="Authenticator app")
    expect(app).not_to_contain_text("Not set up")
    axe()


@override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True)  # http://localhost
def test_a_passkey_signs_in_alone(page: Page, axe: Axe) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    person = UserFactory()
    sign_in(page, person.email)
    expect(page.get_by_role("main")).to_contain_text("0 passkeys")
    page.goto("/en/accounts/2fa/webauthn/add/")
    say_password_again(page)
    expect(page.get_by_label("Name")).to_be_visible()
    axe()
    page.get_by_label("Name").fill("Test key")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.goto("/en/accounts/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("Test key")
    axe()

    page.goto("/en/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign Out").click()
    page.goto("/en/accounts/login/?next=/en/accounts/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(page.get_by_role("main")).to_contain_text("1 passkey")


def test_a_person_takes_the_own_data_away(page: Page, axe: Axe) -> None:
    person = UserFactory()
    sign_in(page, person.email)

    page.get_by_role("link", name="Download my data").click()
    with page.expect_download() as download:
        say_password_again(page)

    data = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert person.email in json.dumps(data)
    axe()


def test_a_wrong_password_is_said_where_it_was_typed(page: Page, axe: Axe) -> None:
    person = UserFactory()

    sign_in(page, person.email, "not the password at all")

    field = page.get_by_label("Password")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby")
    assert described
    expect(page.locator(f"#{described.split()[-1]}")).to_contain_text("password")
    axe()
