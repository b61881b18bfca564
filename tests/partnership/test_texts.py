"""Texts in other languages from ``data/texts``: complete, honest about who wrote them, repeatable."""

import copy
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db.models import Model

from secon.kernel import translations
from secon.kernel.enums import TranslationState
from secon.partnership.domain import loading, project_file, text_files
from secon.partnership.domain.loader import Action
from secon.partnership.domain.territories import name_in, territories
from secon.partnership.models import (
    Activity,
    ActivityRecord,
    Aim,
    AimTranslation,
    Partner,
    PartnerTranslation,
)
from tests.factories.people import UserFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LANGUAGES = [code for code, _ in settings.LANGUAGES]
HUMAN, MACHINE, STALE = TranslationState.HUMAN, TranslationState.MACHINE, TranslationState.STALE
AIM = "aim:social_innovation"


@pytest.fixture
def facts():
    """A copy of the shipped facts, to change."""
    return copy.deepcopy(project_file.read())


def changed(report):
    return [(one.record, one.action) for one in report.changes]


def greek_aim() -> AimTranslation:
    return AimTranslation.objects.get(record__theme="social_innovation", language="el")


def files_with(english: str, text: str) -> tuple[text_files.TextFile, ...]:
    """The shipped files, with another Greek text for an aim in ``english``."""
    entry = {"en": english, "el": text}
    return tuple(
        text_files.TextFile(
            "el", {**one.wordings, **text_files.parse("el", {"aims": [entry]}).wordings}
        )
        if one.language == "el"
        else one
        for one in text_files.read()
    )


def test_there_is_a_file_for_every_language_but_english():
    assert {one.language for one in text_files.read()} == set(LANGUAGES) - {"en"}


def test_every_entry_belongs_to_a_text_of_the_project(facts):
    """What nobody looks up would be a translation of something that was changed or is misspelt."""
    records = [
        record
        for activity in facts["activities"]
        for state in ("done", "announced")
        for record in activity.get(state, ())
    ]
    partners = [one for one in facts["partners"] if "territory" in one]
    known = {("regions", one["translations"]["en"]["territory"]) for one in partners}
    known |= {("aims", one["text"]) for one in facts["aims"]}
    known |= {("activities", one["title"]) for one in facts["activities"]}
    known |= {("records", one["title"]) for one in records}
    known |= {("places", one["place"]) for one in records if "place" in one}
    assert [key for one in text_files.read() for key in one.wordings if key not in known] == []


def test_an_entry_is_a_machines_unless_it_says_otherwise():
    entries = [{"en": "One", "el": "Ένα"}, {"en": "Two", "el": "Δύο", "state": "human"}]
    file = text_files.parse("el", {"aims": entries})
    assert (file.find("aims", "One").state, file.find("aims", "Two").state) == (MACHINE, HUMAN)
    assert file.find("regions", "One") is None


