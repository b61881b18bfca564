"""The code finder, in other alphabets and by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
Axe = Callable[[], None]
CLEANING = "90911200"


@pytest.mark.parametrize(
    ("language", "words", "label", "tender"),
    [
        (
            "el",
            "καθαρισμος κτιριων",
            "Υπηρεσίες καθαρισμού κτιρίων",
            "ΠΑΡΑΔΕΙΓΜΑ: Καθαρισμός σχολείων",
        ),
        (
            "bg",
            "почистване на сгради",
            "Услуги по почистване на сгради, без жилищните",
            "EXAMPLE: Cleaning of schools",
        ),
    ],
    ids=["el", "bg"],
)
def test_words_lead_to_a_code_and_on_to_its_tenders(
    eyes: Eyes, axe: Axe, language: str, words: str, label: str, tender: str
) -> None:
    page = eyes.page
    page.goto(f"/{language}/codes/")
    axe()

    eyes.tab_to(page.locator("#id_q"))
    page.keyboard.type(words)
    hit = page.locator("#results .code-hit", has_text=CLEANING)
    expect(hit).to_contain_text(label)
    expect(page.locator("#id_q")).to_be_focused()
    axe()
    eyes.tab_to(hit)
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/{language}/codes/{CLEANING}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    axe()
    eyes.tab_to(page.locator("main .actions a"))
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/{language}/tenders/?sector={CLEANING}")
    expect(page.locator("#results")).to_contain_text(tender)
    axe()


def test_words_that_mean_nothing_get_help_instead_of_codes(eyes: Eyes, axe: Axe) -> None:
    page = eyes.page
    page.goto("/en/codes/?q=xqzzvw")

    expect(page.locator("#results")).to_contain_text("Nothing is near “xqzzvw”")
    expect(page.get_by_role("heading", name="All divisions")).to_be_visible()
    axe()
