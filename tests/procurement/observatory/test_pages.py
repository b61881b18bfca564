"""The pages of the observatory: what they count, what they refuse, what each costs."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from secon.procurement.keys import notice_key
from tests.factories.procurement import LotFactory, NoticeFactory
from tests.procurement.observatory.build import archive, lot, result

pytestmark = pytest.mark.django_db
HOME = "/en/tenders/observatory/"


@pytest.fixture
def filled(tmp_path, settings):
    """Ten regions; the Peloponnese with 30 lots, three of them reserved, one silent."""
    settings.SECON_ARCHIVE = tmp_path
    lots = [lot(published=date(2023, 1 + n % 12, 5)) for n in range(26)]
    lots += [lot(reserved=("res-ws",)) for _ in range(3)]
    lots += [lot(reserved=None)]
    lots += [lot(places=(f"ES{n}",), cpv=("77310000",)) for n in (111, 112, 113, 241, 242, 431)]
    lots += [lot(places=("ES431",), reserved=("res-pub-ser",)), result(places=("ES431",))]
    return archive(tmp_path, *lots)


def get(client, page="", **query):
    answer = client.get(HOME + page, query)
    assert answer.status_code == 200
    return answer


def test_overview_tells_number_base_interval_and_silent_lots(client, filled):
    line = get(client, place="peloponnese").context["shown"]
    share = line.share
    assert (share.yes, share.known, share.silent) == (3, 29, 1)
    assert (line.percent, line.span, line.at_least) == ("10 %", "3.6 to 26 %", "10 %")


def test_few_lots_tell_their_interval_and_no_share(client, filled):
    page = get(client, place="extremadura").content.decode()
    assert "too few to say more" in page
    assert "<strong>50 %</strong>" not in page


def test_overview_reads_in_greek(client, filled):
    page = client.get("/el/tenders/observatory/?place=ES").content.decode()
    assert '<html lang="el"' in page
    assert "Ισπανία" in page


def test_region_narrows_to_itself_and_its_number_leads_to_its_lots(client, filled):
    answer = get(client, "regions/", level="2")
    first = answer.context["lines"][0][0]
    assert (first.area, first.lots) == ("EL65", 30)
    there = client.get(first.links["yes"])
    assert there.context["number"] == 3
    assert len(there.context["lots"]) == 3


def test_regions_are_ordered_by_the_lower_end_of_their_intervals(client, filled):
    lines = get(client, "regions/", level="0", order="share").context["lines"]
    assert [line.area for line, _bar in lines] == ["EL", "ES"]


def test_partners_regions_of_a_country_are_those_in_it(client, filled):
    lines = get(client, "regions/", place="ES", level="9").context["lines"]
    assert [line.area for line, _bar in lines] == ["~extremadura"]


@pytest.mark.parametrize(
    ("place", "level"), [("", 9), ("peloponnese", 3), ("EL", 2), ("EL6", 2), ("EL65", 3)]
)
def test_regions_shown_are_those_that_say_most_of_a_place(client, filled, place, level):
    form = get(client, "regions/", **({"place": place} if place else {})).context["form"]
    assert form.chosen_level == level
    assert form["level"].value() == str(level)


def test_sectors_stand_apart_from_suited_ones(client, filled):
    found = get(client, "sectors/").context
    assert {line.sector for line, _bar in found["lines"]} == {"90", "77"}
    assert found["suited"] == []


def test_months_lead_to_themselves(client, filled):
    newest = get(client, "months/").context["lines"][0][0]
    assert newest.time == "2023-12"
    assert newest.of == "first=2023-12&last=2023-12"


def test_two_regions_stand_beside_each_other(client, filled):
    found = get(client, "compare/", area=["peloponnese", "ES43"]).context
    assert [column.name for column in found["columns"]] == ["Peloponnese", "ES43, Spain"]
    assert [line.share.yes for line, _bar in found["shown"]] == [3, 1]


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ({"place": "Atlantis"}, "place", "This is no region"),
        ({"sector": "9999"}, "sector", "This is no division of CPV"),
        ({"first": "2023-13"}, "first", "Write a month"),
        ({"first": "2023-05", "last": "2023-04"}, "last", "lies before the first"),
        ({"measure": "everything"}, "measure", "Select a valid choice"),
        ({"area": ["EL", "ES", "DE", "PL", "PT"]}, "area", "At most 4 regions"),
        ({"area": ["zz"]}, "area", "zz is no region"),
    ],
)
def test_filter_that_cannot_be_read_is_refused_at_its_field(client, filled, query, field, said):
    answer = get(client, "compare/" if field == "area" else "", **query)
    assert said in str(answer.context["form"].errors[field])
    assert said in answer.content.decode()
    assert client.get(f"{HOME}overview.csv", query).status_code == 400
    assert client.get(f"{HOME}map.json", query).status_code == 400


def test_empty_fields_leave_the_address(client, filled):
    answer = client.get(HOME, {"place": "EL", "sector": "", "first": ""})
    assert (answer.status_code, answer.url) == (302, f"{HOME}?place=EL")


def test_choice_without_lots_says_so_and_is_no_zero(client, filled):
    assert "That is no zero" in get(client, place="FI").content.decode()


def test_nothing_imported_leaves_the_method(client, tmp_path, settings):
    settings.SECON_ARCHIVE = tmp_path
    assert "Nothing to count yet" in get(client).content.decode()
    assert "Wilson" in get(client, "method/").content.decode()
    for page in ("regions/", "sectors/", "months/", "compare/?area=EL", "lots/", "map.json"):
        assert client.get(HOME + page).status_code == 200


def test_no_archive_at_all_is_no_error(client, settings):
    settings.SECON_ARCHIVE = None
    for page in ("", "regions/", "sectors/", "months/", "compare/?area=EL", "lots/", "months.csv"):
        assert client.get(HOME + page).status_code == 200


def test_examples_are_shown_with_a_banner_on_ones_own_machine_only(client, tmp_path, settings):
    settings.SECON_ARCHIVE = tmp_path
    archive(tmp_path, lot(is_example=True))
    assert "Examples, not real notices" in get(client).content.decode()
    settings.SECON_LOCAL = False
    assert "Nothing to count yet" in get(client).content.decode()


def test_examples_give_way_to_real_lots(client, tmp_path, settings):
    settings.SECON_ARCHIVE = tmp_path
    archive(tmp_path, lot(is_example=True), lot())
    answer = get(client)
    assert answer.context["figures"]["call"] == 1
    assert "Examples, not real notices" not in answer.content.decode()


def test_files_hold_the_rows_of_the_page(client, filled):
    query = {"level": "2", "order": "share"}
    lines = [line for line, _bar in get(client, "regions/", **query).context["lines"]]
    text = client.get(f"{HOME}regions.csv", query).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["place"] for row in rows] == [line.area for line in lines]
    assert (rows[0]["yes"], rows[0]["answered"], rows[0]["silent"]) == ("3", "29", "1")
    whole = json.loads(client.get(f"{HOME}regions.json", query).getvalue())
    assert whole["rows"][0]["low"] == pytest.approx(0.0358, abs=1e-4)
    assert "Wilson" in whole["method"]
    sheet = client.get(f"{HOME}regions.xlsx", query)
    book = load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))
    assert book["regions"].max_row == len(rows) + 1


@pytest.mark.parametrize("wrong", ["method.csv", "overview.pdf", "lots.csv"])
def test_file_that_is_not_offered_is_not_found(client, filled, wrong):
    assert client.get(HOME + wrong).status_code == 404


def test_map_keeps_thin_regions_pale_and_tells_their_interval(client, filled):
    found = json.loads(client.get(f"{HOME}map.json", {"level": "2"}).content)["regions"]
    by_code = {region["code"]: region for region in found}
    assert by_code["EL65"]["count"] == 10.3
    assert by_code["ES43"]["count"] == 0
    assert by_code["ES43"]["said"].endswith("1 of 2 lots, too few to say more")


def test_partners_region_is_drawn_as_the_shapes_it_covers(client, filled):
    found = json.loads(client.get(f"{HOME}map.json").content)["regions"]
    assert {"EL651", "EL652", "EL653", "ES431", "ES432"} <= {region["code"] for region in found}


def test_lots_of_the_database_have_their_titles_others_their_numbers(client, tmp_path, settings):
    settings.SECON_ARCHIVE = tmp_path
    archive(tmp_path, lot(notice=71, reserved=("res-ws",)), lot(notice=72, reserved=("res-ws",)))
    notice = NoticeFactory(publication="71-2023", id=notice_key("71-2023"))
    LotFactory(notice=notice, texts={"en": "Garden upkeep"})
    page = get(client, "lots/", measure="reserved").content.decode()
    assert "Garden upkeep" in page
    assert "https://ted.europa.eu/en/notice/-/detail/72-2023" in page


def test_list_of_tenders_with_the_same_filters_is_one_step_away(client, filled):
    found = get(client, "lots/", measure="article-20", place="EL65", sector="90").context
    assert found["tender_list"] == (
        "/en/tenders/?stage=all&nuts=EL65&sector=90000000&reserved=article-20"
    )
    assert get(client, "lots/", measure="execution", sector="suited").context["tender_list"] == ""


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("?level=2", 1),
        ("regions/?level=2", 1),
        ("sectors/", 0),
        ("months/", 0),
        ("compare/?area=EL65&area=ES43", 2),
        ("map.json?level=2", 1),
        ("lots/?answer=no", 1),
    ],
)
def test_page_asks_the_database_as_often_for_many_rows_as_for_few(
    client, filled, tmp_path, settings, page, queries
):
    """``filled`` has many; one lot of two regions has few."""
    client.get(HOME + page)
    with CaptureQueriesContext(connection) as many:
        client.get(HOME + page)
    settings.SECON_ARCHIVE = tmp_path / "few"
    archive(settings.SECON_ARCHIVE, lot(places=("EL651", "ES431")))
    with CaptureQueriesContext(connection) as few:
        client.get(HOME + page)
    assert (len(many), len(few)) == (queries, queries)


@pytest.mark.parametrize("number", [1, 3])
def test_lots_take_as_many_queries_for_three_as_for_one(client, tmp_path, settings, number):
    settings.SECON_ARCHIVE = tmp_path
    archive(tmp_path, *(lot(notice=80 + n, reserved=("res-ws",)) for n in range(number)))
    for n in range(number):
        publication = f"{80 + n}-2023"
        LotFactory(notice=NoticeFactory(publication=publication, id=notice_key(publication)))
    client.get(f"{HOME}lots/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{HOME}lots/")
    assert len(queries) == 6


def test_every_page_can_be_shared_and_tells_its_source(client, filled):
    for page in ("", "regions/", "sectors/", "months/", "compare/", "lots/", "method/"):
        text = client.get(HOME + page).content.decode()
        assert "Publications Office of the European Union" in text
        assert " style=" not in text
