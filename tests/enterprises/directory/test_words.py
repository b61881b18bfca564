"""What words find, in which order, and what is said of how they were read."""

from typing import Any

import pytest

from secon.codes.domain.everyday import everyday
from secon.enterprises.domain.directory import (
    Criteria,
    Directory,
    Field,
    Near,
    Reason,
    Result,
    all_pks,
    search,
)
from secon.enterprises.domain.directory.building import build
from secon.enterprises.domain.directory.vocabulary import asked_words, is_inflected
from secon.enterprises.entry import Entry, Offered
from tests.enterprises.directory import making
from tests.enterprises.directory.making import DAY

LANGUAGES = ("en", "el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg")
NEEDS = {
    "catering": "55520000",
    "cleaning": "90910000",
    "bread": "15811000",
    "laundry": "98310000",
    "gardening": "77310000",
}
OFFERS = dict(enumerate(NEEDS.values(), start=1))


def asking(entries: list[Entry], words: str, language: str = "en", **asked: Any) -> Result:
    directory = Directory((build(entries),))
    return search(directory, Criteria(day=DAY, words=words, language=language, **asked))


def found(entries: list[Entry], words: str, language: str = "en") -> list[int]:
    directory = Directory((build(entries),))
    return all_pks(directory, Criteria(day=DAY, words=words, language=language))


def named(pk: int, *names: str, **more: Any) -> Entry:
    return making.plain(pk, names=names, **more)


def offering(pk: int, text: str, *cpv: str, language: str = "en", **more: Any) -> Entry:
    return making.plain(pk, offers=(Offered(((language, text),), cpv),), **more)


def phrases() -> list[tuple[str, str, str]]:
    """The first everyday phrase of five needs in each language."""
    by_code = {
        code: next(need for need in everyday().needs if need.codes[0] == code)
        for code in NEEDS.values()
    }
    return [
        (language, by_code[code].phrases[language][0], name)
        for name, code in NEEDS.items()
        for language in LANGUAGES
    ]


@pytest.mark.parametrize(("language", "phrase", "need"), phrases())
def test_a_need_in_any_language_finds_the_same_enterprise(
    language: str, phrase: str, need: str
) -> None:
    entries = [offering(pk, "ohne Worte", code, language="de") for pk, code in OFFERS.items()]
    expected = next(pk for pk, code in OFFERS.items() if code == NEEDS[need])
    answer = asking(entries, phrase, language)
    assert [row.pk for row in answer.rows] == [expected]
    assert answer.rows[0].reasons[0].field == Field.CODE
    assert answer.rows[0].reasons[0].found == NEEDS[need]
    assert NEEDS[need] in [code.code for code in answer.reading.codes]


def test_a_name_comes_before_an_offer_before_a_code_before_a_text_before_a_town() -> None:
    entries = [
        making.plain(1, town="Catering"),
        making.plain(2, words=(("en", "we do some catering"),)),
        offering(3, "", "55520000"),
        offering(4, "catering"),
        named(5, "Catering"),
    ]
    assert found(entries, "catering") == [5, 4, 3, 2, 1]


def test_a_nearer_code_comes_first() -> None:
    entries = [
        offering(1, "", "55500000"),  # wider than asked for
        offering(2, "", "55523100"),  # below
        offering(3, "", "55523000"),
        offering(4, "", "55000000"),  # too wide
    ]
    assert found(entries, "55523000") == [3, 2, 1]


@pytest.mark.parametrize(
    ("words", "pk"),
    [
        ("klimaka", 1),
        ("Κλίμακα", 2),
        ("ΚΛΙΜΑΚΑ", 2),
        ("Lodz", 3),
        ("łódź", 3),
        ("24100", 4),
        ("241 00", 4),
        ("LV-1010", 5),
        ("1010", 5),
        ("Ponta Delgada", 6),
        ("delgada ponta", 6),
        ("Gebäude", 7),
        ("reinigung", 7),
        ("Werkstätte", 8),
        ("wekrstatt", 8),
        ("werkstatt für", 8),
    ],
)
def test_names_towns_and_postal_codes_are_found(words: str, pk: int) -> None:
    entries = [
        named(1, "Klimaka"),
        named(2, "Η Κλίμακα"),
        making.plain(3, town="Łódź"),
        making.plain(4, postal_code="241 00"),
        making.plain(5, postal_code="LV-1010"),
        making.plain(6, town="Ponta Delgada"),
        named(
            7, "Die Helfer", offers=(Offered((("de", "Gebäudereinigung, Gebäude, Reinigung"),)),)
        ),
        named(8, "Werkstatt", words=(("de", "hilft"),)),
    ]
    assert found(entries, words, "de") == [pk]


def test_a_compound_is_found_by_its_parts() -> None:
    entries = [
        offering(1, "Schulverpflegung", language="de"),
        offering(2, "Schule und Verpflegung", language="de"),
        offering(3, "Garten", language="de"),
    ]
    assert found(entries, "Verpflegung", "de")[:2] == [2, 1]


