"""Words are folded, split and taken apart the same way in labels and queries."""

import pytest

from secon.codes.domain.words import compound_parts, fold, trigrams, words
from secon.codes.rules import cpv_level, plain_cpv, subtree_prefix


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Υπηρεσίες ΚΑΘΑΡΙΣΜΟΎ", "υπηρεσιεσ καθαρισμου"),
        ("Łódź, Straße, Curăţenie", "lodz, strasse, curatenie"),
        ("Градинарски Услуги", "градинарски услуги"),
        ("Dārznieks", "darznieks"),
    ],
)
def test_case_accents_and_final_sigma_fold_away(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_numbers_types_and_single_letters_are_no_words() -> None:
    assert words("los 2: a4 16fei22949 e-mail l’entretien") == ["los", "mail", "entretien"]


def test_trigrams_mark_the_edges() -> None:
    assert list(trigrams("cat")) == ["^ca", "cat", "at$"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("gebaudereinigung", ["gebaude", "reinigung"]),
        ("reinigungsdienst", ["reinigung", "dienst"]),
        ("schulgebaudereinigung", ["schul", "reinigung"]),  # the third part stands between
        ("reinigung", []),
        ("dienstag", []),
    ],
)
def test_a_compound_is_its_longest_end_and_beginning(word: str, parts: list[str]) -> None:
    known = {"gebaude", "reinigung", "dienst", "schul", "gung"}

    assert compound_parts(word, lambda asked: [one in known for one in asked]) == parts


@pytest.mark.parametrize(
    ("typed", "code"),
    [("90910000", "90910000"), (" 90910000-9 ", "90910000"), ("9091", None), ("9091000x", None)],
)
def test_a_typed_cpv_code_loses_its_check_digit(typed: str, code: str | None) -> None:
    assert plain_cpv(typed) == code


@pytest.mark.parametrize(
    ("code", "prefix", "level"),
    [("30000000", "30", 0), ("85300000", "853", 1), ("90911200", "909112", 4)],
)
def test_a_subtree_shares_its_digits_without_the_zeros(code: str, prefix: str, level: int) -> None:
    assert (subtree_prefix(code), cpv_level(code)) == (prefix, level)
