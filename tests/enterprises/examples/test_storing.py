"""Examples in the database: as drafted, marked, and never outside local settings."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from secon.enterprises.checks import examples_in_production
from secon.enterprises.domain import (
    crowd,
    flattening,
    start_content,
    storing,
    verification,
    versions,
)
from secon.enterprises.enums import State
from secon.enterprises.examples import entry_of, generate, regions
from secon.enterprises.models import Check, Enterprise, Offer
from secon.kernel.enums import TranslationState
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.partnership import PartnerFactory

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = date(2026, 5, 4)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts():
    return list(generate(45, seed=4, regions=regions(), today=TODAY))


def test_a_stored_example_flattens_to_its_draft(drafts) -> None:
    for slug in regions():
        PartnerFactory(slug=slug)

    storing.store(drafts=drafts, now=NOW)

    public = [draft for draft in drafts if draft.state != State.ENDED]
    stored = {entry.names[0]: entry for entry in flattening.listed_entries()}
    assert stored == {
        draft.name: entry_of(draft, pk=stored[draft.name].pk, version=stored[draft.name].version)
        for draft in public
    }


def test_every_stored_example_passes_the_checks_of_its_model(drafts) -> None:
    storing.store(drafts=drafts, now=NOW)

    for enterprise in Enterprise.objects.all():
        enterprise.full_clean()
        for part in (enterprise.offers, enterprise.statuses, enterprise.hours, enterprise.links):
            for row in part.all():
                row.full_clean()
        for check in enterprise.checks.all():
            check.full_clean(exclude=["checked_by"])


def test_stored_examples_are_marked_and_numbered_as_one_change(drafts) -> None:
    before = versions.latest()[1]

    storing.store(drafts=drafts, now=NOW)

    assert set(Enterprise.objects.values_list("is_example", flat=True)) == {True}
    assert set(Enterprise.objects.values_list("version", flat=True)) == {before + 1}


def test_examples_belong_to_the_partner_of_their_region(drafts) -> None:
    mazovia = PartnerFactory(slug="mazowieckie")

    storing.store(drafts=drafts, now=NOW)

    there = {one.name for one in drafts if one.region == "mazowieckie"}
    assert set(Enterprise.objects.of(mazovia).values_list("name", flat=True)) == there
    assert Enterprise.objects.filter(partner=None).count() == len(drafts) - len(there)


def test_translations_stay_fresh_as_long_as_the_original_does(drafts) -> None:
    storing.store(drafts=drafts, now=NOW)

    rows = [
        (row.source_digest == record.digest(), row.state == TranslationState.STALE)
        for record in (*Enterprise.objects.all(), *Offer.objects.all())
        for row in record.translations.all()
    ]
    assert set(rows) == {(True, False)}


def test_verified_examples_are_proven_for_the_verification(drafts) -> None:
    fresh = [one for one in drafts if one.state == State.VERIFIED and one.check_again_on > TODAY]

    storing.store(drafts=fresh, now=NOW)

    proven = [
        verification.is_proven(verification.criteria_shown(one, TODAY), TODAY)
        for one in Enterprise.objects.all()
    ]
    assert proven == [True] * len(fresh)


def test_nobody_real_is_said_to_have_checked_an_example(drafts) -> None:
    storing.store(drafts=drafts, now=NOW)

    assert set(Check.objects.values_list("checked_for", "checked_by")) == {("SECON", None)}


def test_storing_examples_is_refused_outside_local_settings(drafts, settings) -> None:
    settings.SECON_LOCAL = False

    with pytest.raises(PermissionDenied):
        storing.store(drafts=drafts, now=NOW)

    assert Enterprise.objects.count() == 0


def test_loading_examples_twice_adds_none() -> None:
    first = start_content.load_examples(count=36, now=NOW)
    again = start_content.load_examples(count=36, now=NOW)

    assert (first.added, again.added, again.there) == (36, 0, 36)
    assert Enterprise.objects.count() == 36


def test_loading_more_examples_keeps_those_that_are_there() -> None:
    start_content.load_examples(count=18, now=NOW)
    names = set(Enterprise.objects.values_list("name", flat=True))

    start_content.load_examples(count=36, now=NOW)

    assert names < set(Enterprise.objects.values_list("name", flat=True))


def test_removing_examples_leaves_real_entries() -> None:
    real = EnterpriseFactory()
    start_content.load_examples(count=9, now=NOW)
    epoch = versions.latest()[0]

    removed = start_content.remove_examples()

    assert removed == 9
    assert list(Enterprise.objects.all()) == [real]
    assert versions.latest()[0] == epoch + 1


@pytest.mark.parametrize("command", [("load_example_enterprises",), ("generate_enterprises", "5")])
def test_commands_refuse_examples_outside_local_settings(command, settings) -> None:
    settings.SECON_LOCAL = False

    with pytest.raises(CommandError, match="local settings only"):
        call_command(*command)

    assert Enterprise.objects.count() == 0


def test_examples_can_be_removed_outside_local_settings(settings) -> None:
    start_content.load_examples(count=9, now=NOW)
    settings.SECON_LOCAL = False
    said = StringIO()

    call_command("load_example_enterprises", remove=True, stdout=said)

    assert said.getvalue().startswith("9 examples deleted")
    assert Enterprise.objects.count() == 0


def test_the_command_tells_how_many_it_made() -> None:
    said = StringIO()

    call_command("load_example_enterprises", count=9, stdout=said)

    assert said.getvalue().startswith("Example enterprises: 9 made, 0 were there")


def test_a_deployment_with_examples_is_an_error(settings) -> None:
    start_content.load_examples(count=9, now=NOW)
    settings.SECON_LOCAL = False

    assert [one.id for one in examples_in_production()] == ["enterprises.E001"]


def test_a_deployment_without_examples_is_in_order(settings) -> None:
    EnterpriseFactory()
    settings.SECON_LOCAL = False

    assert list(examples_in_production()) == []


def test_examples_are_in_order_in_local_settings() -> None:
    start_content.load_examples(count=9, now=NOW)

    assert list(examples_in_production()) == []


def test_a_crowd_has_a_number_each(towns: Path) -> None:
    made = crowd.make(count=60, seed=3, towns=towns, now=NOW)

    numbers = Enterprise.objects.values_list("country", "number_key")
    assert made == 60
    assert len(set(numbers)) == 60
    assert "" not in {key for _country, key in numbers}


def test_a_crowd_of_the_same_seed_is_refused(towns: Path) -> None:
    crowd.make(count=5, seed=3, towns=towns, now=NOW)

    with pytest.raises(crowd.AlreadyThereError):
        crowd.make(count=5, seed=3, towns=towns, now=NOW)

    assert Enterprise.objects.count() == 5


def test_the_command_for_a_crowd_says_that_a_seed_was_used(towns: Path) -> None:
    call_command("generate_enterprises", "5", towns=towns, stdout=StringIO())

    with pytest.raises(CommandError, match="Choose another with --seed"):
        call_command("generate_enterprises", "5", towns=towns)


def test_new_keys_are_not_those_of_deleted_rows(drafts) -> None:
    storing.store(drafts=drafts[:3], now=NOW)
    used = max(Enterprise.objects.values_list("pk", flat=True))
    start_content.remove_examples()

    storing.store(drafts=drafts[3:6], now=NOW)

    assert min(Enterprise.objects.values_list("pk", flat=True)) > used


def test_ordinary_entries_follow_the_keys_of_stored_ones(drafts) -> None:
    storing.store(drafts=drafts[:3], now=NOW)

    entry = EnterpriseFactory()

    assert entry.pk > max(Enterprise.objects.filter(is_example=True).values_list("pk", flat=True))


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """No outlines are loaded here, so that the towns written by hand are taken."""
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({}))
    return path
