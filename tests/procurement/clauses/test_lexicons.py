"""The lexicons are data: every concept a rule names is known, every word is a pattern that works."""

import re
import tomllib
from pathlib import Path

import pytest

from secon.procurement.clauses import find
from secon.procurement.clauses.lexicon import FOLDER, GENERAL, LANGUAGES, lexicon
from secon.procurement.clauses.patterns import expression, needle
from secon.procurement.clauses.text import fold

FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
RULES = tomllib.loads((FOLDER / f"{GENERAL}.toml").read_text(encoding="utf-8"))["rules"]
USED = {
    concept
    for rule in RULES
    for concept in (*rule["all"], *rule.get("without", ()), *rule.get("not_after", ()))
}
FIXED = {"trap", "denial", "law", "exclusion", "other_lot", "running"}


def words(name: str) -> dict[str, list[str]]:
    """The concepts of a file."""
    concepts: dict[str, list[str]] = tomllib.loads(
        (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    )["concepts"]
    return concepts


@pytest.mark.parametrize("name", FILES)
def test_every_concept_of_a_file_is_used_by_a_rule_or_by_another_concept(name: str) -> None:
    concepts = words(name)
    file = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    own = {c for rule in file.get("rules", ()) for c in (*rule["all"], *rule.get("without", ()))}
    named = {word[1:] for listed in concepts.values() for word in listed if word.startswith("@")}
    assert set(concepts) - USED - FIXED - own - named == set()
    assert named <= set(concepts)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_fills_every_concept_of_the_rules(code: str) -> None:
    filled = set(words(code)) | set(words(GENERAL))
    assert USED - filled == set()


@pytest.mark.parametrize("name", FILES)
def test_every_word_compiles_and_its_needle_is_sure(name: str) -> None:
    for listed in words(name).values():
        for word in (word for word in listed if not word.startswith("@")):
            pattern = re.compile(expression(word))
            assert pattern.search("") is None, word
            if not word.startswith("re:") and not set("()|?.[") & set(word):
                plain = fold(re.sub(r"\s+\.\.\s+", " ", word).replace("*", ""))
                assert pattern.search(plain), word
                assert needle(word) in plain, word


def test_no_word_stands_twice_in_a_concept() -> None:
    twice = [
        (name, concept, word)
        for name in FILES
        for concept, listed in words(name).items()
        for word in set(listed)
        if listed.count(word) > 1
    ]
    assert twice == []


def test_a_pattern_may_have_endings_gaps_and_alternatives() -> None:
    def finds(pattern: str, text: str) -> bool:
        return re.search(expression(pattern), fold(text)) is not None

    assert finds("sozial* integration*", "Soziale Integrationsarbeit")
    assert not finds("sozial* integration*", "soziale berufliche Integration")
    assert finds("*werkstatt*", "Behindertenwerkstatten".replace("tten", "tt"))
    assert finds("umow* .. prac*", "umowy cywilnej albo o pracę")
    assert not finds("umow* .. prac*", "umowy. Praca")
    assert not finds("umow* .. prac*", "umowy a b c d e f g h pracy")
    assert finds("art(ikel)? 20", "Artikel 20")
    assert finds("(de )?la", "de la")
    assert needle("art(ikel)? zwanzig*") == "zwanzig"
    assert needle("re:§ ?118") == "118"
    assert needle("re:\\bab{0,3}c\\W{1,20}") == ""


def test_the_lexicon_of_a_language_is_read_once_and_an_unknown_one_is_general() -> None:
    assert lexicon("de") is lexicon("de")
    assert {rule.code.split(".")[0] for rule in lexicon("xx").rules} == {GENERAL}
    assert find({"title": "../../etc"}, "../../etc/passwd") == ()
    assert not Path(FOLDER / "../de.toml").exists()
