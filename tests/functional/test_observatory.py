"""The observatory in a browser: two regions compared by keyboard, with and without script."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.functional.eyes import Eyes
from tests.procurement.observatory.build import archive, lot

pytestmark = pytest.mark.browser
Axe = Callable[[], None]
NARROW = {"viewport": {"width": 320, "height": 700}}
NO_SCRIPT = {"java_script_enabled": False}
HOME = "/en/tenders/observatory/"


@pytest.fixture(autouse=True)
def _counted(tmp_path: Path) -> Iterator[None]:
    """An archive of two regions over some months; other journeys have none."""
    before = settings.SECON_ARCHIVE
    settings.SECON_ARCHIVE = tmp_path
    lots = [lot(published=date(2023, 1 + n % 9, 5)) for n in range(40)]
    lots += [lot(reserved=("res-ws",), published=date(2023, 5, 5)) for _ in range(4)]
    lots += [lot(places=("ES431",), reserved=("res-pub-ser",)) for _ in range(3)]
    archive(tmp_path, *lots)
    yield
    settings.SECON_ARCHIVE = before


def test_two_regions_are_compared_by_keyboard(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto(f"{HOME}regions/")
    axe()
    for name in ("Compare Peloponnese", "Compare Extremadura"):
        box = page.get_by_role("checkbox", name=name)
        eyes.tab_to(box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    compare = page.get_by_role("button", name="Compare the chosen regions")
    eyes.tab_to(compare)
    page.keyboard.press("Enter")

    page.wait_for_url("**/compare/?**")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Extremadura")
    expect(heading).to_contain_text("Peloponnese")
    expect(page.get_by_text("too few to say more").first).to_be_visible()
    axe()

    number = page.get_by_role("cell", name="4", exact=True).get_by_role("link")
    eyes.tab_to(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 lots")
    axe()


@pytest.mark.parametrize("eyes", [NARROW], indirect=True)
@pytest.mark.parametrize("path", ["", "months/", "sectors/", "compare/?area=EL&area=ES", "method/"])
def test_page_fits_a_small_screen(eyes: Eyes, axe: Axe, path: str) -> None:
    eyes.page.goto(HOME + path)
    assert eyes.too_wide() == []
    axe()


@pytest.mark.parametrize("eyes", [NO_SCRIPT], indirect=True)
def test_filters_work_without_script(eyes: Eyes) -> None:
    page = eyes.page
    page.goto(HOME)
    page.get_by_label("Place").select_option("ES")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Responsible procurement: Spain")
    assert page.url.endswith("?place=ES&measure=reserved&level=9")
