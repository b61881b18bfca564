"""Everything by keyboard alone; the focus is always seen and never lost."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
Axe = Callable[[], None]
NARROW = {"viewport": {"width": 320, "height": 700}}


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_the_first_stop_skips_to_the_content(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto("/en/tenders/")

    page.keyboard.press("Tab")
    assert eyes.focus() == "Skip to the content"
    axe()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_label("Words in the title")).to_be_focused()
    assert eyes.focus() == "id_q"


@pytest.mark.parametrize("eyes", [NARROW], indirect=True)
def test_the_menu_of_a_small_screen_opens_and_leads_on(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto("/en/")
    regions = page.locator(".menu__panel").get_by_role("link", name="Regions")
    expect(regions).to_be_hidden()

    eyes.tab_to(page.locator(".menu > summary"))
    page.keyboard.press("Enter")
    expect(regions).to_be_visible()
    axe()
    eyes.tab_to(regions)
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/regions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The nine regions")
    axe()


def test_filters_change_the_list_and_keep_the_focus(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto("/en/tenders/")
    everything = heading(page)

    words = page.get_by_label("Words in the title")
    eyes.tab_to(words)
    page.keyboard.type("green spaces")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=green**")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(everything)
    expect(words).to_be_focused()
    eyes.focus()

    eyes.tab_to(page.get_by_label("Sector, in words or as CPV code"))
    page.keyboard.type("gardening")
    reading = page.get_by_role("radio").first
    expect(reading).to_be_visible()
    axe()
    eyes.tab_to(reading)
    page.wait_for_url("**sector=gardening**")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**sector_pick=**")
    expect(page.get_by_role("radio").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(reading).to_be_focused()
    eyes.focus()

    sort = page.locator("#id_sort")
    eyes.tab_to(sort)
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**sort=deadline**")
    expect(sort).to_be_focused()
    eyes.focus()
    axe()


def test_results_and_their_pages_are_walked_and_left(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto("/en/tenders/")
    titles = page.locator("#results .entry__title a")
    first = titles.first.inner_text()

    eyes.tab_to(titles.first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    axe()
    page.go_back()

    eyes.tab_to(page.locator("a[rel=next]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**after=**")
    assert first not in titles.all_inner_texts()
    axe()

    eyes.tab_to(page.locator("a[rel=prev]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**before=**")
    assert titles.first.inner_text() == first


def test_the_list_of_regions_does_what_the_map_does(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto("/en/tenders/?stage=open")
    source = page.locator("[data-map]").get_attribute("data-src")
    drawn = page.request.get(source).json()["regions"]
    listed = page.locator("#places .place-counts a")
    assert {region["href"] for region in drawn} == {
        f"/en/tenders/{link.get_attribute('href')}" for link in listed.all()
    }
    name = listed.first.inner_text()

    eyes.tab_to(listed.first)
    page.keyboard.press("Enter")

    page.wait_for_url("**nuts=**")
    [code] = parse_qs(urlsplit(page.url).query)["nuts"]
    chosen = next(region for region in drawn if region["code"] == code)
    assert chosen["name"] == name
    assert heading(page) == f"{chosen['count']} open lots"
    axe()
