"""People at a browser: how they sign in, and the letters they get."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from secon.kernel.ports import MemoryMail, get_port
from secon.people.models import User
from tests.factories.people import PASSWORD


def letter_to(email: str) -> str:
    """The text of the newest letter to ``email``."""
    port = get_port("mail")
    assert isinstance(port, MemoryMail)
    return str([letter.body for letter in port.sent if email in letter.recipients()][-1])


def path_in(letter: str) -> str:
    """The first address of a letter without its host: letters name the platform's public one."""
    found = re.search(r"https?://[^/\s]+(/\S+)", letter)
    assert found, letter
    return found[1]


def fill_in_sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """On the page that asks for it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign In", exact=True).click()


def signed_in(page: Page, user: User, server: str) -> Page:
    """``page`` of a browser in which ``user`` signed in earlier."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
    return page
