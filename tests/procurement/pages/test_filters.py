"""Every filter of the list finds what it should and nothing else."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from secon.partnership.domain.territories import territories
from secon.procurement.enums import SignalKind, Stage
from secon.procurement.models import LotPlace, LotText
from tests.factories.procurement import LotFactory, NoticeFactory
from tests.procurement.pages.conftest import with_signal

pytestmark = pytest.mark.django_db


def number(lot) -> str:
    return lot.notice.publication


def placed(nuts="", **place):
    lot = LotFactory(places=())
    LotPlace.objects.create(lot=lot, nuts=nuts, country=place.pop("country", nuts[:2]), **place)
    return lot


def test_region_finds_places_inside_the_territory_only(listed):
    inside, above = placed("EL653"), placed("EL65")
    placed("EL64"), placed("EL6"), placed("EL"), placed("BG422")
    assert sorted(listed(region="peloponnese")) == sorted(map(number, (inside, above)))


def test_several_regions_add_up(listed):
    south, east = placed("EL653"), placed("BG422")
    placed("PL911")
    found = listed(region=["peloponnese", "haskovo"])
    assert sorted(found) == sorted(map(number, (south, east)))


def test_a_municipality_needs_its_name_or_its_postal_code_beside_the_region(listed):
    home = next(t for t in territories() if t.municipality)
    by_name = placed("PT11A", city=home.municipality.upper())
    placed("PT11A", city="Porto", postal_code="4000-001")
    placed("PT170", city=home.municipality)
    assert listed(region=home.slug) == [number(by_name)]


def test_a_click_on_the_map_narrows_to_its_code(listed):
    inside = placed("EL651")
    placed("EL652"), placed("EL")
    assert listed(nuts="EL651") == [number(inside)]


def test_delivery_country_is_that_of_a_place_not_of_the_buyer(listed):
    there = LotFactory(places=("BG422",), notice__country="EL")
    LotFactory(places=("EL651",), notice__country="BG")
    assert listed(country="BG") == [number(there)]


def test_sector_includes_what_lies_below_it_and_additional_codes(listed):
    below = LotFactory(cpv="90911200", codes=("90911200",))
    additional = LotFactory(cpv="45000000", codes=("45000000", "90919200"))
    LotFactory(cpv="90900000", codes=("90900000",))
    LotFactory(cpv="90920000", codes=("90920000",))
    assert sorted(listed(sector="90910000")) == sorted(map(number, (below, additional)))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("article-20", ["article-20"]),
        ("article-77", ["article-77"]),
        ("execution", ["execution"]),
        (["article-20", "execution"], ["article-20", "execution"]),
    ],
)
def test_the_three_ways_of_reserving_are_told_apart(listed, wanted, expected):
    made = {
        "article-20": with_signal(SignalKind.RESERVED_PARTICIPATION, "res-ws", reserved=True),
        "article-77": with_signal(SignalKind.RESERVED_PARTICIPATION, "res-pub-ser", reserved=True),
        "execution": with_signal(SignalKind.RESERVED_EXECUTION, "yes", reserved_execution=True),
        "none": LotFactory(reserved=False, reserved_execution=False),
        "unknown": LotFactory(reserved=None, reserved_execution=None),
    }
    assert sorted(listed(reserved=wanted)) == sorted(number(made[kind]) for kind in expected)


def test_signals_find_any_of_the_kinds_asked_for(listed):
    social = with_signal(SignalKind.SOCIAL_OBJECTIVE, "opp")
    green = with_signal(SignalKind.GREEN, "circ-econ")
    with_signal(SignalKind.INNOVATION, "proc-innov")
    LotFactory()
    found = listed(signal=["social-objective", "green"])
    assert sorted(found) == sorted(map(number, (social, green)))


def closing(day: int, hour: int = 10):
    return LotFactory(deadline=datetime(2023, 12, day, hour, tzinfo=UTC))


def test_deadline_within_days_of_the_lists_day(listed):
    soon = closing(8)
    closing(9)
    assert listed(within=7) == [number(soon)]


def test_deadline_between_two_days_of_brussels(listed):
    last_minute = closing(5, 22)  # 23:00 in Brussels
    closing(5, 23)  # already the 6th there
    closing(3)
    assert listed(closes_from="2023-12-05", closes_to="2023-12-05") == [number(last_minute)]


def test_value_speaks_of_one_currency(listed):
    euro = LotFactory(value=Decimal(60_000), currency="EUR")
    leva = LotFactory(value=Decimal(60_000), currency="BGN")
    LotFactory(value=None, currency="", value_eur=None)
    LotFactory(value=Decimal(40_000)), LotFactory(value=Decimal(90_000))
    assert listed(value_min=50_000, value_max=70_000) == [number(euro)]
    assert listed(value_min=50_000, value_max=70_000, currency="BGN") == [number(leva)]


def test_language_means_that_the_lot_speaks_it(listed):
    greek = LotFactory(texts={"el": "Καθαρισμός", "en": "Cleaning"})
    LotFactory(texts={"en": "Cleaning"})
    assert listed(language="el") == [number(greek)]


def test_sme_suitable_finds_a_stated_yes_only(listed):
    suited = LotFactory(sme_suitable=True)
    LotFactory(sme_suitable=False), LotFactory(sme_suitable=None)
    assert listed(sme="on") == [number(suited)]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("καθαρισμοσ σχολειων", "Καθαρισμός σχολείων"),
        ("σχολ", "Καθαρισμός σχολείων"),
        ("uslugi sprzatania", "Usługi sprzątania"),
        ("ATENCIÓN", "Servicio de atención domiciliaria"),
        ("почистване", "Почистване на сгради"),
    ],
)
def test_words_are_found_without_case_accents_and_endings(listed, query, title):
    found = LotFactory(texts={"el": title})
    LotFactory(texts={"el": "Something else"})
    assert listed(q=query) == [number(found)]


@pytest.mark.parametrize("query", ['"', "* OR x", "')", "NEAR(", "a" * 100, "-"])
def test_words_are_words_whatever_their_signs(listed, query):
    LotFactory()
    assert listed(q=query) == []


def test_every_word_must_be_there(listed):
    both = LotFactory(texts={"en": "Cleaning of schools"})
    LotFactory(texts={"en": "Cleaning"})
    assert listed(q="schools cleaning") == [number(both)]


def test_words_of_the_notice_find_its_lots(listed):
    lot = LotFactory(texts={"es": "Lote 1"}, notice__texts={"es": "Limpieza de edificios"})
    LotFactory(texts={"es": "Lote 1"}, notice__texts={"es": "Comedores"})
    assert listed(q="limpieza") == [number(lot)]


def test_words_follow_a_text_that_changes_or_goes(listed):
    lot = LotFactory(texts={"en": "Cleaning"})
    LotText.objects.filter(lot=lot).update(title="Catering")
    assert listed(q="cleaning") == []
    assert listed(q="catering") == [number(lot)]
    LotText.objects.filter(lot=lot).delete()
    assert listed(q="catering") == []


def test_filters_narrow_each_other(listed):
    both = with_signal(
        SignalKind.RESERVED_PARTICIPATION, "res-ws", reserved=True, places=("EL651",)
    )
    with_signal(SignalKind.RESERVED_PARTICIPATION, "res-ws", reserved=True, places=("BG422",))
    LotFactory(places=("EL651",))
    found = listed(reserved="article-20", region="peloponnese")
    assert found == [number(both)]


# The day


def test_a_list_stands_as_it_stood_on_its_day(listed):
    lot = LotFactory(notice__published=date(2023, 11, 20), open_until=date(2023, 12, 20))
    assert listed(on="2023-11-19") == []
    assert listed(on="2023-11-20") == [number(lot)]
    assert listed(on="2023-12-20") == [number(lot)]
    assert listed(on="2023-12-21") == []


def test_a_call_without_a_known_deadline_is_not_called_open(listed):
    lot = LotFactory(deadline=None, deadline_day=None, open_until=None)
    assert listed() == []
    assert listed(stage="all") == [number(lot)]


def test_stages_are_told_apart(listed):
    call = LotFactory()
    planned = LotFactory(
        notice__stage=Stage.PLANNING, deadline=None, deadline_day=None, open_until=None
    )
    result = LotFactory(notice__stage=Stage.RESULT, result=True)
    assert listed() == [number(call)]
    assert listed(stage="planned") == [number(planned)]
    assert listed(stage="results") == [number(result)]
    assert sorted(listed(stage="all")) == sorted(map(number, (call, planned, result)))


def test_a_version_replaced_later_still_stood_before(listed):
    new = NoticeFactory(stage=Stage.RESULT, published=date(2023, 11, 28))
    old = LotFactory(
        result=True,
        is_current=False,
        notice__stage=Stage.RESULT,
        notice__superseded_by=new,
    )
    assert listed(stage="results", on="2023-11-27") == [number(old)]
    assert listed(stage="results", on="2023-11-28") == []


def test_groups_of_lots_are_not_lots(listed):
    LotFactory(kind="group")
    assert listed() == []
