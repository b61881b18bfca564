"""Regions: who, where, and what is not known."""

import pytest
from django.core.management import call_command

from secon.partnership.models import Partner
from secon.web.domain import regions
from tests.factories import procurement as tenders

pytestmark = pytest.mark.django_db


def gaps(slug):
    return {gap.what for gap in regions.profile(slug, language="en").gaps}


def test_there_are_nine_regions_in_the_readers_order(partnership):
    english = [place.name for place in regions.listing(language="en")[0]]
    greek = [place.name for place in regions.listing(language="el")[0]]

    assert len(english) == 9
    assert english == [
        "Extremadura",
        "Flemish Brabant",
        "Harghita County",
        "Haskovo",
        "Mazovia",
        "Oliveira de Azeméis",
        "Peloponnese",
        "Rhine-Neckar metropolitan region",
        "Riga planning region",
    ]
    assert greek == [
        "Εστρεμαδούρα",
        "Μαζοβία",
        "Μητροπολιτική περιφέρεια Ρήνου-Νέκαρ",
        "Νομός Χαργκίτα",
        "Ολιβέιρα ντε Αζεμέις",
        "Πελοπόννησος",
        "Περιφέρεια σχεδιασμού Ρίγας",
        "Φλαμανδική Βραβάντη",
        "Χάσκοβο",
    ]


def test_regions_keep_their_english_names_before_the_partnership_is_loaded():
    place = regions.listing(language="el")[0][0]

    assert (place.name, place.partner, place.name_language) == ("Extremadura", None, "en")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_partner_as_for_three(
    client, trees, partnership, django_assert_num_queries, count
):
    kept = Partner.objects.order_by("number")[:count].values_list("pk", flat=True)
    Partner.objects.exclude(pk__in=list(kept)).update(live=False)

    with django_assert_num_queries(2):
        client.get("/en/regions/")


def test_a_missing_instrument_is_a_gap(partnership):
    assert "The policy instrument the partner wants to improve" in gaps("haskovo")


def test_an_inferred_instrument_is_a_gap_of_another_kind(partnership):
    found = gaps("peloponnese")

    assert "Whether the project addresses exactly this policy instrument" in found
    assert "The policy instrument the partner wants to improve" not in found


def test_a_published_instrument_is_no_gap(partnership):
    profile = regions.profile("mazowieckie", language="en")

    assert profile.instrument.instrument.name == "Fundusze Europejskie dla Mazowsza 2021-2027"
    assert not {what for what in gaps("mazowieckie") if "instrument" in what}


def test_meetings_are_counted_from_records(partnership):
    profile = regions.profile("mazowieckie", language="en")

    assert (profile.meetings_held, profile.meetings_planned) == (5, 7)
    assert "Meetings of the regional stakeholder group" not in gaps("mazowieckie")
    assert "Meetings of the regional stakeholder group" in gaps("riga")


def test_codes_that_changed_in_2024_name_their_counterparts(partnership):
    lines = regions.profile("riga", language="en").codes

    assert [
        (line.row.code, line.only_version, [other.code for other in line.counterparts])
        for line in lines
    ] == [
        ("LV006", "2021", ["LV00A"]),
        ("LV007", "2021", ["LV00A", "LV00B", "LV00C"]),
        ("LV00A", "2024", ["LV006", "LV007"]),
    ]


def test_a_region_page_says_what_is_not_known(client, trees, partnership, imported):
    html = client.get("/en/regions/haskovo/").content.decode()

    assert "What is not known" in html
    assert "It is not named on any public page we found." in html
    assert "open lots: no notice at hand is about this region" in html
    assert '<p class="stat__value">0</p>' not in html


def test_a_region_page_keeps_the_history_of_names(client, trees, partnership):
    html = client.get("/en/regions/extremadura/").content.decode()

    assert "Consejería de Agricultura, Desarrollo Rural, Población y Territorio" in html
    assert "named so on 23 October 2024" in html.replace("Oct. 23, 2024", "23 October 2024")


def test_a_region_page_says_what_kind_of_territory_it_is(client, trees, partnership):
    call_command("load_places", verbosity=0)

    html = client.get("/en/regions/haskovo/").content.decode()

    assert "small regions (NUTS 3, 2021)" in html
    assert "the statistical regions are not loaded" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_a_region_page_asks_as_often_for_one_lot_as_for_three(
    client, trees, partnership, imported, settings, django_assert_num_queries, count
):
    settings.SECON_LISTS_START_ON_BUSIEST_DAY = True
    for _ in range(count):
        tenders.LotFactory(reserved_lot=True)
    client.get("/en/regions/peloponnese/")  # finds the busiest day

    with django_assert_num_queries(34):
        html = client.get("/en/regions/peloponnese/").content.decode()

    assert html.count('class="entry"') == count
