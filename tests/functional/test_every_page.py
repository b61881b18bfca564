"""Every page: at three widths, light and dark, in three alphabets, zoomed, on paper."""

from collections.abc import Callable

import pytest
from django.conf import settings
from lxml import html
from playwright.sync_api import Page, expect

from tests.functional import stock
from tests.functional.eyes import Eyes
from tests.functional.pages import FRAMES, LETTERS, PAGES, SIGNED_IN, TENDER, weight

pytestmark = pytest.mark.browser
HEIGHT = 900
WIDTHS = (320, 768, 1440)
ZOOMED = 640  # CSS pixels left of 1280 at 200 %
MOST = 250_000  # bytes
JUDGED = {
    "en": ((320, "light"), (1440, "dark")),
    "el": ((768, "light"), (320, "dark")),
    "bg": ((1440, "light"), (768, "dark")),
}
"""Language to the widths and schemes at which axe judges: all six of each page in the three."""

ON_PAPER = (
    "",
    TENDER,
    "tenders/",
    "regions/peloponnese/",
    "project/",
    "enterprises/",
    "enterprises/{entry}/",
    "enterprises/coverage/",
)
every_language = pytest.mark.parametrize("language", list(JUDGED))


def look(eyes: Eyes, address: str, language: str) -> None:
    """A page at every width in one language, judged twice."""
    page = eyes.page
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(f"/{language}/{address.format(**stock.keys())}", wait_until="networkidle")
    assert (weight(eyes.answers) < MOST, page.title() != "") == (True, True)

    schemes = dict(JUDGED[language])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert (width, eyes.too_wide()) == (width, [])
        if scheme := schemes.get(width):
            page.emulate_media(color_scheme=scheme)
            assert (width, scheme, eyes.barriers()) == (width, scheme, [])

    page.set_viewport_size({"width": ZOOMED, "height": HEIGHT // 2})
    assert eyes.too_wide() == []


@every_language
@pytest.mark.parametrize("address", [*PAGES, *FRAMES])
def test_a_page_fits_and_can_be_read_by_all(eyes: Eyes, address: str, language: str) -> None:
    look(eyes, address, language)


@every_language
@pytest.mark.parametrize("address", LETTERS)
def test_a_page_behind_a_letter_fits_and_can_be_read_by_all(
    eyes: Eyes, address: str, language: str
) -> None:
    look(eyes, address, language)


@every_language
@pytest.mark.parametrize("address", SIGNED_IN)
def test_a_page_of_people_who_work_here_fits_and_can_be_read_by_all(
    visit: Callable[..., Eyes], address: str, language: str
) -> None:
    look(visit(stock.worker()), address, language)


@pytest.mark.parametrize("address", ON_PAPER)
def test_a_page_goes_on_paper_without_what_only_screens_need(eyes: Eyes, address: str) -> None:
    page = eyes.page
    page.goto(f"/en/{address.format(**stock.keys())}")
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
    address = address.format(**stock.keys())
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
