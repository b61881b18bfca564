"""The practices that public pages name."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from secon.partnership.models import LoadedRecord
from secon.practices.domain import start_content
from secon.practices.models import Practice

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def partners():
    call_command("load_partnership", verbosity=0)


def load(**options: object) -> start_content.Report:
    return start_content.load(now=NOW, **options)


def test_thirteen_practices_are_shown_and_none_counts_as_reviewed(partners):
    load()
    assert Practice.objects.published().count() == 13
    assert Practice.objects.reviewed().count() == 0
    assert Practice.objects.good().count() == 0
    assert Practice.objects.filter(named_by_project=False).count() == 2


def test_what_no_page_says_stays_unknown(partners):
    load()
    said = Practice.objects.values_list(
        "cost", "results", "resources", "transfer", "starts", "public_intervention"
    )
    assert set(said) == {(None, "", "", "", None, "")}


def test_every_fact_names_its_page(partners):
    load()
    for practice in Practice.objects.all():
        told = {field for field in ("title", *start_content.FACTS) if getattr(practice, field)}
        assert set(practice.sources) == told | {"partner"}
        assert all(url.startswith("http") for urls in practice.sources.values() for url in urls)


def test_loading_again_changes_nothing(partners):
    load()
    assert load().changes == ()


def test_a_name_in_its_own_language_is_a_translation_by_machine(partners):
    load()
    drobin = Practice.objects.get(slug="drobin").best("pl", "title")
    assert (drobin["title"], drobin.state) == ("Centrum Usług Środowiskowych w Drobinie", "machine")


def test_what_an_editor_wrote_stays_and_a_withdrawn_one_is_not_shown_again(partners):
    load()
    Practice.objects.filter(slug="actyva").update(summary="Ours", state="withdrawn", live=False)
    report = load()
    stored = Practice.objects.get(slug="actyva")
    assert (stored.summary, stored.state, stored.live) == ("Ours", "withdrawn", False)
    assert [(one.record, one.fields) for one in report.changes] == [
        ("practice:actyva", ("summary",))
    ]


def test_a_dry_run_stores_nothing(partners):
    assert load(dry_run=True).records == 14
    assert Practice.objects.count() == 0
    assert LoadedRecord.objects.filter(name__startswith="practice:").count() == 0


def test_without_its_partner_a_practice_waits():
    assert len(load().unplaced) == 13
    assert Practice.objects.count() == 0
