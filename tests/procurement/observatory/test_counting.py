"""What is counted of an archive made by hand, figure by figure."""

from datetime import date

import polars as pl
import pytest

from secon.procurement.observatory import files, rolling
from secon.procurement.observatory.measures import MEASURES, Answer
from secon.procurement.observatory.reading import TERRITORIES, Observatory, Selection, Step
from secon.procurement.observatory.rolling import CELLS, LOTS, ROLLED
from tests.procurement.observatory.build import archive, lot, result, sign

WHOLE = Selection()


def share(observatory, measure, selection=WHOLE):
    found = observatory.total(selection).share(MEASURES[measure])
    return found.yes, found.known, found.asked, found.doubtful


def test_silent_buyer_is_unknown_and_not_no(tmp_path):
    found = archive(tmp_path, lot(reserved=("res-ws",)), lot(reserved=()), lot(reserved=None))
    assert share(found, "reserved") == (1, 2, 3, 0)


def test_lot_whose_form_has_no_field_is_not_asked(tmp_path):
    older = {"format": "TED_EXPORT R2.0.9", "reserved": None, "social": None, "strategic": None}
    found = archive(tmp_path, lot(**older), lot(**older | {"reserved": ("res-ws",)}))
    assert share(found, "reserved") == (1, 1, 1, 0)
    assert share(found, "objective") == (0, 0, 0, 0)


def test_articles_are_told_apart_over_the_same_lots(tmp_path):
    found = archive(
        tmp_path,
        lot(reserved=("res-ws",)),
        lot(reserved=("res-pub-ser",)),
        lot(reserved=("res-ws", "res-pub-ser")),
        lot(),
    )
    assert share(found, "article-20") == (2, 4, 4, 0)
    assert share(found, "article-77") == (2, 4, 4, 0)
    assert share(found, "reserved") == (3, 4, 4, 0)


def test_doubtful_objective_is_known_and_no_yes(tmp_path):
    doubt = sign("social-objective", "opp", doubt="not-borne-out")
    found = archive(
        tmp_path,
        lot(social=("opp",), signs=(sign("social-objective", "opp"),)),
        lot(social=("opp",), signs=(doubt,)),
        lot(social=("opp", "gen-eq"), signs=(doubt, sign("social-objective", "gen-eq"))),
        lot(social=None, strategic=()),
        lot(social=None, strategic=None),
    )
    assert share(found, "objective") == (2, 4, 5, 1)


def test_clause_that_binds_is_told_from_a_mention(tmp_path):
    binds = sign("clause", "work-integration", use="award-criterion")
    mention = sign("mention", "labour-rights", use="mention")
    found = archive(
        tmp_path,
        lot(signs=(binds, mention)),
        lot(signs=(mention,)),
        lot(),
        lot(language="fi", signs=(binds,)),
        lot(was_searched=False),
    )
    assert share(found, "clause") == (1, 3, 5, 0)
    assert share(found, "mention") == (1, 3, 5, 0)


def test_social_services_are_shares_of_all_lots_of_calls(tmp_path):
    service = sign("social-service", "85000000")
    found = archive(tmp_path, lot(signs=(service,)), lot(), result(signs=(service,)))
    assert share(found, "service") == (1, 2, 2, 0)


def test_winner_is_found_by_its_number(tmp_path):
    lots = (
        result(keys=("EL1",)),
        result(keys=("EL2", "EL1")),
        result(keys=("EL2",)),
        result(),
        result(winners=()),
    )
    found = archive(tmp_path, *lots, social=frozenset({"EL1", "EL9"}))
    assert share(found, "winner") == (2, 3, 4, 0)
    assert found.total(WHOLE)["result"] == 5


def test_without_a_directory_winners_are_unknown(tmp_path):
    assert share(archive(tmp_path, result(keys=("EL1",))), "winner") == (0, 0, 1, 0)


def test_directory_that_changed_is_counted_anew(tmp_path):
    archive(tmp_path, result(keys=("EL1",)), social=frozenset({"EL2"}))
    rolling.roll_up(tmp_path, social_enterprises=frozenset({"EL1"}))
    assert share(Observatory(tmp_path), "winner") == (1, 1, 1, 0)


def test_superseded_version_is_not_counted_twice(tmp_path):
    found = archive(tmp_path, lot(is_current=False), lot(published=date(2023, 12, 1)))
    assert found.total(WHOLE)["call"] == 1
    assert list(found.by_time(WHOLE)) == ["2023-12"]


def test_groups_of_lots_and_plans_are_not_counted(tmp_path):
    found = archive(tmp_path, lot(), lot(lot_kind="group"), lot(stage="planning"))
    assert found.total(WHOLE)["call"] == 1


def test_examples_are_never_counted_with_real_lots(tmp_path):
    found = archive(tmp_path, lot(), lot(is_example=True), lot(is_example=True))
    assert found.total(WHOLE)["call"] == 1
    assert found.total(Selection(examples=True))["call"] == 2


def test_calls_are_notices_and_lots_are_lots(tmp_path):
    found = archive(tmp_path, *(lot(notice=7, index=i) for i in range(3)), lot(notice=8))
    figures = found.total(WHOLE)
    assert (figures["calls"], figures["call"]) == (2, 4)


