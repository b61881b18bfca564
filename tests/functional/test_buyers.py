"""Public buyers: advice in Greek, a purchasing plan, a short call published by keyboard."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from secon.opportunities.models import ShortCall
from secon.people.enums import Role
from tests.factories.buyers import BuyerProfileFactory
from tests.factories.people import person
from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
Visit = Callable[..., Eyes]
PLAN = (
    "Przedmiot zamówienia;Kod CPV;Wartość szacunkowa;Miejsce\n"
    "Obiady dla szkoły;55520000;40 000;Radom\n"
    "Sprzątanie;;12.000,50;Radom\n"
    "Zieleń;77310000;tysiąc;Radom\n"
)


def confirmed_buyer():
    """A person who buys for a confirmed body in Radom."""
    user = person(Role.BUYER)
    BuyerProfileFactory(user=user)
    return user


def test_a_buyer_asks_advice_in_greek(page: Page, axe: Callable[[], None]) -> None:
    page.goto("/el/opportunities/buyers/")
    axe()
    page.locator("[name=what]").fill("55520000")
    page.locator("[name=where]").fill("Καλαμάτα")
    page.locator("[name=value]").fill("40000")
    page.locator("[name=value]").press("Enter")
    page.wait_for_url("**/buyers/advice/?**")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    axe()
    page.goto(page.url.replace("/advice/", "/suppliers/"))
    expect(page.locator("article.entry").first).to_be_visible()
    axe()


def test_a_plan_is_answered_line_by_line(visit: Visit) -> None:
    eyes = visit(confirmed_buyer())
    page = eyes.page
    page.goto("/en/opportunities/buyers/plans/")
    assert eyes.barriers() == []
    page.get_by_label("Purchasing plan").set_input_files(
        {"name": "plan.csv", "mimeType": "text/csv", "buffer": PLAN.encode()}
    )
    page.get_by_label("Language of the plan").select_option("pl")
    page.get_by_label("Where, if a line does not say").fill("Radom")
    page.get_by_role("button", name="Upload the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("plan.csv")
    expect(page.get_by_role("main")).to_contain_text("Not in euro")
    expect(page.get_by_role("link", name="Full advice for row 2")).to_be_visible()
    assert eyes.barriers() == []
    page.get_by_role("link", name="Change what the columns hold").click()
    assert eyes.barriers() == []
    page.get_by_role("button", name="Answer every line").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download with the answers").click()
    assert download.value.suggested_filename == "plan-with-advice.xlsx"


def test_a_short_call_is_published_by_keyboard(visit: Visit) -> None:
    eyes, reader = visit(confirmed_buyer()), visit()
    page = eyes.page
    page.goto("/en/opportunities/buyers/calls/new/")
    assert eyes.barriers() == []
    day = timezone.localdate().replace(year=timezone.localdate().year + 1).isoformat()
    for label, words in (
        ("Title", "Obiady dla przedszkola"),
        ("What is asked for", "Czterdzieści obiadów dziennie."),
        ("What is bought, in words or as CPV code", "55520000"),
        ("Where", "Radom"),
    ):
        page.get_by_label(label, exact=False).first.focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(words)
    page.locator("[name=deadline_day]").fill(day)
    page.locator("[name=deadline_time]").fill("12:00")
    page.locator("[name=reserved]").select_option("res-ws")
    page.get_by_role("button", name="Store the draft").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Obiady dla przedszkola")
    assert eyes.barriers() == []
    call = ShortCall.objects.latest("pk")
    reader.page.goto("/en/opportunities/calls/")
    expect(reader.page.get_by_role("main")).not_to_contain_text("Obiady dla przedszkola")
    page.get_by_role("link", name="Check and publish").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and publish")
    assert eyes.barriers() == []
    page.get_by_role("button", name="Publish the call").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("The call is published")
    assert eyes.barriers() == []
    reader.page.goto("/en/opportunities/calls/")
    assert reader.barriers() == []
    reader.page.get_by_role("link", name="Obiady dla przedszkola").first.click()
    reader.page.wait_for_url(f"**/calls/{call.pk}/")
    assert reader.barriers() == []
