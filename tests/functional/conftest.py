"""A real browser against a live server: the system's Chromium, driven by Playwright, judged by axe.

The database is loaded once and never emptied: a journey writes rows of its own only.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from secon.people.models import User
from tests.functional import stock
from tests.functional.eyes import Eyes
from tests.functional.people import signed_in

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
PATIENCE = 60_000  # milliseconds: a busy machine is no fault


@pytest.fixture(scope="session")
def server(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of the platform with its data, served by threads of this process."""
    alone = all(item.get_closest_marker("browser") for item in request.session.items)
    assert alone, "Journeys need the database to themselves: make test-browser"
    if connection.vendor == "sqlite":  # a file: the threads of the server each open it
        file = tmp_path_factory.mktemp("database") / "journeys.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        stock.load(tmp_path_factory.mktemp("notices"))
        live = LiveServer("localhost")
        yield live.url
        live.stop()
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "No Chromium here: .venv/bin/python scripts/need.py chromium"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, server: str, **options: Any) -> Iterator[Eyes]:
    """A page in a browser of its own, with eyes on it; fails at the end if they saw a wrong."""
    context = browser.new_context(
        **{
            "base_url": server,
            "viewport": {"width": 1280, "height": 900},
            "locale": "en-GB",
            **options,
        }
    )
    context.set_default_timeout(PATIENCE)
    eyes = Eyes(context.new_page())
    yield eyes
    context.close()
    assert eyes.wrong == []


@pytest.fixture
def eyes(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Eyes]:
    """Eyes on a page; options of its browser by ``@pytest.mark.parametrize(…, indirect=True)``."""
    with watched(browser, server, **getattr(request, "param", {})) as eyes:
        yield eyes


@pytest.fixture
def page(eyes: Eyes) -> Page:
    """A page that fails the test on a script error or a request to another host."""
    return eyes.page


@pytest.fixture
def axe(eyes: Eyes) -> Callable[[], None]:
    """Call on every page visited: nothing serious on it as it stands."""

    def check() -> None:
        assert eyes.barriers() == [], eyes.page.url

    return check


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Eyes]]:
    """Call it with a person, or with nobody, for eyes on a page in a browser of their own."""
    with ExitStack() as stack:

        def enter(user: User | None = None) -> Eyes:
            eyes = stack.enter_context(watched(browser, server))
            if user is not None:
                signed_in(eyes.page, user, server)
            return eyes

        yield enter