def test_lot_in_two_regions_counts_once_in_what_holds_both(tmp_path):
    found = archive(tmp_path, lot(places=("EL651", "EL652", "ES431")), lot(places=("EL30",)))
    assert found.total(WHOLE)["call"] == 2
    by_level = {
        level: {
            area: figures["call"] for area, figures in found.by_area(WHOLE, level=level).items()
        }
        for level in (0, 1, 2, 3, TERRITORIES)
    }
    assert by_level[0] == {"EL": 2, "ES": 1}
    assert by_level[1] == {"EL3": 1, "EL6": 1, "ES4": 1}
    assert by_level[2] == {"EL30": 1, "EL65": 1, "ES43": 1}
    assert by_level[3] == {"EL651": 1, "EL652": 1, "ES431": 1}
    assert by_level[TERRITORIES] == {"~peloponnese": 1, "~extremadura": 1}


def test_lot_without_a_region_counts_in_its_country_and_no_region(tmp_path):
    found = archive(tmp_path, lot(places=("EL",), rung="country"), lot(places=(), country="EL"))
    assert found.by_area(WHOLE, level=0)["EL"]["call"] == 2
    assert found.by_area(WHOLE, level=2) == {}
    assert found.total(WHOLE)["rung_country"] == 1


def test_sector_is_the_division_of_the_main_code_and_suited_ones(tmp_path):
    suited = sign("suited-sector", "77310000")
    found = archive(
        tmp_path,
        lot(cpv=("77310000", "90910000"), signs=(suited,)),
        lot(cpv=("90910000",)),
        lot(cpv=()),
    )
    counts = {sector: figures["call"] for sector, figures in found.by_sector(WHOLE).items()}
    assert counts == {"77": 1, "90": 1, "?": 1, "+": 1, "+77310000": 1}
    assert found.total(Selection(sector="+"))["call"] == 1


def test_time_is_counted_by_month_quarter_and_year(tmp_path):
    days = (date(2023, 1, 5), date(2023, 3, 1), date(2023, 4, 1), date(2024, 4, 1))
    found = archive(tmp_path, *(lot(published=day) for day in days))
    steps = {step: [*found.by_time(WHOLE, step=step)] for step in Step}
    assert steps[Step.MONTH] == ["2023-01", "2023-03", "2023-04", "2024-04"]
    assert steps[Step.QUARTER] == ["2023-Q1", "2023-Q2", "2024-Q2"]
    assert steps[Step.YEAR] == ["2023", "2024"]
    assert found.total(Selection(first="2023-03", last="2023-12"))["call"] == 2


@pytest.mark.parametrize(
    ("group", "expected"),
    [(Answer.YES, 1), (Answer.NO, 2), (Answer.DOUBTFUL, 1), (Answer.SILENT, 1), (Answer.ASKED, 5)],
)
def test_lots_behind_a_number_are_as_many_as_it_says(tmp_path, group, expected):
    doubt = sign("reserved-participation", "res-ws", doubt="not-borne-out")
    found = archive(
        tmp_path,
        lot(reserved=("res-ws",)),
        lot(reserved=("res-ws",), signs=(doubt,)),
        lot(),
        lot(),
        lot(reserved=None),
        lot(places=("ES431",)),
        result(),
    )
    here = Selection(area="EL65", sector="90")
    lots = found.lots(here, MEASURES["reserved"], group, start=0, size=50)
    assert len(lots) == expected


def test_only_months_whose_days_changed_are_counted_anew(tmp_path):
    one, other = lot(), lot(published=date(2024, 2, 1))
    archive(tmp_path, one, other)
    files.write_day(tmp_path, one.published, [])
    rolled = rolling.roll_up(tmp_path, social_enterprises=())
    assert (rolled.months, rolled.removed) == ((), ("2023-11",))
    assert Observatory(tmp_path).total(WHOLE)["call"] == 1
    assert rolling.roll_up(tmp_path, social_enterprises=()).months == ()


def test_rolling_up_in_steps_gives_what_one_go_gives(tmp_path):
    lots = [lot(published=date(2023, month, 3), places=("EL651", "BE241")) for month in (1, 2, 5)]
    archive(tmp_path / "once", *lots)
    for one in lots:
        archive(tmp_path / "steps", one)
    for name in (CELLS, LOTS):
        once, steps = (pl.read_parquet(tmp_path / way / ROLLED / name) for way in ("once", "steps"))
        assert once.equals(steps)


def test_file_of_an_older_version_is_left_out(tmp_path):
    archive(tmp_path, lot())
    path = files.day_file(tmp_path, date(2023, 11, 20))
    pl.read_parquet(path).write_parquet(path, metadata={"secon.archive": "1"})
    rolling.roll_up(tmp_path, social_enterprises=())
    assert Observatory(tmp_path).extent(examples=False) is None


def test_archive_that_is_not_there_has_nothing(tmp_path):
    found = Observatory(tmp_path / "nowhere")
    assert found.extent(examples=False) is None
    assert found.total(WHOLE)["call"] == 0
    assert found.version() == 0
