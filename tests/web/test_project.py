"""The project's page: what was planned, what is known to be done, and contradictions shown."""

from datetime import date

import pytest

from secon.partnership.domain import queries
from secon.web.domain import project

pytestmark = pytest.mark.django_db


def test_semesters_are_past_running_or_coming(partnership):
    view = queries.project("en", date(2025, 1, 15))

    standing = {
        term.semester.code: term.standing
        for _phase, terms in project.calendar(view, on=date(2025, 1, 15))
        for term in terms
    }

    assert standing == {
        "S1": "past",
        "S2": "past",
        "S3": "past",
        "S4": "running",
        "S5": "coming",
        "S6": "coming",
        "F1": "coming",
        "F2": "coming",
        "C": "coming",
    }


def test_numbers_per_country_count_for_the_nine_countries(partnership):
    view = queries.project("en", date(2025, 6, 1))
    partners = queries.partners("en")

    meetings = next(work for work in project.works(view, partners) if work.per_country)

    assert project.countries(partners) == 9
    assert (meetings.activity.planned, meetings.planned) == (7, 63)


def test_an_unpublished_number_stays_unknown():
    assert project.in_all(None, "country", 9) is None


def test_both_totals_are_shown_with_their_sources(client, trees, partnership):
    html = client.get("/en/project/").content.decode()

    assert "The sources contradict each other" in html
    assert "1,914,046 EUR" in html
    assert "1,842,680 EUR" in html
    assert 'href="https://secon.ppel.gov.gr/"' in html


def test_ten_partners_and_five_aims_are_listed(client, trees, partnership):
    html = client.get("/en/project/").content.decode()

    partners = html.partition('id="partners"')[2].partition("</ol>")[0]
    aims = html.partition('id="aims"')[2].partition("</ol>")[0]
    assert partners.count("<li>") == 10
    assert aims.count("<li>") == 5


def test_nothing_done_is_unknown_and_not_zero(client, trees, partnership):
    html = client.get("/en/project/").content.decode()

    assert "no public page we found says so" in html
    assert "0 known to be done" not in html


def test_other_places_of_the_project_are_shown_when_set(client, trees, partnership, settings):
    settings.SECON_PROGRAMME_PAGE = "https://programme.example/secon"
    settings.SECON_SOCIAL_MEDIA = {"Fediverse": "https://social.example/@secon"}

    html = client.get("/en/project/").content.decode()

    assert 'href="https://programme.example/secon"' in html
    assert 'href="https://social.example/@secon"' in html


def test_other_places_of_the_project_are_left_out_when_not_set(
    client, trees, partnership, settings
):
    settings.SECON_PROGRAMME_PAGE = ""

    assert "Elsewhere" not in client.get("/en/project/").content.decode()


def test_amounts_follow_the_readers_language(client, trees, partnership):
    assert "1.914.046 EUR" in client.get("/de/project/").content.decode()