def test_every_word_must_be_answered() -> None:
    entries = [
        named(1, "Anna", town="Kalamata"),
        offering(2, "catering", town="Athens"),
        offering(3, "catering", town="Kalamata"),
        offering(4, "", "55520000", town="Kalamata"),
    ]
    answer = asking(entries, "catering kalamata")
    assert [row.pk for row in answer.rows] == [3, 4]
    assert answer.reading.towns == ("kalamata",)
    assert answer.reading.dropped == ()


def test_words_nobody_answers_are_dropped_and_named() -> None:
    entries = [offering(1, "catering"), offering(2, "catering", town="Kalamata")]
    answer = asking(entries, "catering zyzzyva kalamata")
    assert [row.pk for row in answer.rows] == [2]
    assert answer.reading.words == ("catering", "zyzzyva", "kalamata")
    assert answer.reading.dropped == ("zyzzyva",)


def test_of_words_that_never_meet_the_rarer_ones_are_kept() -> None:
    entries = [*(named(pk, "Sun") for pk in range(2, 20)), named(1, "Umbrella")]
    answer = asking(entries, "umbrella sun")
    assert [row.pk for row in answer.rows] == [1]
    assert answer.reading.dropped == ("sun",)


def test_a_need_is_kept_rather_than_the_town_that_has_none() -> None:
    entries = [
        *(offering(pk, "catering", town="Athens") for pk in range(2, 20)),
        named(1, "Anna", town="Kalamata"),
    ]
    answer = asking(entries, "catering kalamata")
    assert answer.total == 18
    assert (answer.reading.dropped, answer.reading.towns) == (("kalamata",), ("kalamata",))


def test_filters_do_not_change_what_words_mean() -> None:
    entries = [offering(1, "umbrella", country="DE"), named(2, "Anna", country="PT")]
    answer = asking(entries, "umbrella", countries=frozenset({"PT"}))
    assert answer.total == 0
    assert answer.reading.dropped == ()
    assert answer.facets["countries"] == {"DE": 1}


def test_examples_that_are_hidden_do_not_decide_which_words_are_kept() -> None:
    entries = [named(1, "Umbrella Sun", is_example=True), named(2, "Sun")]
    answer = asking(entries, "umbrella sun", include_examples=False)
    assert [row.pk for row in answer.rows] == [2]
    assert answer.reading.dropped == ("umbrella",)


def test_nothing_but_unknown_words_finds_nothing_and_says_so() -> None:
    answer = asking([named(1, "Anna")], "zyzzyva qwertz")
    assert (answer.total, answer.reading.dropped) == (0, ("zyzzyva", "qwertz"))


def test_words_that_say_nothing_are_passed_over() -> None:
    assert asked_words("catering for the city", "en") == ("catering",)
    assert asked_words("the", "en") == ("the",)
    assert asked_words(" ,.- ", "en") == ()
    assert found([named(1, "Anna"), named(2, "Berta")], " ,.- ") != []


def test_long_questions_are_cut() -> None:
    assert len(asked_words("wort " * 1_000 + " ".join(map(str, range(1_000))), "de")) <= 12


def test_reasons_name_word_field_and_what_stands_there() -> None:
    entry = making.plain(
        1,
        names=("Anna's Caterings",),
        town="Kalamata",
        offers=(Offered((("en", "school meals"),), ("55523000", "55524000")),),
    )
    answer = asking([entry], "catering kalamata", near=Near(22.0, 37.0))
    assert answer.rows[0].reasons == (
        Reason(Field.NAME, "catering", "caterings"),
        Reason(Field.CODE, "catering", "55523000"),
        Reason(Field.TOWN, "kalamata", "kalamata"),
    )
    assert answer.rows[0].distance_km is None


@pytest.mark.parametrize("name", ["Lebenshilfe Mannheim", "Green Hands", "Solidarność", "Caritas"])
def test_a_name_is_not_taken_for_a_need_it_only_looks_like(name: str) -> None:
    needs = ("15000000", "15800000", "85311100", "85312000", "50000000", "09110000", "90511100")
    entries = [named(1, name), *(offering(pk, "", code) for pk, code in enumerate(needs, 2))]
    assert found(entries, name, "de") == [1]


def test_a_misspelt_need_is_read_by_the_code_finder() -> None:
    assert found([offering(1, "", "55520000"), named(2, "Anna")], "cattering") == [1]


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("catering", "caterings", True),
        ("καλαματα", "καλαματας", True),
        ("kalamata", "kalamaria", False),
        ("книга", "книги", True),
        ("bank", "band", False),
        ("band", "bands", True),
        ("bar", "bau", False),
        ("sol", "sol", True),
    ],
)
def test_inflection_is_told_by_the_end(word: str, other: str, same: bool) -> None:
    assert is_inflected(word, other) is same
