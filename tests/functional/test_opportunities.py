"""Somebody who speaks for an enterprise, at its opportunities, with the keyboard alone."""

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from secon.enterprises.models import Enterprise
from secon.opportunities.models import Decision, Lesson, Match
from secon.procurement.models import Notice
from tests.factories.enterprises import EnterpriseFactory, OfferFactory, steward
from tests.factories.opportunities import MatchFactory, open_lot
from tests.factories.procurement import NoticeFactory, OrganisationFactory
from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
Visit = Callable[..., Eyes]
NUMBER = count(1)
GARDEN, KITCHEN = "Upkeep of the town's gardens", "Meals for two schools"


def enterprise_with_matches() -> Enterprise:
    """An enterprise with two matches, for one test."""
    enterprise = EnterpriseFactory(name=f"Spółdzielnia Ogrody {next(NUMBER)}")
    OfferFactory(enterprise=enterprise, title="Ogrody", cpv=["77310000"])
    for title, cpv, score in ((GARDEN, "77310000", 82), (KITCHEN, "55524000", 47)):
        today = timezone.localdate()
        notice = NoticeFactory(  # keys that the stock of the journeys does not use
            payload__id=9_000_000 + next(NUMBER), number=9_000_000 + next(NUMBER), year=today.year
        )
        where = {"places": ("PL921",), "country": "PL"}
        lot = open_lot(15, notice=notice, texts={"en": title}, cpv=cpv, **where)
        OrganisationFactory(notice=lot.notice)
        MatchFactory(enterprise=enterprise, lot=lot, score=score)
    return enterprise


@pytest.fixture
def matched(server: str) -> Iterator[Enterprise]:
    """An enterprise with two matches; its lots go again, because other journeys count open lots."""
    enterprise = enterprise_with_matches()
    yield enterprise
    lots = Match.objects.filter(enterprise=enterprise).values_list("demand", flat=True)
    Notice.objects.filter(lot_rows__in=list(lots)).delete()


def named(name: str) -> re.Pattern[str]:
    """What is read of a control: its hidden words are a block, so a space may stand before them."""
    return re.compile(re.escape(name).replace(":", r"\s*:"))


def go(page: Page, name: str, *, role: str = "button", key: str = "Enter") -> None:
    """To a control by its name and press it, as somebody without a mouse does."""
    control = page.get_by_role("main").get_by_role(role, name=named(name)).first
    control.focus()
    expect(control).to_be_focused()
    page.keyboard.press(key)


def test_opportunities_are_read_saved_put_away_and_undone_by_keyboard(
    visit: Visit, matched: Enterprise
) -> None:
    enterprise = matched
    person = steward(enterprise, timezone.now())
    eyes = visit(person)
    page = eyes.page

    page.goto("/en/accounts/")
    go(page, "Opportunities for you", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Opportunities for {enterprise.name}"
    )
    rows = page.locator("article.own")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(GARDEN)
    expect(rows.first).to_contain_text("Very good match")
    expect(rows.first).to_contain_text(re.compile("CPV 77310000"))
    assert eyes.barriers() == []

    go(page, f"Save: {GARDEN}")
    expect(page.get_by_role("main")).to_contain_text("Saved")
    expect(page.get_by_role("button", name=named(f"Take out of saved: {GARDEN}"))).to_be_visible()

    meals = page.locator("article.own", has_text=KITCHEN)
    meals.locator("summary").focus()
    page.keyboard.press("Enter")
    meals.get_by_label("Why it does not suit").select_option("work")
    assert eyes.barriers() == []
    go(page, f"Put it away: {KITCHEN}")
    expect(page.locator("article.own")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text("Put away")
    assert eyes.barriers() == []
    assert Lesson.objects.filter(enterprise=enterprise).count() == 1

    go(page, "Undo")
    expect(page.locator("article.own")).to_have_count(2)
    assert Lesson.objects.filter(enterprise=enterprise).count() == 0
    assert list(Decision.objects.filter(enterprise=enterprise).values_list("state")) == [("saved",)]

    go(page, GARDEN, role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text(GARDEN)
    expect(page.locator("#why")).to_contain_text("Ogrody")
    assert eyes.barriers() == []
    go(page, "Ask an enterprise", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask an enterprise to bid together")
    assert eyes.barriers() == []


def test_letters_are_chosen_and_stopped_and_matching_is_explained(visit: Visit) -> None:
    enterprise = EnterpriseFactory(name=f"Spółdzielnia Listy {next(NUMBER)}")
    eyes = visit(steward(enterprise, timezone.now()))
    page = eyes.page

    page.goto("/en/opportunities/letters/")
    page.get_by_label("Once a week").focus()
    page.keyboard.press("Space")
    go(page, "Keep this choice")
    expect(page.get_by_role("main")).to_contain_text("Letters come as you chose")
    assert eyes.barriers() == []
    page.get_by_label("No letters").check()
    go(page, "Keep this choice")
    expect(page.get_by_role("main")).to_contain_text("You get no letters")

    page.goto("/en/opportunities/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How opportunities are matched")
    assert eyes.barriers() == []


def test_an_empty_list_says_what_to_do(visit: Visit) -> None:
    enterprise = EnterpriseFactory(name=f"Spółdzielnia Nowa {next(NUMBER)}")
    eyes = visit(steward(enterprise, timezone.now()))
    page = eyes.page
    assert not Match.objects.filter(enterprise=enterprise).exists()

    page.goto(f"/en/opportunities/{enterprise.pk}/")

    expect(page.get_by_role("main")).to_contain_text("We do not know yet what you offer")
    assert eyes.barriers() == []
    go(page, "Complete your entry", role="link")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Edit {enterprise.name}")
