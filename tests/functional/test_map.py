"""The map in the browser: drawn from our own files, leads where its list leads."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
STEP = 12  # pixels between two tries


def point_at_a_region(page: Page, canvas: Locator) -> str:
    """Move the mouse over the map until it is on a region; what the map says of it."""
    said = page.locator("[data-map-said]")
    whole = said.inner_text()
    box = canvas.bounding_box()
    assert box
    across = range(STEP, int(box["width"]), STEP)
    for y, x in product(range(STEP, int(box["height"]), STEP), across):
        page.mouse.move(box["x"] + x, box["y"] + y)
        if (now := said.inner_text()) != whole:
            return now
    raise AssertionError("no region under the mouse anywhere")


@pytest.mark.parametrize("eyes", [{"reduced_motion": "reduce"}, {}], indirect=True)
def test_a_region_chosen_on_the_map_narrows_the_list(eyes: Eyes, axe: Callable[[], None]) -> None:
    page = eyes.page
    page.goto("/en/tenders/")
    canvas = page.locator("canvas.maplibregl-canvas")
    expect(canvas).to_be_visible()
    expect(page.locator("[data-map-canvas]")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-map-said]")).to_contain_text("Lots by region")
    page.wait_for_load_state("networkidle")
    axe()

    drawn = page.request.get(page.locator("[data-map]").get_attribute("data-src")).json()
    regions = {region["name"]: f"nuts={region['code']}" for region in drawn["regions"]}
    canvas.scroll_into_view_if_needed()
    name, count = point_at_a_region(page, canvas).rsplit(": ", 1)
    page.mouse.down()
    page.mouse.up()

    page.wait_for_url("**nuts=**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{count} open lot")
    expect(page.locator("#places").get_by_text("Show all regions")).to_be_visible()
    assert regions[name] in page.url
    axe()


def test_the_drawn_map_of_the_home_page_leads_to_a_region(
    eyes: Eyes, axe: Callable[[], None]
) -> None:
    page = eyes.page
    page.goto("/en/")
    page.locator(".region-map__region", has_text="Haskovo").locator("path").click()

    page.wait_for_url("**/en/regions/haskovo/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Haskovo")
    axe()
