"""The home page: every figure counted, with what it is a share of, or unknown."""

from datetime import date

import pytest

from secon.procurement.domain import queries
from secon.procurement.enums import SourceKind
from secon.web.domain import home
from tests.factories import procurement as tenders
from tests.factories import web as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def busiest_day(settings):
    """Lists stand on the day with most open lots, as in local settings."""
    settings.SECON_LISTS_START_ON_BUSIEST_DAY = True


def page(client, address="/en/"):
    return " ".join(client.get(address).content.decode().split())


def test_figures_of_tenders_are_unknown_before_an_import(client, trees, partnership):
    html = page(client)

    assert "open lots: no tenders have been imported" in html
    assert "No tenders have been imported yet" in html
    assert '<p class="stat__value">0</p>' not in html


def test_a_share_says_what_it_is_a_share_of(client, trees, partnership, imported, busiest_day):
    tenders.LotFactory(reserved_lot=True)
    tenders.LotFactory(reserved=False)
    tenders.LotFactory(reserved=None)

    html = page(client)

    assert '<p class="stat__value">3</p>' in html
    assert "of 2 open lots whose buyer answered are reserved" in html


def test_a_figure_links_to_the_list_behind_it(client, trees, partnership, imported, busiest_day):
    tenders.LotFactory(reserved_lot=True)

    html = page(client)

    assert (
        'href="/en/tenders/?reserved=article-20&amp;reserved=article-77&amp;on=2023-11-20"' in html
    )


def test_examples_are_marked(client, trees, partnership, busiest_day):
    tenders.ImportRunFactory(source_kind=SourceKind.EXAMPLES)
    tenders.LotFactory(reserved_lot=True, notice__is_example=True)

    html = page(client)

    assert "None of them is real." in html
    assert ">Example</span>" in html


def test_meetings_known_stand_beside_meetings_planned(client, trees, partnership, imported):
    assert "of 63 planned stakeholder meetings are known to have been held" in page(client)


def test_what_nobody_published_is_unknown(client, trees, partnership, imported):
    html = page(client)

    assert "whether the 2 planned pilot actions have begun" in html


def test_the_nine_regions_are_offered_on_the_map_and_in_the_search(client, trees, partnership):
    html = page(client)

    listed = html.partition('class="regions__list"')[2].partition("</ul>")[0]
    assert listed.count("<li>") == 9
    assert '<option value="haskovo">Haskovo</option>' in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_record_as_for_three(
    client, trees, partnership, imported, busiest_day, django_assert_num_queries, count
):
    for number in range(count):
        tenders.LotFactory(reserved_lot=True)
        make.news(f"Item {number}")
    client.get("/en/")  # finds the busiest day

    with django_assert_num_queries(17):
        html = page(client)

    assert html.count('class="entry"') == 2 * count


def test_figures_before_the_partnership_is_loaded_are_zero_and_unplanned():
    figures = home.figures(tenders=queries.counts(date(2023, 12, 1)))

    assert (figures.partners, figures.meetings.known, figures.meetings.planned) == (0, 0, None)


def test_figures_and_notices_are_those_of_the_last_import(client, trees, imported, busiest_day):
    tenders.LotFactory(reserved_lot=True, social_objective=True)
    assert client.get("/en/").context["figures"].tenders.open_lots == 1

    second = tenders.LotFactory(reserved_lot=True)
    before = client.get("/en/").context
    tenders.ImportRunFactory()
    after = client.get("/en/").context

    assert (before["figures"].tenders.open_lots, len(before["notices"])) == (1, 1)
    assert (after["figures"].tenders.open_lots, len(after["notices"])) == (2, 2)
    assert after["notices"][0][0].publication == second.notice.publication


def test_a_notice_that_is_gone_since_the_last_import_is_left_out(
    client, trees, imported, busiest_day
):
    lot = tenders.LotFactory(reserved_lot=True)
    tenders.LotFactory(reserved_lot=True)
    assert len(client.get("/en/").context["notices"]) == 2
    lot.delete()
    assert len(client.get("/en/").context["notices"]) == 1
