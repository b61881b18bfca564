"""An entry of the directory in the hands of four people: who speaks for it, its region, a reader,
and the editor of another region, who is refused everywhere.
"""

import re
from collections.abc import Callable
from itertools import count

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from secon.enterprises.models import Change, Claim, Enterprise
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.enterprises import EnterpriseFactory, OfferFactory
from tests.factories.partnership import member
from tests.factories.people import UserFactory
from tests.functional.eyes import Eyes
from tests.functional.people import fill_in_sign_in

pytestmark = pytest.mark.browser
Visit = Callable[..., Eyes]
NUMBER = count(1)
OLD, NEW = "+48 22 100 10 10", "+48 22 200 20 20"
OFFER = "Wypożyczalnia rowerów towarowych"
REFUSALS = (403, 404)


def listed_entry() -> Enterprise:
    """An entry of Mazowieckie with one offer, for one test."""
    enterprise = EnterpriseFactory(
        name=f"Spółdzielnia Próbna {next(NUMBER)}",
        partner=Partner.objects.get(slug="mazowieckie"),
        phone=OLD,
    )
    OfferFactory(enterprise=enterprise)
    return enterprise


def editor_of(slug: str) -> User:
    return member(Role.PARTNER_EDITOR, Partner.objects.get(slug=slug))


def sees(page: Page, words: str, *, not_words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.get_by_role("main")).not_to_contain_text(not_words)


def refused(page: Page, *addresses: str) -> None:
    """What another region's editor gets: neither the page nor a word of it."""
    for address in addresses:
        answer = page.request.get(address)
        assert answer.status in REFUSALS, address
        assert NEW not in answer.text()


def on_the_desk(page: Page, pile: str, name: str) -> None:
    """From the list of what waits to the thing itself."""
    page.goto("/en/enterprises/desk/")
    page.get_by_role("navigation", name="What waits").get_by_role("link", name=pile).click()
    page.get_by_role("main").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_an_entry_is_claimed_corrected_and_cleared(visit: Visit) -> None:
    entry = listed_entry()
    person = UserFactory()
    citizen, reader = visit(), visit()
    editor, stranger = visit(editor_of("mazowieckie")), visit(editor_of("haskovo"))
    address = entry.get_absolute_url()

    page = citizen.page
    page.goto(address)
    page.get_by_role("link", name="This is our enterprise").click()
    fill_in_sign_in(page, person.email)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Do you speak for {entry.name}?")
    assert citizen.barriers() == []
    page.get_by_label("Your role there").fill("Manager")
    page.get_by_label("What shows it").select_option("website")
    page.get_by_label("How we can see it").fill("Our page names me: example.org/team")
    page.get_by_role("button", name="Claim this entry").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My enterprises")
    expect(page.locator("#claims, main").first).to_contain_text(entry.name)
    assert citizen.barriers() == []
    assert page.request.get(f"/en/enterprises/{entry.pk}/edit/").status == 403

    claim = Claim.objects.get(enterprise=entry)
    refused(stranger.page, reverse("enterprises:claim_decision", args=[claim.pk]))
    page = editor.page
    on_the_desk(page, "Claims", entry.name)
    sees(page, "example.org/team", not_words="decided already")
    assert editor.barriers() == []
    page.get_by_role("button", name="Approve the claim").click()
    expect(page.get_by_role("main")).to_contain_text("now speaks for the entry")
    assert editor.barriers() == []

    page = citizen.page
    page.goto("/en/enterprises/mine/")
    page.get_by_role("link", name="Edit the entry").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Edit {entry.name}")
    page.get_by_label("Telephone of the organisation").fill(NEW)
    page.locator("[name=offers-1-title]").fill(OFFER)
    page.locator("[name=offers-1-sector]").select_option("transport")
    assert citizen.barriers() == []
    page.get_by_role("button", name="Send the change").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My enterprises")
    expect(page.get_by_role("main")).to_contain_text("waits for the partner")
    assert citizen.barriers() == []

    page = reader.page
    page.goto(address)
    sees(page, OLD, not_words=NEW)
    sees(page, "Catering na spotkania", not_words=OFFER)
    page.goto(f"/en/enterprises/?q={OFFER}")
    expect(page.locator("#results")).not_to_contain_text(entry.name)

    change = Change.objects.get(enterprise=entry)
    refused(
        stranger.page,
        reverse("enterprises:change", args=[change.pk]),
        reverse("enterprises:edit", args=[entry.pk]),
        reverse("enterprises:verify", args=[entry.pk]),
        reverse("enterprises:end", args=[entry.pk]),
    )
    stranger.page.goto("/en/enterprises/desk/")
    expect(stranger.page.get_by_role("main")).not_to_contain_text(entry.name)
    assert stranger.barriers() == []

    page = editor.page
    on_the_desk(page, "Changes", entry.name)
    phone = page.locator(".difference", has_text="elephone")
    expect(phone).to_contain_text(
        re.compile(f"Now.*{re.escape(OLD)}.*Proposed.*{re.escape(NEW)}", re.DOTALL)
    )
    expect(page.locator("#changes")).to_contain_text(OFFER)
    expect(page.locator(".difference")).to_have_count(2)
    assert editor.barriers() == []
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("main")).to_contain_text("Readers see it now")
    assert editor.barriers() == []

    page = reader.page
    page.goto(f"/en/enterprises/?q={OFFER}")
    page.locator("#results").get_by_role("link", name=entry.name, exact=True).click()
    sees(page, NEW, not_words=OLD)
    expect(page.locator("#offers")).to_contain_text(OFFER)
    assert reader.barriers() == []


def test_a_change_is_declined_with_a_reason_and_nothing_is_shown(visit: Visit) -> None:
    entry = listed_entry()
    citizen, editor = visit(), visit(editor_of("mazowieckie"))
    page = citizen.page
    page.goto(f"/en/enterprises/{entry.pk}/correct/")
    page.get_by_label("Telephone of the organisation").fill(NEW)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("main")).to_contain_text("Thank you")
    assert citizen.barriers() == []

    desk = editor.page
    on_the_desk(desk, "Corrections", entry.name)
    assert editor.barriers() == []
    desk.get_by_label("Why").fill("The number is not in use.")
    desk.get_by_role("button", name="Decline").click()
    expect(desk.get_by_role("main")).to_contain_text("The change is declined")

    page.goto(entry.get_absolute_url())
    sees(page, OLD, not_words=NEW)
