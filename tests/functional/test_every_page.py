"""Every public page: at three widths, light and dark, in three alphabets, zoomed, on paper."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from lxml import html
from playwright.sync_api import Page, expect

from tests.functional.eyes import Eyes
from tests.functional.pages import PAGES, TENDER, weight

pytestmark = pytest.mark.browser
HEIGHT = 900
WIDTHS = (320, 768, 1440)
ZOOMED = 640  # CSS pixels left of 1280 at 200 %
MOST = 250_000  # bytes


def combinations() -> Iterator[tuple[int, str]]:
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            yield width, scheme


@pytest.mark.parametrize("language", ["en", "el", "bg"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_and_can_be_read_by_all(eyes: Eyes, address: str, language: str) -> None:
    page = eyes.page
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(f"/{language}/{address}", wait_until="networkidle")
    assert weight(eyes.answers) < MOST

    for width, scheme in combinations():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        assert (width, eyes.too_wide()) == (width, [])
        assert (width, scheme, eyes.barriers()) == (width, scheme, [])

    page.set_viewport_size({"width": ZOOMED, "height": HEIGHT // 2})
    assert eyes.too_wide() == []


@pytest.mark.parametrize("address", ["", TENDER, "tenders/", "regions/peloponnese/", "project/"])
def test_a_page_goes_on_paper_without_what_only_screens_need(eyes: Eyes, address: str) -> None:
    page = eyes.page
    page.goto(f"/en/{address}")
    heading = page.get_by_role("heading", level=1)
    said = heading.inner_text()

    page.emulate_media(media="print")

    expect(heading).to_have_text(said)
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
    expect(page.get_by_text("Co-funded by the European Union")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_in_every_language_and_names_the_others(
    page: Page, server: str, address: str
) -> None:
    for code, _name in settings.LANGUAGES:
        answer = page.request.get(f"/{code}/{address}")
        assert (answer.status, answer.headers["content-language"]) == (200, code)
        root = html.document_fromstring(answer.text())
        links = root.xpath("//link[@rel='alternate'][@hreflang]")
        path = address.partition("?")[0]

        assert root.get("lang") == code
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            other: f"{server}/{other}/{address}" for other, _ in settings.LANGUAGES
        }
        assert root.xpath("//link[@rel='canonical']/@href") == [f"{server}/{code}/{path}"]
