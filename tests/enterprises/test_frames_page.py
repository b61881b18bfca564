"""The page of the nine legal frames."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from secon.enterprises import frames
from secon.enterprises.interfaces import frames as interface

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    return client.get(reverse("enterprises:frames")).content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_address_carries_the_language():
    assert reverse("enterprises:frames") == "/en/enterprises/legal-frames/"


def test_every_country_and_status_has_an_anchor(page):
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert {one.slug for one in frames.frames()} <= ids
    assert {one.code for one in frames.statuses()} <= ids
    assert {f"criterion-{one.code}" for one in frames.criteria_for("BG")} <= ids


def test_every_source_is_linked(page):
    linked = set(re.findall(r'href="(https?://[^"]+)"', page.replace("&amp;", "&")))
    facts = [fact for one in frames.frames() for fact in (one, *one.laws, *one.statuses)]
    facts += [one for country in frames.frames() for one in frames.criteria_for(country.code)]
    assert {source for fact in facts for source in fact.sources} <= linked


def test_unknown_and_to_be_confirmed_are_said(page):
    inclusion = page[page.index('id="de-inklusionsbetrieb"') :]
    said = text(inclusion[: inclusion.index("</details>")])
    assert "Inclusion enterprise · Inklusionsbetrieb (to be confirmed)" in said
    assert "Granted by unknown" in said
    assert "To be confirmed: general knowledge, no page of ours states it." in text(
        inclusion[: inclusion.index("</details>", inclusion.index('class="proof"'))]
    )


def test_no_register_is_not_an_unknown_one(page):
    assert text(page).count("There is no register of social enterprises.") == 2


def test_a_length_that_is_not_confirmed_is_marked(page):
    certificate = page[page.index('id="ro-atestat"') :][:6000]
    assert "Lasts 5 years (to be confirmed)" in text(certificate)


def test_only_translated_pages_are_marked_as_made_by_a_machine(client, page):
    assert 'data-variant="machine"' not in page
    with translation.override("hu"):
        address = reverse("enterprises:frames")
    answer = client.get(address).content.decode()
    assert answer.count('data-variant="machine"') == 1
    assert "Szociális szövetkezet" in answer


def test_the_page_takes_no_query(client, django_assert_num_queries):
    client.get(reverse("enterprises:frames"))
    with django_assert_num_queries(0):
        client.get(reverse("enterprises:frames"))


@pytest.mark.parametrize(("months", "said"), [(12, "1 year"), (24, "2 years"), (18, "18 months")])
def test_lengths_are_said_in_years_where_they_are_whole(months, said):
    assert interface.months_label(months) == said


def test_days_of_a_law_are_named():
    poland = next(one for one in interface.countries("en") if one.code == "PL")
    assert poland.laws[0].days == ("adopted on 5 August 2022", "in force since 30 October 2022")


def test_a_text_without_a_translation_is_marked_with_its_language():
    shown = interface.shown(frames.Text("Not in any file"), "pl")
    assert (shown.text, shown.foreign) == ("Not in any file", "en")
    assert interface.shown(frames.Text("Cooperative"), "pl").foreign == ""


def test_hosts_are_shown_without_www():
    assert interface.source("https://www.socialeeconomie.be/x").host == "socialeeconomie.be"
