"""Reading and forms without JavaScript. The pages seen are then judged in a browser with it."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories.people import PASSWORD, UserFactory
from tests.functional.conftest import watched
from tests.functional.stock import COPIES

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """A page without script; every address it ended on is judged by axe."""
    seen: list[str] = []
    with watched(browser, server, java_script_enabled=False) as eyes:
        eyes.page.on("load", lambda page: seen.append(page.url))
        yield eyes.page
    with watched(browser, server) as judge:
        for address in dict.fromkeys(seen):
            judge.page.goto(address)
            assert judge.barriers() == [], address


def test_the_filters_narrow_the_list_and_leave_a_short_address(plain: Page) -> None:
    plain.goto("/en/tenders/")
    expect(plain.get_by_role("heading", level=1)).to_have_text(f"{COPIES + 5} open lots")

    plain.get_by_label("Words in the title").fill("Meals")
    plain.get_by_role("button", name="Show tenders").click()

    asked = parse_qs(urlsplit(plain.url).query, keep_blank_values=True)
    assert asked["q"] == ["Meals"]
    assert [""] not in asked.values()
    expect(plain.get_by_role("heading", level=1)).to_have_text("1 open lot")
    expect(plain.locator(".entry__title")).to_have_text("EXAMPLE: Meals for primary schools")


def test_words_for_a_sector_are_read_on_submit(plain: Page) -> None:
    plain.goto("/en/tenders/")

    plain.get_by_label("Sector, in words or as CPV code").fill("school lunch")
    plain.get_by_role("button", name="Show tenders").click()

    expect(plain.locator("#results")).to_contain_text("We read “school lunch” as 55523100")
    expect(plain.locator("#results")).to_contain_text("EXAMPLE: Meals for primary schools")


def test_the_list_is_paged_by_links(plain: Page) -> None:
    plain.goto("/en/tenders/")
    titles = plain.locator("#results .entry__title, #results .tender__lot")
    first = titles.all_inner_texts()

    plain.get_by_role("link", name="Next").click()
    second = titles.all_inner_texts()
    plain.get_by_role("link", name="Previous").click()

    assert set(first).isdisjoint(second)
    assert titles.all_inner_texts() == first


def test_the_language_is_switched(plain: Page) -> None:
    plain.goto("/en/regions/")
    plain.locator("details.languages:visible > summary").click()
    plain.locator("details.languages:visible").get_by_text("Български").click()

    expect(plain.locator("html")).to_have_attribute("lang", "bg")
    assert plain.url.endswith("/bg/regions/")


def test_a_person_signs_in(plain: Page) -> None:
    person = UserFactory()
    plain.goto("/en/accounts/login/?next=/en/accounts/")

    plain.get_by_label("Email").fill(person.email)
    plain.get_by_label("Password").fill(PASSWORD)
    plain.get_by_role("button", name="Sign In", exact=True).click()

    expect(plain.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(plain.locator("main")).to_contain_text(person.email)
