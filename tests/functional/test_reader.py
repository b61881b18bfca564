"""A reader looks for work and finds a reserved lot."""

from collections.abc import Callable
from datetime import datetime

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.functional.stock import in_days

pytestmark = pytest.mark.browser
TITLE = "EXAMPLE: Care at home for older people"


def test_a_reader_finds_a_reserved_lot_and_keeps_its_deadline(
    page: Page, axe: Callable[[], None]
) -> None:
    page.goto("/en/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Public tenders with a social side")
    axe()

    page.get_by_label("What do you offer?").fill("help at home for old people")
    page.get_by_label("Where?").select_option("mazowieckie")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 open lot")
    expect(page.locator("#results")).to_contain_text("help at home for old people")
    axe()

    page.get_by_label("Quick filters").get_by_text("Reserved: Article 77").click()
    chosen = page.get_by_label("Filters that are on")
    expect(chosen).to_contain_text("Reserved: Article 77")
    assert "reserved=article-77" in page.url
    axe()

    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    lot = page.locator("#LOT-0001")
    reserved = lot.locator(".signal", has_text="Reserved participation").first
    expect(reserved).to_contain_text("Coded by the buyer: res-pub-ser (BT-71-Lot)")
    axe()

    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    [event] = calendar.walk("VEVENT")
    start: datetime = event.decoded("dtstart")
    assert (str(event["summary"]), start.date()) == (f"Deadline: {TITLE}", in_days(105))

    english = page.url
    page.locator("details.languages:visible > summary").click()
    page.locator("details.languages:visible").get_by_text("Ελληνικά").click()
    page.wait_for_url("**/el/tenders/**")
    assert page.url == english.replace("/en/", "/el/")
    expect(page.locator("html")).to_have_attribute("lang", "el")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "en")
    axe()

    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("navigation", name="You are here").get_by_text("Tenders").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("open lots")
