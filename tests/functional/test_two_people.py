"""Two colleagues at one instrument in two browsers: typing is kept, and a conflict is settled."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from secon.kernel.models import FormDraft
from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.factories.partnership import member
from tests.factories.policy import InstrumentFactory
from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
FIELD = "What it does for the social economy"


def test_the_second_goes_on_with_what_was_typed_and_chooses(visit: Callable[..., Eyes]) -> None:
    partner = Partner.objects.get(slug="mazowieckie")
    instrument = InstrumentFactory(partner=partner, summary="Old words", original_language="pl")
    edit = reverse("policy:instrument_edit", args=[instrument.pk])
    first, second = (visit(member(Role.PARTNER_EDITOR, partner)) for _ in range(2))
    first.page.goto(edit)
    second.page.goto(edit)
    expect(second.page.get_by_text("Somebody else is editing this")).to_be_visible()
    assert second.barriers() == []

    second.page.get_by_label(FIELD).fill("Words of the second")
    expect(second.page.locator("[data-keep]")).to_contain_text("What you type is kept for you")
    first.page.get_by_label(FIELD).fill("Words of the first")
    first.page.get_by_role("button", name="Store and show").click()
    expect(first.page.get_by_role("main")).to_contain_text("Words of the first")

    second.page.goto("/en/desk/")
    second.page.get_by_role("link", name=instrument.name).first.click()
    expect(second.page.get_by_label(FIELD)).to_have_value("Words of the second")
    expect(second.page.get_by_text("Somebody has changed the record since")).to_be_visible()
    second.page.get_by_role("button", name="Store and show").click()

    expect(second.page.get_by_role("heading", level=1)).to_have_text("Two people changed the same")
    assert (second.barriers(), second.too_wide()) == ([], [])
    second.wrong[:] = [
        one for one in second.wrong if "409" not in one
    ]  # Chromium logs each refusal
    second.page.get_by_label("Yours").check()
    second.page.get_by_role("button", name="Save what I chose").click()

    expect(second.page.get_by_role("main")).to_contain_text("Words of the second")
    instrument.refresh_from_db()
    assert instrument.summary == "Words of the second"
    assert FormDraft.objects.filter(form="policy.instrument").count() == 0
