"""Reading and forms without JavaScript. The pages seen are then judged in a browser with it."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.people import PASSWORD, UserFactory
from tests.functional.conftest import watched
from tests.functional.people import signed_in
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


def test_the_directory_is_asked_and_narrowed(plain: Page) -> None:
    plain.goto("/en/enterprises/")
    plain.get_by_label("What do you need?").fill("catering")
    plain.get_by_label("Near").fill("Leuven")
    plain.get_by_text("More filters").click()
    plain.locator("#facets input[name=standing][value=verified]").check()
    plain.get_by_role("button", name="Find").click()

    asked = parse_qs(urlsplit(plain.url).query, keep_blank_values=True)
    assert {name: asked.get(name) for name in ("q", "near", "standing")} == {
        "q": ["catering"],
        "near": ["Leuven"],
        "standing": ["verified"],
    }
    assert [""] not in asked.values()
    names = plain.locator("#results .place__name").all_inner_texts()
    heading = plain.get_by_role("heading", level=1)
    expect(heading).to_have_text(f"{len(names)} social enterprises for “catering” near Leuven")

    plain.locator("#results .place__name").first.get_by_role("link").click()
    expect(heading).to_have_text(names[0])


def test_a_mistake_in_an_entry_is_told(plain: Page) -> None:
    found = EnterpriseFactory(summary="Gotuje.")
    plain.goto(found.get_absolute_url())
    plain.get_by_role("link", name="Correct this entry").click()

    plain.get_by_label("In one sentence").fill("Gotuje i piecze.")
    plain.get_by_role("button", name="Send it").click()

    expect(plain.get_by_role("main")).to_contain_text("Thank you")
    assert [change.content for change in found.changes.all()] == [{"summary": "Gotuje i piecze."}]


def test_an_entry_is_described_row_by_row(browser: Browser, server: str) -> None:
    kept = EnterpriseFactory()
    person = steward(kept, timezone.now())
    with watched(browser, server, java_script_enabled=False) as eyes:
        page = signed_in(eyes.page, person, server)
        page.goto(f"/en/enterprises/{kept.pk}/edit/")
        page.locator("[name=offers-0-title]").fill("Tort")
        page.get_by_role("button", name="Add an offer").click()
        expect(page.locator("[name=offers-0-title]")).to_have_value("Tort")
        page.locator("[name=offers-1-title]").fill("Chleb")
        page.get_by_role("button", name="Send the change").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("My enterprises")

    change = kept.changes.get()
    assert [offer["title"] for offer in change.content["offers"]] == ["Tort", "Chleb"]
