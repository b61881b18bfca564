"""Coverage counts what is listed and compares only what counts the same thing in the same place."""

from datetime import date

import pytest

from secon.enterprises import frames
from secon.enterprises.domain.coverage import RegionCoverage, Share, WhyNot, compared, coverage
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory
from tests.factories.partnership import PartnerFactory

TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def riga():
    return PartnerFactory(slug="riga", country="LV", original_language="lv")


def of_riga() -> RegionCoverage:
    return next(one for one in coverage(today=TODAY) if one.territory.slug == "riga")


def holder(partner, *, code="lv-su", valid_from=date(2025, 1, 1), valid_to=None, **fields):
    enterprise = EnterpriseFactory(country="LV", nuts="LV006", partner=partner, **fields)
    EnterpriseStatusFactory(
        enterprise=enterprise, code=code, valid_from=valid_from, valid_to=valid_to
    )
    return enterprise


def by_code(row: RegionCoverage):
    return {known.held.code: known for known in row.known}


def test_nine_regions_in_the_order_of_the_partners_even_when_nothing_is_stored():
    rows = coverage(today=TODAY)
    assert [row.territory.slug for row in rows][:3] == [
        "peloponnese",
        "rhine-neckar",
        "flemish-brabant",
    ]
    assert [(row.listed, row.verified, row.recheck) for row in rows] == [(0, 0, 0)] * 9


def test_listed_verified_and_to_be_checked_again_are_counted_apart(riga):
    EnterpriseFactory(partner=riga)
    EnterpriseFactory(partner=riga, verified=True)
    EnterpriseFactory(partner=riga, verified=True, check_again_on=TODAY)
    row = of_riga()
    assert (row.listed, row.verified, row.recheck, row.unverified) == (3, 1, 1, 1)


@pytest.mark.parametrize(
    "fields", [{"proposed": True}, {"declined": True}, {"ended": True}, {"is_example": True}]
)
def test_what_the_directory_does_not_list_and_examples_are_not_counted(riga, fields):
    holder(riga, **fields)
    row = of_riga()
    assert (row.listed, by_code(row)["lv-riga"].share) == (0, Share(0, 158))


def test_entries_outside_every_region_are_not_counted():
    EnterpriseFactory(partner=None)
    assert sum(row.listed for row in coverage(today=TODAY)) == 0


def test_a_share_compares_holders_of_the_status_in_the_same_area(riga):
    holder(riga)
    holder(riga, code="pl-ps")
    EnterpriseFactory(partner=riga)
    known = by_code(of_riga())["lv-riga"]
    assert (known.share, known.why_not) == (Share(1, 158), None)
    assert known.share.percent == 0.6


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "counted"),
    [
        (None, None, 1),
        (TODAY, None, 1),
        (date(2026, 6, 2), None, 0),
        (date(2020, 1, 1), TODAY, 1),
        (date(2020, 1, 1), date(2026, 5, 31), 0),
    ],
)
def test_a_status_counts_while_it_is_held(riga, valid_from, valid_to, counted):
    holder(riga, valid_from=valid_from, valid_to=valid_to)
    assert by_code(of_riga())["lv-riga"].share == Share(counted, 158)


def test_an_enterprise_that_held_a_status_twice_is_one_holder(riga):
    enterprise = holder(riga)
    EnterpriseStatusFactory(enterprise=enterprise, code="lv-su", valid_from=date(2026, 1, 1))
    assert by_code(of_riga())["lv-riga"].share == Share(1, 158)


def test_a_national_number_gives_a_region_no_share(riga):
    holder(riga)
    known = by_code(of_riga())
    assert [(code, one.why_not) for code, one in known.items() if code != "lv-riga"] == [
        ("lv-2023", WhyNot.AREA),
        ("lv-later", WhyNot.AREA),
    ]


def test_a_number_of_other_things_gives_no_share():
    known = {
        one.held.code: one.why_not
        for row in coverage(today=TODAY)
        if row.territory.slug == "flemish-brabant"
        for one in row.known
    }
    assert known == {"be-brabant": WhyNot.KIND, "be-flanders": WhyNot.AREA}


def test_more_listed_than_known_is_said_and_no_share_above_all():
    held = next(one for one in frames.held() if one.code == "lv-riga")
    assert compared(held, "riga", 159).why_not == WhyNot.FEWER
    assert compared(held, "riga", 158).share.percent == 100.0


def test_numbers_of_another_region_are_left_out():
    assert [one.code for one in frames.held_in("LV", "elsewhere")] == ["lv-2023", "lv-later"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_coverage_takes_two_queries(riga, item_count, django_assert_num_queries):
    for _number in range(item_count):
        holder(riga)
    with django_assert_num_queries(2):
        coverage(today=TODAY)
