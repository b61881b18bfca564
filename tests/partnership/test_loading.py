"""The project's file in the database: complete, repeatable, and kind to what people wrote."""

import copy
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from secon.kernel import audit
from secon.kernel.enums import TranslationState
from secon.partnership.domain import loading, project_file
from secon.partnership.domain.loader import Action
from secon.partnership.domain.merging import Merge, merge
from secon.partnership.models import (
    ActivityRecord,
    BudgetFigure,
    LoadedRecord,
    Partner,
    PartnerName,
    PartnerTerritory,
    PartnerTranslation,
    Project,
)
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.people import UserFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    """A copy of the shipped facts, to change."""
    return copy.deepcopy(project_file.read())


def partner_in(facts, slug):
    return next(one for one in facts["partners"] if one["slug"] == slug)


def said(report):
    return [(one.record, one.action, one.fields) for one in report.changes]


@pytest.mark.parametrize(
    ("stored", "last", "expected"),
    [
        ("file", "file", Merge((), ())),
        ("old", "old", Merge(("f",), ())),
        ("person", "old", Merge((), ("f",))),
        ("person", None, Merge((), ("f",))),
        ("file", None, Merge((), ())),
    ],
    ids=["nothing new", "the file changed", "a person changed", "never loaded", "alike by chance"],
)
def test_merge(stored, last, expected):
    before = None if last is None else {"f": last}
    assert merge(said={"f": "file"}, stored={"f": stored}, last=before) == expected


