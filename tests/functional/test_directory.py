"""Somebody looks for a social enterprise: by keyboard alone, in two alphabets, with and without map."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, expect

from secon.places.domain.geometry import haversine_km
from tests.functional.eyes import Eyes
from tests.functional.stock import CATERERS, EXAMPLES

pytestmark = pytest.mark.browser
Axe = Callable[[], None]
STARTS = "/en/enterprises/"
ENTRY = re.compile(r"/enterprises/\d+/[\w-]+/$")


def number_in(text: str) -> int:
    """The first number of a heading: how many there are."""
    found = re.search(r"\d+", text)
    assert found, text
    return int(found[0])


def headed(page: Page) -> int:
    return number_in(page.get_by_role("heading", level=1).inner_text())


def listed(page: Page) -> Locator:
    return page.locator("#results ol.places").first.locator("> li")


def label_of(control: Locator) -> Locator:
    """The words of a control that has an id."""
    return control.page.locator(f"label[for='{control.get_attribute('id')}']")


def distances(page: Page) -> list[float]:
    """Kilometres of each result from the place that was asked for, in the order of the list."""

    def point(of: Locator) -> tuple[float, float]:
        return float(of.get_attribute("data-lon") or ""), float(of.get_attribute("data-lat") or "")

    place = point(page.locator("[data-places-results]"))
    return [haversine_km(place, point(one)) for one in listed(page).all()]


@pytest.mark.parametrize(
    ("language", "need", "town"),
    [
        ("en", "catering", CATERERS["flemish-brabant"]),
        ("el", "κέτερινγκ", CATERERS["peloponnese"]),
    ],
)
def test_a_caterer_near_a_town_is_found_with_the_keyboard_only(
    eyes: Eyes, axe: Axe, language: str, need: str, town: str
) -> None:
    page = eyes.page
    page.goto(f"/{language}/")
    eyes.tab_to(page.locator(f".site-header__wide a[href='/{language}/enterprises/']"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/enterprises/")
    everybody = headed(page)
    axe()

    eyes.tab_to(page.locator("#id_q"))
    page.keyboard.type(need)
    near = page.locator("#id_near")
    eyes.tab_to(near)
    page.keyboard.type(town)
    page.keyboard.press("Enter")
    page.wait_for_url("**near=**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(need)
    expect(near).to_be_focused()
    eyes.focus()
    assert len(CATERERS) <= headed(page) < everybody
    axe()

    sort = page.locator("#id_sort")
    eyes.tab_to(sort)
    for order in ("relevance", "distance"):
        page.keyboard.press("ArrowDown")
        page.wait_for_url(f"**sort={order}**")
    expect(sort).to_be_focused()
    far = distances(page)
    assert far == sorted(far)

    more = page.locator("#ask details.disclosure > summary")
    eyes.tab_to(more)
    page.keyboard.press("Enter")
    verified = page.locator("#facets input[name=standing][value=verified]")
    eyes.tab_to(verified)
    promised = number_in(label_of(verified).inner_text())
    page.keyboard.press("Space")
    page.wait_for_url("**standing=verified**")
    expect(verified).to_be_focused()
    eyes.focus()
    expect(listed(page)).to_have_count(promised)
    assert headed(page) == promised > 0
    axe()

    names = listed(page).get_by_role("link").all_inner_texts()
    first = listed(page).get_by_role("link").first
    eyes.tab_to(first)
    page.keyboard.press("Enter")
    page.wait_for_url(ENTRY)
    expect(page.get_by_role("heading", level=1)).to_have_text(names[0])
    axe()

    page.go_back()
    expect(listed(page).get_by_role("link").first).to_have_text(names[0])
    assert listed(page).get_by_role("link").all_inner_texts() == names
    expect(near).to_have_value(town)
    expect(sort).to_have_value("distance")
    axe()


def walk(page: Page) -> dict[int, str]:
    """Key and name of every entry of the list that has a place, page after page by its links."""
    found: dict[int, str] = {}
    while True:
        for one in page.locator("#results li[data-pin][data-lon]").all():
            key = (one.get_attribute("id") or "").removeprefix("e-")
            assert one.get_by_role("link").first.get_attribute("href"), key
            found[int(key)] = one.get_attribute("data-name") or ""
        onward = page.locator("#results a[rel=next]")
        if not onward.count():
            return found
        page.goto(f"{STARTS}{onward.get_attribute('href')}")


@pytest.mark.parametrize("asked", [{"region": "peloponnese"}, {"country": "PL", "sector": "food"}])
def test_everything_the_map_can_open_is_a_link_of_the_list(
    page: Page, axe: Axe, asked: dict[str, str]
) -> None:
    page.goto(f"{STARTS}?{urlencode(asked)}")
    source = page.locator("[data-places-results]").get_attribute("data-src") or ""
    drawn = page.request.get(source).json()
    total = headed(page)
    axe()

    names = walk(page)

    assert total == len(names) > 0
    assert {point[0]: point[4] for point in drawn["points"]} == names


def test_every_area_is_a_link_to_its_part_of_the_list(page: Page, axe: Axe) -> None:
    page.goto(STARTS)
    total = headed(page)
    assert total >= EXAMPLES // 2
    areas = {
        link.get_attribute("href"): number_in(link.locator("xpath=..").inner_text())
        for link in page.locator("#areas .areas a").all()
    }
    assert sum(areas.values()) == total

    for query, count in areas.items():
        answer = page.request.get(f"{STARTS}{query}")
        [title] = html.document_fromstring(answer.text()).xpath("//h1")
        assert (query, number_in(title.text_content())) == (query, count)

    page.locator("#areas .areas a").first.press("Enter")
    page.wait_for_url("**nuts=**")
    assert headed(page) == next(iter(areas.values()))
    axe()


@pytest.mark.parametrize("eyes", [{"reduced_motion": "reduce"}], indirect=True)
def test_the_pins_of_the_map_are_the_entries_of_the_page_and_lead_to_them(
    eyes: Eyes, axe: Axe
) -> None:
    page = eyes.page
    page.goto(f"{STARTS}?q=catering&near=Leuven&km=50")
    canvas = page.locator("canvas.maplibregl-canvas")
    expect(canvas).to_be_visible()
    pins = page.locator(".pin")
    entries = page.locator("#results li[data-pin][data-lon]")
    expect(pins).to_have_count(entries.count())
    axe()

    named = [
        f"{one.get_attribute('data-pin')}: {one.get_attribute('data-name')}"
        for one in entries.all()
    ]
    assert sorted(pin.get_attribute("aria-label") or "" for pin in pins.all()) == sorted(named)

    page.get_by_role("button", name=named[0], exact=True).press("Enter")

    expect(entries.first.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(ENTRY)
    axe()
