"""A partner's editor at the desk: the own record, and no other."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.factories.partnership import member
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser
EDIT = "wagtailsnippets_partnership_partner:edit"
WEBSITE = "https://example.org/new"


def test_an_editor_changes_the_own_partner_and_is_refused_another(
    page: Page, axe: Callable[[], None]
) -> None:
    own = Partner.objects.get(slug="mazowieckie")
    other = Partner.objects.get(slug="haskovo")
    editor = member(Role.PARTNER_EDITOR, own)
    page.goto("/admin/")
    page.get_by_label("Email").fill(editor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In", exact=True).click()

    page.get_by_role("link", name="Partners").click()
    listed = page.get_by_role("main").get_by_role("table")
    expect(listed).to_contain_text(own.name)
    expect(listed).not_to_contain_text(other.name)
    listed.get_by_role("link", name=own.name).click()
    page.get_by_label("Website").fill(WEBSITE)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("updated")
    expect(page.get_by_label("Website")).to_have_value(WEBSITE)
    own.refresh_from_db()
    assert (own.website, own.get_latest_revision_as_object().website) != (WEBSITE, "")
    assert own.get_latest_revision_as_object().website == WEBSITE
    axe()

    page.goto(reverse(EDIT, args=[other.pk]))

    assert page.url.endswith("/admin/")
    expect(page.locator(".messages")).to_contain_text("permission")
    expect(page.get_by_role("main")).not_to_contain_text(other.name)
    axe()
