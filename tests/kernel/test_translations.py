"""Texts in several languages: which one a reader gets, and how its state changes."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from secon.kernel import translations
from secon.kernel.enums import TRANSLATION_STEPS, TranslationState
from secon.kernel.translations import TranslationError
from secon.partnership.models import Partner, PartnerTranslation
from tests.factories.partnership import PartnerFactory, translated
from tests.factories.people import UserFactory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXTS = {"name": "Office", "territory_name": "Land"}
HUMAN, MACHINE, STALE = TranslationState.HUMAN, TranslationState.MACHINE, TranslationState.STALE

pytestmark = pytest.mark.django_db


def write(partner, state=HUMAN, language="en", texts=TEXTS, by=None):
    return translations.translate(
        record=partner, language=language, texts=texts, by=by, state=state, now=NOW
    )


def test_a_reader_of_the_original_language_gets_the_original():
    partner = PartnerFactory(name="Urząd")
    translated(partner, "en", "Office")
    best = partner.best("pl")
    assert (best["name"], best.language, best.state, best.foreign) == ("Urząd", "pl", None, False)


def test_a_reader_gets_the_own_language_before_english():
    partner = PartnerFactory()
    translated(partner, "en", "Office")
    translated(partner, "el", "Γραφείο")
    best = partner.best("el")
    assert (best["name"], best.language, best.state, best.foreign) == (
        "Γραφείο",
        "el",
        HUMAN,
        False,
    )


def test_a_reader_without_the_own_language_gets_english_and_is_told():
    partner = PartnerFactory()
    translated(partner, "en", "Office")
    best = partner.best("el")
    assert (best["name"], best.language, best.asked, best.foreign) == ("Office", "en", "el", True)


def test_a_reader_without_any_translation_gets_the_original_and_is_told():
    best = PartnerFactory(name="Urząd").best("el")
    assert (best["name"], best.language, best.state, best.foreign) == ("Urząd", "pl", None, True)


def test_an_english_original_goes_before_translations_into_a_third_language():
    partner = PartnerFactory(original_language="en", name="Office")
    translated(partner, "de", "Amt")
    assert partner.best("el").language == "en"


def test_translate_notes_who_when_and_from_what():
    partner, user = PartnerFactory(), UserFactory()
    row = write(partner, by=user)
    row.refresh_from_db()
    assert (row.name, row.state, row.by_machine) == ("Office", HUMAN, False)
    assert (row.changed_by, row.changed_at, row.source_digest) == (user, NOW, partner.digest())


def test_a_machine_may_translate_again_what_it_translated():
    partner = PartnerFactory()
    write(partner, MACHINE)
    assert write(partner, MACHINE, texts=TEXTS | {"name": "Bureau"}).name == "Bureau"
    assert PartnerTranslation.objects.count() == 1


def test_a_person_may_check_a_machine_text():
    partner = PartnerFactory()
    write(partner, MACHINE)
    row = write(partner, HUMAN)
    assert (row.state, row.by_machine) == (HUMAN, False)


def test_a_machine_never_replaces_what_a_person_wrote_even_if_it_is_stale():
    partner = PartnerFactory()
    write(partner, HUMAN)
    with pytest.raises(TranslationError):
        write(partner, MACHINE)
    partner.name = "Inny"
    partner.save()
    translations.source_changed(record=partner, now=NOW)
    with pytest.raises(TranslationError):
        write(partner, MACHINE)
    assert PartnerTranslation.objects.get().name == "Office"


def test_nobody_writes_a_stale_text_on_purpose():
    with pytest.raises(TranslationError):
        write(PartnerFactory(), STALE)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("pl", TEXTS),
        ("xx", TEXTS),
        ("en", {"name": "Office"}),
        ("en", TEXTS | {"territory_name": ""}),
        ("en", dict.fromkeys(TEXTS, "")),
        ("en", TEXTS | {"other": "x"}),
    ],
    ids=[
        "the original's language",
        "unknown language",
        "missing field",
        "empty text",
        "nothing at all",
        "no field",
    ],
)
def test_translate_refuses(language, texts):
    partner = PartnerFactory()
    with pytest.raises(TranslationError):
        write(partner, language=language, texts=texts)
    assert not PartnerTranslation.objects.exists()


def test_a_text_that_may_be_left_out_is_shown_in_the_next_language():
    partner = PartnerFactory()
    write(partner)
    write(partner, MACHINE, language="el", texts={"name": "", "territory_name": "Χώρα"})
    name, region = partner.best("el", "name"), partner.best("el", "territory_name")
    assert (name["name"], name.language, name.state) == ("Office", "en", HUMAN)
    assert (region["territory_name"], region.language, region.state) == ("Χώρα", "el", MACHINE)
    assert partner.best("el").language == "en"


def test_a_changed_original_makes_its_translations_stale_and_says_which():
    partner = PartnerFactory()
    write(partner)
    assert translations.source_changed(record=partner, now=NOW) == []
    partner.name = "Inny urząd"
    assert [row.language for row in translations.source_changed(record=partner, now=NOW)] == ["en"]
    assert partner.best("en").state == STALE
    assert translations.source_changed(record=partner, now=NOW) == []


def test_a_field_that_is_not_translated_makes_nothing_stale():
    partner = PartnerFactory()
    write(partner)
    partner.website = "https://example.org/"
    assert translations.source_changed(record=partner, now=NOW) == []


def test_a_stale_text_becomes_fresh_when_a_person_writes_it_anew():
    partner = PartnerFactory()
    write(partner)
    partner.name = "Inny"
    partner.save()
    translations.source_changed(record=partner, now=NOW)
    assert write(partner, texts=TEXTS | {"name": "Other"}).state == HUMAN


def test_a_language_has_one_row():
    partner = PartnerFactory()
    write(partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        translated(partner, "en", "Again")


def test_steps_start_with_a_text_and_never_turn_a_human_text_into_a_machine_one():
    assert TRANSLATION_STEPS[None] == {HUMAN, MACHINE}
    assert MACHINE not in TRANSLATION_STEPS[HUMAN]
    assert TRANSLATION_STEPS.keys() == {None, *TranslationState}


@pytest.mark.parametrize("count", [1, 3])
def test_best_texts_of_a_list_take_one_query_more(count, django_assert_num_queries):
    for _ in range(count):
        translated(PartnerFactory(), "el", "Γραφείο")
    with django_assert_num_queries(2):
        names = [one.best("el")["name"] for one in Partner.objects.in_language("el")]
    assert names == ["Γραφείο"] * count


@pytest.mark.parametrize("count", [1, 3])
def test_prefetch_loads_the_texts_of_records_at_hand_at_once(count, django_assert_num_queries):
    found = [PartnerFactory() for _ in range(count)]
    for one in found:
        translated(one, "el", "Γραφείο")
    with django_assert_num_queries(1):
        translations.prefetch(found, "el")
        names = [one.best("el")["name"] for one in found]
    assert names == ["Γραφείο"] * count


def test_texts_loaded_for_one_language_do_not_answer_for_another():
    partner = PartnerFactory()
    translated(partner, "de", "Amt")
    loaded = Partner.objects.in_language("el").get()
    assert loaded.best("de")["name"] == "Amt"


def test_prefetch_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        translations.prefetch([], "el")