def test_a_first_load_creates_everything(loaded):
    assert {one.action for one in loaded.changes} == {Action.CREATED}
    assert len(loaded.changes) == loaded.records == LoadedRecord.objects.count()
    assert list(Partner.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_a_second_load_changes_nothing(loaded):
    before = list(LoadedRecord.objects.values_list("name", "values"))
    again = loading.load(now=NOW)
    assert (again.changes, again.records) == ((), loaded.records)
    assert list(LoadedRecord.objects.values_list("name", "values")) == before


def test_a_dry_run_tells_and_writes_nothing():
    report = loading.load(now=NOW, dry_run=True)
    assert report.changes
    assert not Partner.objects.exists()
    assert not LoadedRecord.objects.exists()


def test_what_the_file_changes_is_taken_over_with_a_trace(loaded, facts):
    partner_in(facts, "riga")["website"] = "https://example.org/riga"
    assert said(loading.load(now=NOW, facts=facts)) == [
        ("partner:riga", Action.UPDATED, ("website",))
    ]
    riga = Partner.objects.get(slug="riga")
    assert riga.website == "https://example.org/riga"
    event = audit.events_on(riga).get()
    assert (event.by, event.verb, event.detail) == (None, "load", {"fields": ["website"]})


def test_what_a_person_wrote_is_kept_and_said_even_if_the_file_changes(loaded, facts):
    Partner.objects.filter(slug="riga").update(website="https://example.org/own")
    assert said(loading.load(now=NOW)) == [("partner:riga", Action.KEPT, ("website",))]
    partner_in(facts, "riga")["website"] = "https://example.org/file"
    assert said(loading.load(now=NOW, facts=facts)) == [("partner:riga", Action.KEPT, ("website",))]
    assert Partner.objects.get(slug="riga").website == "https://example.org/own"


def test_one_edited_field_does_not_hold_back_the_others(loaded, facts):
    Partner.objects.filter(slug="riga").update(website="https://example.org/own")
    partner_in(facts, "riga")["languages"] = ["lv", "en"]
    loading.load(now=NOW, facts=facts)
    riga = Partner.objects.get(slug="riga")
    assert (riga.website, riga.languages) == ("https://example.org/own", ["lv", "en"])


def test_overwrite_brings_the_file_back(loaded):
    Partner.objects.filter(slug="riga").update(website="https://example.org/own")
    assert said(loading.load(now=NOW, overwrite=True)) == [
        ("partner:riga", Action.UPDATED, ("website",))
    ]


def test_what_a_person_deleted_stays_deleted_and_is_said(loaded):
    PartnerName.objects.filter(partner__slug="extremadura").delete()
    report = loading.load(now=NOW)
    assert {one.action for one in report.changes} == {Action.KEPT}
    assert not PartnerName.objects.exists()


def test_what_the_file_drops_is_removed_unless_edited(loaded, facts):
    partner_in(facts, "extremadura")["names"] = []
    first, second = PartnerName.objects.order_by("pk")
    PartnerName.objects.filter(pk=second.pk).update(valid_to="2025-01-01")
    report = loading.load(now=NOW, facts=facts)
    assert sorted(one.action for one in report.changes) == [Action.KEPT, Action.REMOVED]
    assert list(PartnerName.objects.all()) == [second]
    assert first.pk != second.pk


def test_a_changed_original_makes_other_languages_stale(loaded, facts):
    partner_in(facts, "harghita")["name"] = "Județul Harghita"
    loading.load(now=NOW, facts=facts)
    rows = PartnerTranslation.objects.filter(record__slug="harghita").exclude(name="")
    assert set(rows.values_list("language", "state")) == {("en", "stale"), ("hu", "stale")}


def test_a_changed_translation_is_written_as_a_persons(loaded, facts):
    partner_in(facts, "harghita")["translations"]["hu"]["name"] = "Hargita megye tanácsa"
    assert said(loading.load(now=NOW, facts=facts)) == [
        ("partner:harghita/text:hu", Action.UPDATED, ("name",))
    ]
    row = PartnerTranslation.objects.get(record__slug="harghita", language="hu")
    assert (row.name, row.state) == ("Hargita megye tanácsa", TranslationState.HUMAN)


def test_the_editor_sees_what_was_loaded_after_an_earlier_edit(loaded, facts):
    riga = Partner.objects.get(slug="riga")
    riga.save_revision().publish()
    partner_in(facts, "riga")["website"] = "https://example.org/riga"
    loading.load(now=NOW, facts=facts)
    riga.refresh_from_db()
    assert riga.get_latest_revision_as_object().website == "https://example.org/riga"


def test_a_waiting_draft_is_not_touched(loaded, facts):
    riga = Partner.objects.get(slug="riga")
    riga.website = "https://example.org/draft"
    riga.save_revision()
    partner_in(facts, "riga")["languages"] = ["lv", "en"]
    loading.load(now=NOW, facts=facts)
    riga.refresh_from_db()
    assert riga.get_latest_revision_as_object().website == "https://example.org/draft"


def test_a_record_outside_the_project_is_an_error_that_names_it(facts):
    facts["activities"][3]["done"][0]["starts"] = NOW.date() + timedelta(days=5000)
    with pytest.raises(ValueError, match="First meeting of the stakeholder group"):
        loading.load(now=NOW, facts=facts)
    assert not Partner.objects.exists()


class TestTheShippedFacts:
    """What the file says, and does not say."""

    def test_codes_without_a_page_are_to_be_confirmed(self, loaded):
        unsure = PartnerTerritory.objects.filter(source="")
        assert set(unsure.values_list("evidence", flat=True)) == {"to_be_confirmed"}

    def test_riga_tells_that_the_codes_of_2024_blur_it(self, loaded):
        rows = PartnerTerritory.objects.filter(partner__slug="riga")
        assert [(one.code, one.versions, one.caveat) for one in rows] == [
            ("LV006", ["2021"], ""),
            ("LV007", ["2021"], ""),
            ("LV00A", ["2024"], "merged_2024"),
        ]
        assert {one.level for one in rows} == {3}

    def test_both_totals_of_the_budget_are_kept_with_their_pages(self, loaded):
        totals = BudgetFigure.objects.filter(kind="total").order_by("-amount")
        assert [(int(one.amount), one.said_by.slug) for one in totals] == [
            (1914046, "peloponnese"),
            (1842680, "mazowieckie"),
        ]
        assert all(one.source for one in BudgetFigure.objects.all())

    def test_the_project_has_its_published_titles(self, loaded):
        project = Project.objects.get()
        rows = set(project.translations.values_list("language", flat=True))
        assert rows == {"el", "pl", "pt", "bg"}
        assert project.other_titles.count() == 1
        assert {f"title_{language}" for language in rows} <= project.sources.keys()

    def test_every_record_of_what_was_done_names_its_page(self, loaded):
        assert not ActivityRecord.objects.filter(source="").exists()
        assert ActivityRecord.objects.filter(state="announced").count() == 2

    def test_extremadura_has_its_departments_names_in_order(self, loaded):
        names = PartnerName.objects.filter(partner__slug="extremadura")
        assert [one.seen_on.year for one in names] == [2023, 2024]

    def test_facts_of_partners_name_https_pages(self, loaded):
        pages = [
            url for one in Partner.objects.all() for urls in one.sources.values() for url in urls
        ]
        assert pages
        assert all(url.startswith("https://") for url in pages)


class TestCommands:
    """Thin, but they speak."""

    def test_load_partnership_says_how_much_it_changed(self):
        out = StringIO()
        call_command("load_partnership", stdout=out)
        first = out.getvalue()
        call_command("load_partnership", stdout=out)
        assert first.endswith(" changed.\n")
        assert out.getvalue().endswith(" 0 changed.\n")

    def test_load_partnership_names_what_it_kept(self, loaded):
        Partner.objects.filter(slug="riga").update(website="https://example.org/own")
        out = StringIO()
        call_command("load_partnership", stdout=out)
        assert "kept as edited: partner:riga (website)\n" in out.getvalue()

    def test_local_people_are_one_per_role_and_made_once(self, loaded):
        out = StringIO()
        call_command("create_local_people", stdout=out)
        call_command("create_local_people", stdout=out)
        assert out.getvalue().count("web-admin@example.org") == 2
        assert out.getvalue().count("partner-editor@example.org") == 2

    def test_local_people_are_refused_elsewhere(self, loaded, settings):
        settings.SECON_LOCAL = False
        with pytest.raises(CommandError):
            call_command("create_local_people")

    def test_grant_role_makes_the_first_web_administrator(self):
        user = UserFactory()
        out = StringIO()
        call_command("grant_role", user.email, "web_admin", stdout=out)
        assert User.objects.get(pk=user.pk).holds(Role.WEB_ADMIN)
        assert out.getvalue() == f"{user.email} is now: Web administrator.\n"

    def test_grant_role_at_a_partner_for_a_time(self, loaded):
        user = UserFactory()
        args = ["partner_editor", "--partner", "riga", "--until", "2099-12-31"]
        call_command("grant_role", user.email, *args, stdout=StringIO())
        held = user.partnership_memberships.get()
        assert (held.partner.slug, held.ends_at.year) == ("riga", 2099)

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["nobody@example.org", "reviewer"], "Nobody has the address"),
            (["a@example.org", "stakeholder"], "load_partnership first"),
            (["a@example.org", "reviewer", "--until", "soon"], "YYYY-MM-DD"),
            (["a@example.org", "reviewer", "--until", "2001-01-01"], "The end lies in the past."),
        ],
    )
    def test_grant_role_says_what_is_wrong(self, args, said):
        UserFactory(email="a@example.org")
        with pytest.raises(CommandError, match=said):
            call_command("grant_role", *args)
