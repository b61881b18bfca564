"""The whole way by five roles: handed in, reviewed, taken up, planned, changed, validated, shown."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.models import Instrument
from secon.practices.models import Practice, Transfer
from tests.factories.partnership import member
from tests.factories.people import person
from tests.factories.policy import InstrumentFactory
from tests.functional.eyes import Eyes
from tests.practices.reviewing import complete

pytestmark = pytest.mark.browser
PDF = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"}
Visit = Callable[..., Eyes]


def looked_at(eyes: Eyes) -> Page:
    """The page, after axe found nothing on it."""
    assert eyes.barriers() == [], eyes.page.url
    return eyes.page


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def review(visit: Visit, who: User, practice: Practice, button: str) -> None:
    """Tick, judge and say everything that a step asks for."""
    eyes = visit(who)
    eyes.page.goto(f"/en/practices/review/{practice.pk}/")
    page = looked_at(eyes)
    for box in page.locator("main input[name=checked]").all():
        box.check()
    for choice in page.locator('main input[type=radio][name^="met_"][value=yes]').all():
        choice.check()
    page.locator("[name=found]").fill("Seen on the spot; the figures are right.")
    press(page, button)
    page.wait_for_load_state()


def step(page: Page, link: str, **fields: str) -> None:
    """One step of the transfer, from its own page."""
    page.get_by_role("link", name=link).click()
    for name, said in fields.items():
        page.locator(f"main [name={name}]").fill(said)
    if "title" in fields:
        page.locator("main [name=file]").set_input_files(PDF)  # type: ignore[arg-type]  # a mapping
    press(page, "Store this step")
    expect(page.get_by_text("Stored.")).to_be_visible()


def adopt(eyes: Eyes, practice: Practice) -> Transfer:
    page = eyes.page
    page.goto(practice.get_absolute_url())
    page.get_by_role("link", name="Take it up in your region").click()
    looked_at(eyes)
    page.locator("[name=note]").fill("How do the villages share the costs?")
    press(page, "Say that we are interested")
    expect(page.get_by_text("The region of origin is written to.")).to_be_visible()
    return Transfer.objects.get(practice=practice)


def write_plan(eyes: Eyes, instrument: Instrument) -> None:
    page = eyes.page
    page.get_by_role("link", name="Write the plan").click()
    looked_at(eyes)
    for context in ("law", "money", "governance"):
        page.locator(f"[name={context}-likeness]").select_option("different")
    page.locator("[name=instrument]").select_option(str(instrument.pk))
    page.locator("[name=decides]").fill("The county council")
    page.locator("[name=steps-0-text]").fill("Ask the council")
    press(page, "Store the plan")
    expect(page.get_by_text("Stored.")).to_be_visible()


def improve(page: Page, instrument: Instrument, day: str) -> None:
    page.goto(instrument.get_absolute_url())
    page.get_by_role("link", name="Record an improvement").click()
    page.locator("main [name=title]").fill("Bonus for shared kitchens")
    page.locator("main [name=kind]").first.select_option("management")
    page.locator("main [name=state][value=done]").check()
    page.locator("main [name=happened_on]").fill(day)
    page.locator("main [name=amount]").fill("250000")
    page.locator("main [name=link_to_project]").fill("Seen on a visit of the project.")
    page.locator("main [name=proofs-0-kind]").select_option("call")
    page.locator("main [name=proofs-0-title]").fill("Text of the call")
    page.locator("main [name=proofs-0-url]").fill("https://example.org/call")
    press(page, "Store")
    press(page, "Submit for validation")


def test_practice_becomes_policy_and_money_by_five_roles(visit: Visit) -> None:
    origin, target = (Partner.objects.get(slug=slug) for slug in ("extremadura", "harghita"))
    practice = complete(partner=origin, country="ES", title="One kitchen for five villages")
    instrument = InstrumentFactory(
        partner=target, country="RO", name="Programme for villages", addressed=False
    )
    today = timezone.localdate()
    lead = Partner.objects.get(role="lead")

    author = visit(practice.author)
    author.page.goto(f"/en/practices/standing/{practice.pk}/")
    press(looked_at(author), "Hand it in")
    review(visit, member(Role.LEAD_PARTNER, lead), practice, "Accept it")
    review(visit, person(Role.WEB_ADMIN), practice, "Publish it")
    practice.refresh_from_db()
    assert practice.live

    editor = visit(member(Role.PARTNER_EDITOR, target))
    page = editor.page
    transfer = adopt(editor, practice)
    day = (today - timedelta(days=0)).isoformat()
    step(page, "We are in contact", on=day)
    step(page, "We have visited it", on=day, title="Report of the traveller")
    write_plan(editor, instrument)
    step(page, "We have a plan", on=day, title="The plan")
    step(page, "We have adapted and tried it", on=day, title="Figures of the trial")
    improve(page, instrument, day)
    page.goto(transfer.get_absolute_url())
    page.get_by_role("link", name="It is in the policy instrument").click()
    page.locator("[name=improvement]").select_option(label="Bonus for shared kitchens")
    press(page, "Store this step")
    looked_at(editor)

    transfer.refresh_from_db()
    improvement: Any = transfer.improvement
    officer = visit(person(Role.POLICY_OFFICER))
    officer.page.goto(improvement.get_absolute_url())
    press(looked_at(officer), "Validate")
    officer.page.wait_for_load_state()

    reader = visit()
    for address in (
        "/en/regions/harghita/",
        "/en/regions/extremadura/",
        practice.get_absolute_url(),
        instrument.get_absolute_url(),
        transfer.get_absolute_url(),
    ):
        reader.page.goto(address)
        chain = looked_at(reader).locator(".chain").first
        expect(chain).to_contain_text("250,000 EUR")
        expect(chain.locator("[data-standing=done]")).to_have_count(5)
