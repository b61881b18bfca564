"""A partner takes a register over: file, columns, preview, doubtful rows, entries."""

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import expect

from secon.enterprises.domain.likeness import keys
from secon.enterprises.models import Enterprise
from secon.partnership.models import Partner
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.partnership import member
from tests.factories.registers import nip, table
from tests.functional.eyes import Eyes

pytestmark = pytest.mark.browser
NUMBER = count(1)
WIDTHS = (320, 1280)


def fits(eyes: Eyes) -> None:
    """The page can be read on a telephone and on a desk."""
    for width in WIDTHS:
        eyes.page.set_viewport_size({"width": width, "height": 900})
        assert (eyes.page.url, width, eyes.too_wide()) == (eyes.page.url, width, [])
        assert (eyes.page.url, width, eyes.barriers()) == (eyes.page.url, width, [])


def test_a_register_is_taken_over(visit: Callable[..., Eyes]) -> None:
    mazowieckie = Partner.objects.get(slug="mazowieckie")
    number = next(NUMBER)
    known = f"Spółdzielnia Kalina {number}"
    alike = keys(known, "Radom")
    EnterpriseFactory(
        name=known, partner=mazowieckie, name_key=alike.name, word_key=alike.word, town="Radom"
    )
    new = f"Fundacja Jarzębina {number}"
    file = table(
        f"1;{new};{nip(900 + number)};Radom;26-600;48 111;01.02.2024;",
        f"2;{known};{nip(950 + number)};Radom;26-600;48 222;;",
        f"3;Fundacja Źródło {number};1234567890;Radom;26-600;;;",
    )
    eyes = visit(member(Role.PARTNER_EDITOR, mazowieckie))
    page = eyes.page
    page.goto("/en/enterprises/desk/")
    page.get_by_role("link", name="Registers and imports").click()
    fits(eyes)
    page.get_by_role("link", name="Add a register").click()
    page.get_by_label("Name of the register").fill(f"Rejestr {number}")
    fits(eyes)
    page.get_by_role("button", name="Add the register").click()

    page.get_by_label("File", exact=True).set_input_files(
        {"name": "rejestr.csv", "mimeType": "text/csv", "buffer": file}
    )
    fits(eyes)
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do the columns hold?")
    expect(page.get_by_label("Nazwa")).to_have_value("name")
    fits(eyes)
    page.get_by_role("button", name="Read the file and preview").click()

    expect(page.get_by_role("main")).to_contain_text("Nothing is changed in the directory yet")
    expect(page.locator("#problems")).to_contain_text("1234567890")
    fits(eyes)
    page.locator("#held").get_by_role("button", name="Another organisation").click()
    expect(page.locator("#held")).to_contain_text("Your decision: Another organisation")
    assert Enterprise.objects.filter(name=new).count() == 0
    page.get_by_role("button", name="Take the rows over").click()

    expect(page.get_by_role("main")).to_contain_text("Taken over on")
    assert (
        Enterprise.objects.filter(name=new).count(),
        Enterprise.objects.filter(name=known).count(),
    ) == (1, 2)
    fits(eyes)
    page.goto(f"/en/enterprises/?q={new}")
    page.locator("#results").get_by_role("link", name=new, exact=True).click()
    expect(page.locator("#sources")).to_contain_text(f"Rejestr {number}")
    fits(eyes)
