"""The organisations that SECON's sources name: listed as published, and no more."""

import tomllib
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from secon.enterprises.domain import start_content
from secon.enterprises.enums import Family, Group, State
from secon.enterprises.models import Enterprise
from secon.kernel.enums import TranslationState
from secon.partnership.domain.territories import territory_of
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.partnership import PartnerFactory

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ROWS = tomllib.loads(start_content.KNOWN.read_text())["organisations"]
KEYS = {
    *("name", "other_names", "country", "nuts", "town", "partner", "family", "serves"),
    *("said", "summary", "language", "translated", "sources"),
}


def test_the_file_says_nothing_but_what_is_taken_over() -> None:
    assert {key for row in ROWS for key in row} - KEYS == set()


def test_every_organisation_has_its_source() -> None:
    assert [row["name"] for row in ROWS if not all(map(_is_address, row["sources"]))] == []
    assert [row["name"] for row in ROWS if not row["sources"]] == []


def test_names_come_once() -> None:
    assert len({row["name"] for row in ROWS}) == len(ROWS)


def test_families_and_groups_are_of_the_lists() -> None:
    assert {row["family"] for row in ROWS if "family" in row} <= set(Family.values)
    assert {group for row in ROWS for group in row.get("serves", ())} <= set(Group.values)


def test_partners_are_of_the_country_of_the_organisation() -> None:
    for row in ROWS:
        if "partner" in row:
            territory = territory_of(row["partner"])
            assert territory is not None
            assert territory.country == row["country"]


@pytest.mark.django_db
def test_known_organisations_are_listed_not_verified_and_no_examples() -> None:
    start_content.load_known(now=NOW)

    found = Enterprise.objects.values_list("state", "is_example", "verified_on")
    assert set(found) == {(State.LISTED, False, None)}
    assert Enterprise.objects.count() == len(ROWS)


@pytest.mark.django_db
def test_what_no_source_says_stays_unknown() -> None:
    start_content.load_known(now=NOW)

    found = Enterprise.objects.get(name="Remudarte")
    assert (found.family, found.social_enterprise, found.founded) == ("", "", None)
    assert (found.town, found.lon, found.company_number, found.website) == ("", None, "", "")
    assert found.statuses.count() == found.offers.count() == 0


@pytest.mark.django_db
def test_the_source_stands_with_the_entry() -> None:
    start_content.load_known(now=NOW)

    found = Enterprise.objects.get(name="Oostrem")
    assert found.sources == {"": ["https://www.enthu.be/people-made/doorstart"]}
    assert (found.town, found.nuts) == ("Herent", "BE24")


@pytest.mark.django_db
def test_texts_of_the_region_are_marked_as_made_by_machine() -> None:
    start_content.load_known(now=NOW)

    text = Enterprise.objects.get(name="Gold Serwis").best("pl", "summary")
    assert text.state == TranslationState.MACHINE
    assert text["summary"] == "Spółdzielnia socjalna założona przez powiat i dwie gminy wiejskie."


@pytest.mark.django_db
def test_entries_belong_to_the_partner_that_named_them() -> None:
    mazovia = PartnerFactory(slug="mazowieckie")

    start_content.load_known(now=NOW)

    assert set(Enterprise.objects.of(mazovia).values_list("name", flat=True)) == {
        row["name"] for row in ROWS if row.get("partner") == "mazowieckie"
    }


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    start_content.load_known(now=NOW)
    before = list(Enterprise.objects.order_by("pk").values_list("pk", "version"))

    loaded = start_content.load_known(now=NOW)

    assert (loaded.there, loaded.added) == (len(ROWS), 0)
    assert list(Enterprise.objects.order_by("pk").values_list("pk", "version")) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "renamed",
    [{"name": "GOLD SERWIS"}, {"name": "Złoty Serwis", "other_names": ["Gold Serwis"]}],
)
def test_an_organisation_under_another_spelling_or_name_is_not_listed_again(renamed) -> None:
    start_content.load_known(now=NOW)
    Enterprise.objects.filter(name="Gold Serwis").delete()
    EnterpriseFactory(
        country="PL", name_key="gold serwis" if "other_names" not in renamed else "", **renamed
    )

    assert start_content.load_known(now=NOW).added == 0


@pytest.mark.django_db
def test_the_command_works_outside_local_settings(settings) -> None:
    settings.SECON_LOCAL = False
    said = StringIO()

    call_command("load_known_enterprises", stdout=said)

    assert said.getvalue() == f"Known enterprises: {len(ROWS)} listed, 0 were there.\n"


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))
