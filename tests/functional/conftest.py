"""A real browser against a live server: the system's Chromium, driven by Playwright, judged by axe."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    assert path, "No Chromium here: .venv/bin/python scripts/need.py chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on a script error or a request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" else None)
    page.on(
        "request",
        lambda r: (
            None
            if "://localhost" in r.url or r.url.startswith(("data:", "blob:"))
            else wrong.append(f"foreign: {r.url}")
        ),
    )
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def axe(page: Page):
    """Call at the end of a journey: nothing serious on the page as it stands."""

    def check() -> None:
        found = Axe().run(page).response["violations"]
        serious = {
            v["id"]: [n["target"] for n in v["nodes"]]
            for v in found
            if v["impact"] in {"serious", "critical"}
        }
        assert serious == {}

    return check
