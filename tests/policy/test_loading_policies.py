"""The file of policies in the database: complete, repeatable, kind to what people wrote."""

import copy
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from secon.partnership.domain import loading as partnership
from secon.partnership.domain.loader import Action
from secon.partnership.models import LoadedRecord, Partner
from secon.policy.domain import loading, policies_file
from secon.policy.models import (
    GroupMember,
    Improvement,
    Instrument,
    InstrumentDocument,
    InstrumentMoney,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    partnership.load(now=NOW)


@pytest.fixture
def loaded(partners):
    return loading.load(now=NOW)


def test_a_first_load_creates_everything(loaded):
    assert {change.action for change in loaded.changes} == {Action.CREATED}
    facts = policies_file.read()
    assert Instrument.objects.published().count() == len(facts["instruments"])
    assert Improvement.objects.count() == len(facts["improvements"])


def test_a_second_load_changes_nothing(loaded):
    again = loading.load(now=NOW)
    assert (again.changes, again.records) == ((), loaded.records)


def test_a_load_of_the_partnership_leaves_policies_alone(loaded):
    before = LoadedRecord.objects.count()
    assert partnership.load(now=NOW).changes == ()
    assert LoadedRecord.objects.count() == before


def test_what_a_person_wrote_stays(loaded):
    Instrument.objects.filter(slug="lv-plan-2026").update(authority="Labklājības ministrija")
    facts = copy.deepcopy(policies_file.read())
    plan = next(one for one in facts["instruments"] if one["slug"] == "lv-plan-2026")
    plan["authority"], plan["reference"] = "Another ministry", "No. 32"
    report = loading.load(now=NOW, facts=facts)
    said = [(change.action, change.fields) for change in report.changes]
    assert said == [(Action.UPDATED, ("reference",)), (Action.KEPT, ("authority",))]
    plan = Instrument.objects.get(slug="lv-plan-2026")
    assert (plan.authority, plan.reference) == ("Labklājības ministrija", "No. 32")


def test_an_improvement_that_went_on_is_not_taken_back(loaded):
    Improvement.objects.filter(kind="measures").update(state="submitted", title="Said better")
    loading.load(now=NOW)
    one = Improvement.objects.get(kind="measures")
    assert (one.state, one.title, one.proofs.count()) == ("submitted", "Said better", 3)


def test_partners_have_to_be_there_first():
    with pytest.raises(CommandError, match="run load_partnership first"):
        call_command("load_policies", stdout=StringIO())
    assert not Instrument.objects.exists()


def test_a_dry_run_writes_nothing(partners):
    assert loading.load(now=NOW, dry_run=True).changes
    assert not Instrument.objects.exists()


class TestTheShippedFacts:
    """What the file says, and does not say."""

    def test_instruments_are_addressed_by_three_partners_only(self, loaded):
        known = Instrument.objects.filter(addressed=True).order_by("partner__number")
        assert list(known.values_list("partner__slug", "kind", "evidence")) == [
            ("peloponnese", "eu_programme", "derived"),
            ("rhine-neckar", "strategy", "published"),
            ("mazowieckie", "eu_programme", "published"),
        ]

    def test_every_instrument_names_the_page_it_comes_from(self, loaded):
        assert all(one.sources["name"] for one in Instrument.objects.all())
        unsourced = (InstrumentMoney, GroupMember, Improvement)
        assert [model.objects.filter(source="").count() for model in unsourced] == [0, 0, 0]
        assert not InstrumentDocument.objects.filter(url="").exists()

    def test_amounts_are_as_published_and_unknown_ones_empty(self, loaded):
        rows = InstrumentMoney.objects.order_by("instrument__partner__number", "pk")
        told = [(row.instrument.partner.slug, row.fund, row.amount) for row in rows]
        assert told == [
            ("peloponnese", "erdf", Decimal(258269377)),
            ("peloponnese", "esf", Decimal(90305786)),
            ("peloponnese", "", Decimal(410088431)),
            ("mazowieckie", "erdf", None),
            ("mazowieckie", "esf", None),
        ]
        assert [row.evidence for row in rows][-2:] == ["to_be_confirmed", "to_be_confirmed"]

    def test_the_two_known_improvements_are_not_validated(self, loaded):
        told = Improvement.objects.order_by("kind").values_list(
            "kind", "state", "amount", "fund", "happened_on"
        )
        assert list(told) == [
            ("management", "planned", None, "", None),
            ("measures", "done", Decimal(3000000), "esf", date(2025, 10, 13)),
        ]

    def test_the_managing_authority_stays_empty_where_no_page_names_it(self, loaded):
        addressed = Instrument.objects.filter(addressed=True)
        assert set(addressed.values_list("authority", flat=True)) == {""}


class TestTheMove:
    """Instruments of partners move into the register with funds and memory."""

    def test_a_row_of_the_old_table_becomes_an_instrument(self, partners):
        moved = _moved(funds=["ERDF", "LEADER"], funds_evidence="to_be_confirmed")
        rows = moved.money.order_by("pk").values_list("fund", "note", "evidence", "source")
        assert (moved.slug, moved.addressed, moved.live) == (
            "instrument-of-mazowieckie",
            True,
            True,
        )
        assert moved.sources == {"name": ["https://example.org/old"]}
        assert list(rows) == [
            ("erdf", "", "to_be_confirmed", "https://example.org/old"),
            ("other_eu", "LEADER", "to_be_confirmed", "https://example.org/old"),
        ]

    def test_the_loader_still_tells_its_own_words_from_a_persons(self, partners):
        moved = _moved(name="Said by a person", told={"name": "Said by the file"})
        loading.load(now=NOW)
        moved.refresh_from_db()
        assert moved.name == "Said by a person"
        assert moved.reference == ""
        assert str(moved.starts) == "2021-01-01"
        assert not LoadedRecord.objects.filter(target="partnership.instrument").exists()


def _moved(told=None, **fields):
    """What the migration makes of one old row."""
    partner = Partner.objects.get(slug="mazowieckie")
    row = {
        "name": "Fundusze Europejskie dla Mazowsza 2021-2027",
        "language": "pl",
        "kind": "eu_programme",
        "funds": [],
        "funds_evidence": "published",
        "reference": "",
        "evidence": "published",
        "source": "https://example.org/old",
    }
    old = SimpleNamespace(partner=partner, **(row | fields))
    if told is not None:
        LoadedRecord.objects.create(
            name="partner:mazowieckie/instrument",
            target="partnership.instrument",
            target_id=1,
            values=row | told,
        )
    table = SimpleNamespace(objects=SimpleNamespace(select_related=lambda *_: [old]))

    def get_model(app, name):
        return table if (app, name) == ("partnership", "Instrument") else apps.get_model(app, name)

    migration = import_module("secon.policy.migrations.0004_addressed_instruments")
    migration.move(SimpleNamespace(get_model=get_model), None)
    return Instrument.objects.get(slug="instrument-of-mazowieckie")