@pytest.mark.django_db
class TestEveryLanguage:
    """After a load nothing of the partnership is left in English only."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_texts_are_complete(self, loaded, language):
        records: list[Model] = [*Aim.objects.all(), *Activity.objects.all()]
        records += [*ActivityRecord.objects.all()]
        shown = [one.best(language) for one in records]
        assert {one.language for one in shown} == {language}
        expected = {None} if language == "en" else {MACHINE}
        assert {one.state for one in shown} == expected

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_regions_have_a_name_and_the_files_say_the_same(self, loaded, language):
        for territory in territories():
            region = Partner.objects.get(slug=territory.slug).best(language, "territory_name")
            assert region.language == language
            assert region["territory_name"] == name_in(territory, language)

    def test_names_of_organisations_are_the_partners_own(self, loaded):
        named = PartnerTranslation.objects.exclude(name="").exclude(language="en")
        assert [(one.record.slug, one.language) for one in named] == [("harghita", "hu")]

    def test_only_names_of_places_are_said_to_be_no_machines(self):
        kinds = {
            kind
            for file in text_files.read()
            for (kind, _), wording in file.wordings.items()
            if wording.state is HUMAN
        }
        assert kinds == {"regions"}

    def test_a_name_in_use_is_human_and_our_own_a_machines(self, loaded):
        rows = PartnerTranslation.objects.filter(language="el")
        states = dict(rows.values_list("record__slug", "state"))
        assert (states["extremadura"], states["riga"]) == (HUMAN, MACHINE)


@pytest.mark.django_db
class TestLoadingAgain:
    """What a person wrote stays; what its English left behind is told."""

    def test_a_changed_english_text_makes_the_other_languages_stale(self, loaded, facts):
        facts["aims"][4]["text"] = "Raise social innovation in the countryside."
        loading.load(now=NOW, facts=facts)
        rows = AimTranslation.objects.filter(record__theme="social_innovation")
        assert set(rows.values_list("state", flat=True)) == {STALE}
        assert rows.count() == len(LANGUAGES) - 1
        assert AimTranslation.objects.filter(state=STALE).count() == rows.count()
        assert loading.load(now=NOW, facts=facts).changes == ()

    def test_a_changed_english_text_is_not_given_old_texts_on_a_first_load(self, db, facts):
        facts["aims"][4]["text"] = "Raise social innovation in the countryside."
        loading.load(now=NOW, facts=facts)
        aim = Aim.objects.get(theme="social_innovation")
        assert (aim.best("el").language, aim.best("el").state) == ("en", None)

    def test_a_stale_text_is_fresh_again_once_its_file_follows(self, loaded, facts):
        english = facts["aims"][4]["text"] = "Raise social innovation in the countryside."
        loading.load(now=NOW, facts=facts)
        texts = files_with(english, "Να ενισχυθεί η κοινωνική καινοτομία.")
        report = loading.load(now=NOW, facts=facts, texts=texts)
        assert changed(report) == [(f"{AIM}/text:el", Action.UPDATED)]
        assert greek_aim().state == MACHINE
        assert loading.load(now=NOW, facts=facts, texts=texts).changes == ()

    def test_a_better_machine_text_is_taken_over(self, loaded, facts):
        texts = files_with(facts["aims"][4]["text"], "Περισσότερη κοινωνική καινοτομία.")
        assert changed(loading.load(now=NOW, texts=texts)) == [(f"{AIM}/text:el", Action.UPDATED)]
        assert greek_aim().text == "Περισσότερη κοινωνική καινοτομία."

    @pytest.mark.parametrize("words", ["Δικά μας λόγια.", None], ids=["rewritten", "confirmed"])
    def test_what_a_person_wrote_or_confirmed_is_kept(self, loaded, facts, words):
        row = greek_aim()
        translations.translate(
            record=row.record,
            language="el",
            texts={"text": words or row.text},
            by=UserFactory(),
            state=HUMAN,
            now=NOW,
        )
        texts = files_with(facts["aims"][4]["text"], "Άλλα λόγια.")
        report = loading.load(now=NOW, texts=texts)
        assert changed(report) == [(f"{AIM}/text:el", Action.KEPT)]
        assert (greek_aim().text, greek_aim().state) == (words or row.text, HUMAN)

    def test_overwrite_brings_the_machines_text_back(self, loaded):
        row = greek_aim()
        translations.translate(
            record=row.record,
            language="el",
            texts={"text": "Δικά μας λόγια."},
            by=None,
            state=HUMAN,
            now=NOW,
        )
        loading.load(now=NOW, overwrite=True)
        assert (greek_aim().text, greek_aim().state) == (row.text, MACHINE)

    def test_an_original_a_person_changed_leaves_its_texts_stale(self, loaded):
        Aim.objects.filter(theme="social_innovation").update(text="More new ideas.")
        loading.load(now=NOW)
        assert greek_aim().state == STALE
        assert greek_aim().text
        assert changed(loading.load(now=NOW)) == [(AIM, Action.KEPT)]

    def test_a_new_name_of_an_organisation_leaves_the_name_of_its_region_fresh(self, loaded, facts):
        riga = next(one for one in facts["partners"] if one["slug"] == "riga")
        riga["name"] = "Rīgas reģions"
        loading.load(now=NOW, facts=facts)
        rows = PartnerTranslation.objects.filter(record__slug="riga", name="")
        assert set(rows.values_list("state", flat=True)) == {MACHINE}
