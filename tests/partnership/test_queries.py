"""What pages read of the partnership."""

from datetime import date

import pytest

from secon.kernel.enums import TranslationState
from secon.partnership.domain import queries
from secon.partnership.enums import PartnerRole, PlannedPer
from tests.factories.partnership import PartnerFactory, PartnerTerritoryFactory, translated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_partners_take_four_queries_however_many(count, django_assert_num_queries):
    for _ in range(count):
        partner = PartnerFactory()
        PartnerTerritoryFactory(partner=partner)
        translated(partner, "el", "Γραφείο")
    with django_assert_num_queries(4):
        found = queries.partners("el")
    assert [one.text["name"] for one in found] == ["Γραφείο"] * count
    assert all(one.has_region for one in found)


def test_a_partner_that_is_not_published_is_not_shown():
    PartnerFactory(live=False, slug="hidden")
    assert queries.partners("en") == ()
    assert queries.partner("hidden", "en") is None


def test_one_partner_comes_with_what_is_known_and_what_is_not(loaded, django_assert_num_queries):
    with django_assert_num_queries(4):
        riga = queries.partner("riga", "el")
    assert (riga.role, riga.country, riga.languages) == (PartnerRole.PARTNER, "LV", ("lv",))
    assert (riga.text["name"], riga.text.language) == ("Riga Planning Region", "en")
    assert riga.text.state == TranslationState.HUMAN
    assert (riga.region.language, riga.region.state) == ("el", TranslationState.MACHINE)
    assert len(riga.territories) == 3


def test_the_advisory_partner_has_a_seat_and_no_region(loaded):
    kmop = queries.partner("kmop", "en")
    assert (kmop.role, kmop.has_region) == (PartnerRole.ADVISORY, False)


def test_an_unknown_partner_is_none(loaded):
    assert queries.partner("navarra", "en") is None


def test_before_it_is_loaded_there_is_no_project():
    assert queries.project("en", date(2026, 1, 1)) is None


@pytest.mark.parametrize("day", [date(2023, 3, 1), date(2027, 1, 1)])
def test_the_project_takes_fourteen_queries_however_much_was_done(
    loaded, day, django_assert_num_queries
):
    with django_assert_num_queries(14):
        queries.project("el", day)


def test_the_project_as_it_stood_on_a_day(loaded):
    project = queries.project("bg", date(2024, 1, 15))
    assert (project.reference, project.title.language) == ("01C0224", "bg")
    assert (project.phase.kind, project.semester.code) == ("core", "S2")
    assert [one.day for one in project.deadlines] == [date(2024, 3, 14), date(2024, 5, 31)]
    assert len(project.aims) == 5


def test_only_what_had_happened_by_that_day_is_done(loaded):
    def meetings(day):
        found = queries.project("en", day).activities
        return next(one for one in found if one.planned == 7)

    assert len(meetings(date(2023, 5, 1)).done) == 1
    later = meetings(date(2025, 2, 1))
    assert (len(later.done), len(later.announced)) == (6, 1)
    assert later.planned_per is PlannedPer.COUNTRY
    assert later.done[0].partner["name"] == "Mazowieckie Voivodeship"


def test_a_number_that_was_not_published_is_unknown_not_zero(loaded):
    found = queries.project("en", date(2026, 1, 1)).activities
    assert None in {one.planned for one in found}
    assert 0 not in {one.planned for one in found}


def test_after_the_end_there_is_no_phase_and_nothing_due(loaded):
    project = queries.project("en", date(2027, 6, 1))
    assert (project.phase, project.semester, project.deadlines) == (None, None, ())


def test_money_is_shown_as_each_source_said_it(loaded):
    money = queries.project("en", date(2026, 1, 1)).money
    assert [(one.kind, one.said_by["name"]) for one in money][:2] == [
        ("total", "Region of Peloponnese"),
        ("total", "Mazowieckie Voivodeship"),
    ]
    assert [one.partner["name"] for one in money if one.partner] == ["Region of Peloponnese"]
