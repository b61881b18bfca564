"""What is found in made-up sentences of twelve languages, and what must not be."""

import pytest

from secon.procurement.clauses import Clause, Kind, Strength, Use, find
from secon.procurement.clauses.lexicon import LANGUAGES
from tests.procurement.clauses.sentences import SENTENCES
from tests.procurement.clauses.variants import VARIANTS


def bound(fields: dict[str, str], language: str) -> set[tuple[str, str]]:
    """Kind and use of every binding clause."""
    return {(c.kind.value, c.use.value) for c in find(fields, language) if c.binding}


@pytest.mark.parametrize(
    ("language", "field", "text", "kind", "use"),
    SENTENCES,
    ids=[f"{language}-{text[:40]}" for language, _, text, _, _ in SENTENCES],
)
def test_a_sentence_gives_its_clause_and_no_other(
    language: str, field: str, text: str, kind: str | None, use: str | None
) -> None:
    assert bound({field: text}, language) == ({(kind, use)} if kind else set())


@pytest.mark.parametrize(
    ("language", "field", "text", "kinds"),
    VARIANTS,
    ids=[f"{language}-{text[:40]}" for language, _, text, _ in VARIANTS],
)
def test_other_words_give_the_same_kind(
    language: str, field: str, text: str, kinds: tuple[str, ...]
) -> None:
    found = {kind for kind, _ in bound({field: text}, language)}
    assert len(found) == bool(kinds)
    assert found <= set(kinds)


def test_every_language_has_sentences_for_the_main_kinds_and_traps() -> None:
    kinds = {
        code: {kind for language, _, _, kind, _ in SENTENCES if language == code}
        for code in LANGUAGES
    }
    main = {"work-integration", "labour-rights", "equality", "accessibility", None}
    assert {code for code, known in kinds.items() if main - known} == set()
    assert set(LANGUAGES) == {
        "bg",
        "de",
        "el",
        "en",
        "es",
        "fr",
        "hu",
        "lv",
        "nl",
        "pl",
        "pt",
        "ro",
    }


def test_a_clause_tells_its_words_their_place_and_the_rule() -> None:
    text = "Die Arbeiten beginnen im Mai. Es gilt Social Return (2 %). Angebote auf Deutsch."
    assert find({"title": "Malerarbeiten", "conditions": text}, "de") == (
        Clause(
            kind=Kind.WORK_INTEGRATION,
            use=Use.PERFORMANCE_CONDITION,
            quote="Es gilt Social Return (2 %)",
            field="conditions",
            start=30,
            end=57,
            why="general.social-return",
            strength=Strength.CLEAR,
        ),
    )


def test_a_law_that_is_only_named_is_a_mention() -> None:
    text = "Der Auftragnehmer hat die Vorschriften des Mindestlohngesetzes (MiLoG) einzuhalten."
    (clause,) = find({"conditions": text}, "de")
    assert (clause.kind, clause.use, clause.binding) == (Kind.LABOUR_RIGHTS, Use.MENTION, False)


def test_a_denied_requirement_binds_nobody() -> None:
    asked = "Zamawiający wymaga zatrudnienia na umowę o pracę."
    denied = "Zamawiający nie wymaga zatrudnienia na umowę o pracę."
    assert bound({"conditions": asked}, "pl") == {("labour-rights", "performance-condition")}
    assert bound({"conditions": denied}, "pl") == set()
    assert {c.use for c in find({"conditions": denied}, "pl")} == {Use.MENTION}


def test_the_reservation_of_another_lot_is_a_mention() -> None:
    of_lot = "Mantenimiento de jardines (lote 3 reservado a empresas de inserción)"
    of_this = "Mantenimiento de jardines (reservado a empresas de inserción)"
    assert bound({"title": of_this}, "es") == {("work-integration", "reservation")}
    assert {c.use for c in find({"title": of_lot}, "es")} == {Use.MENTION}


def test_the_same_words_mean_a_criterion_where_criteria_stand() -> None:
    text = "Inzet van mensen met een afstand tot de arbeidsmarkt"
    assert bound({"conditions": text}, "nl") == {("work-integration", "performance-condition")}
    assert bound({"award": text}, "nl") == {("work-integration", "award-criterion")}


def test_the_title_tells_that_a_home_is_built_and_not_run() -> None:
    care = {"description": "Ambulante Pflege und Betreuung für Senioren."}
    assert bound(care, "de") == {("social-service-quality", "subject-matter")}
    assert bound({"title": "Neubau Pflegeheim", **care}, "de") == set()


def test_cleaning_a_care_home_is_cleaning_and_care_with_cleaning_is_care() -> None:
    assert bound({"title": "Servicio de limpieza de la residencia de mayores"}, "es") == set()
    care = {"title": "Servicio de ayuda a domicilio y servicio de limpieza"}
    assert bound(care, "es") == {("social-service-quality", "subject-matter")}


def test_one_service_is_told_once_even_if_every_field_tells_it() -> None:
    text = "Servicios de atención residencial para personas mayores"
    (clause,) = find({"title": text, "description": f"{text}. {text}."}, "es")
    assert clause.field == "title"


def test_a_heading_steps_back_behind_the_clause_it_introduces() -> None:
    heading = "Consideraciones de tipo social. Descripción: "
    alone = {"conditions": heading + "ver apartado 21 del pliego"}
    with_clause = {"conditions": heading + "estabilidad de la plantilla"}
    assert bound(alone, "es") == {("other-social", "performance-condition")}
    assert bound(with_clause, "es") == {("labour-rights", "performance-condition")}


def test_a_language_without_lexicon_knows_a_few_phrases_and_the_words_of_european_law() -> None:
    text = {"conditions": "Kontrakten indeholder en arbejdsklausul. Article 20 of 2014/24/EU."}
    known = {("labour-rights", "performance-condition"), ("work-integration", "reservation")}
    assert bound(text, "da") == known
    assert bound(text, "xx") == bound(text, "") == known


def test_a_language_may_have_a_country_and_a_notice_several_languages() -> None:
    text = {"conditions": "Es gilt Tariftreue: Der Auftragnehmer muss Tariflohn zahlen."}
    assert bound(text, "de") == {("labour-rights", "performance-condition")}
    for language in ("DE", "de-AT", " de fr", "xx de fr"):
        assert bound(text, language) == bound(text, "de")
    assert bound(text, "fr de") == bound(text, "fr") == set()


def test_an_unknown_field_is_read_and_an_empty_one_is_not() -> None:
    assert bound({"strategic": "Social return", "title": ""}, "en") == {
        ("work-integration", "performance-condition")
    }
    assert find({}, "de") == ()
