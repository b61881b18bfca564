"""Without an account: a missing enterprise is named, a letter is answered, letters are ordered."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from itertools import count

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from secon.enterprises.domain.likeness import keys
from secon.enterprises.models import Subscription
from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.partnership import member
from tests.functional.eyes import Eyes
from tests.functional.people import letter_to, path_in

pytestmark = pytest.mark.browser
Visit = Callable[..., Eyes]
NUMBER = count(1)
GONE = 410


def test_a_missing_enterprise_is_named_and_waits_on_the_desk(visit: Visit) -> None:
    mazowieckie = Partner.objects.get(slug="mazowieckie")
    alike_by = keys("Spółdzielnia Czereśnia", "Radom")
    there = EnterpriseFactory(
        name="Spółdzielnia Czereśnia",
        town="Radom",
        partner=mazowieckie,
        name_key=alike_by.name,
        word_key=alike_by.word,
    )
    name = f"Spółdzielnia Czereśnia {next(NUMBER)} Plus"
    citizen, editor = visit(), visit(member(Role.PARTNER_EDITOR, mazowieckie))
    page = citizen.page
    page.goto("/en/enterprises/")
    page.get_by_role("link", name="Suggest an enterprise").click()
    expect(page.get_by_label("Country")).to_have_value("")
    page.get_by_label("Name of the enterprise").fill(name)
    page.get_by_label("What it does").fill("Cooks lunch for schools.")
    page.get_by_label("Country").select_option("PL")
    page.get_by_label("Town").fill("Radom")
    assert citizen.barriers() == []
    page.get_by_role("button", name="Send it").click()

    alike = page.locator("#found")
    expect(alike.get_by_role("link", name=there.name, exact=True)).to_be_visible()
    expect(page.get_by_label("Name of the enterprise")).to_have_value(name)
    assert citizen.barriers() == []
    page.get_by_role("button", name="None of these: send it").click()
    expect(page.get_by_role("main")).to_contain_text("Thank you")
    page.goto(f"/en/enterprises/?q={name}")
    expect(page.locator("#results").get_by_role("link", name=name, exact=True)).to_have_count(0)
    assert citizen.barriers() == []

    page = editor.page
    page.goto("/en/enterprises/desk/?pile=new")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Somebody without an account")
    expect(page.locator("#found")).to_contain_text(there.name)
    assert editor.barriers() == []
    page.get_by_role("button", name="List the entry").click()
    expect(page.get_by_role("main")).to_contain_text("Readers see it now")
    assert editor.barriers() == []

    page = citizen.page
    page.goto(f"/en/enterprises/?q={name}")
    page.locator("#results").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert citizen.barriers() == []


def test_a_letter_is_answered_without_signing_in(visit: Visit) -> None:
    today = timezone.localdate()
    email = f"office{next(NUMBER)}@example.org"
    entry = EnterpriseFactory(
        email=email, original_language="en", listed_on=today - timedelta(days=400)
    )
    call_command("remind_enterprises", stdout=StringIO())
    link = path_in(letter_to(email))
    eyes = visit()
    page = eyes.page
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Is the entry of {entry.name} still right?"
    )
    assert eyes.barriers() == []

    page.get_by_role("button", name="Yes, all is right").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(entry.name)
    expect(page.get_by_role("main")).to_contain_text("Thank you")
    entry.refresh_from_db()
    assert entry.confirmed_on == today
    assert page.request.get(link).status == GONE
    assert eyes.barriers() == []


def test_letters_about_a_list_begin_and_end_by_their_links(visit: Visit) -> None:
    email = f"reader-of-letters{next(NUMBER)}@example.org"
    eyes = visit()
    page = eyes.page
    page.goto("/en/enterprises/letters/?sector=food&region=mazowieckie")
    assert eyes.barriers() == []
    page.get_by_label("Your e-mail").fill(email)
    page.get_by_role("button", name="Ask for letters").click()
    expect(page.get_by_role("main")).to_contain_text("We have written to you")

    link = path_in(letter_to(email))
    page.goto(link)
    assert eyes.barriers() == []
    page.get_by_role("button", name="Start the letters").click()
    expect(page.get_by_role("main")).to_contain_text("The letters begin")
    found = Subscription.objects.get(email=email)
    assert (found.query, found.confirmed_at is None) == ("sector=food&region=mazowieckie", False)
    assert eyes.barriers() == []

    page.goto(link)
    page.get_by_role("button", name="Stop the letters").click()
    expect(page.get_by_role("main")).to_contain_text("deleted")
    assert Subscription.objects.filter(email=email).count() == 0
    assert eyes.barriers() == []
