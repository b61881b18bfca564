"""Texts as they come: capitals, decomposed letters, soft hyphens, no accents, hostile ones."""

import time
import unicodedata

import pytest

from secon.procurement.clauses import Use, find
from secon.procurement.clauses.text import Folded, fold
from tests.procurement.clauses.sentences import SENTENCES


def kinds(text: str, field: str, language: str) -> set[tuple[str, str]]:
    """Kind and use of what binds; the quotes must be what stands there."""
    clauses = find({field: text}, language)
    assert all(text[c.start : c.end] == c.quote and c.quote.strip() for c in clauses)
    return {(c.kind.value, c.use.value) for c in clauses if c.binding}


def soft(text: str) -> str:
    """A soft hyphen inside every longer word."""
    return " ".join(w[:4] + "\u00ad" + w[4:] if len(w) > 6 else w for w in text.split(" "))


CHANGES = {
    "capitals": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": soft,
    "broken lines": lambda text: text.replace(" ", "\n"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "padded": lambda text: f"  \u00ad ¬ {text} \u0301\u00ad ",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_found_does_not_hang_on_how_the_letters_are_written(change: str) -> None:
    differing = [
        text
        for language, field, text, kind, use in SENTENCES
        if kinds(CHANGES[change](text), field, language) != ({(kind, use)} if kind else set())
    ]
    assert differing == []


def test_latin_and_greek_texts_may_leave_their_accents_out() -> None:
    differing = [
        text
        for language, field, text, kind, use in SENTENCES
        if language != "bg"
        and kinds(fold(text), field, language) != ({(kind, use)} if kind else set())
    ]
    assert differing == []


def test_romanian_letters_with_comma_and_with_cedilla_are_one() -> None:
    comma, cedilla, apart = "condiții", "condiţii", "condit\u0326ii"
    assert fold(comma) == fold(cedilla) == fold(apart) == "conditii"


def test_a_folded_text_finds_back_to_the_letters_it_came_from() -> None:
    text = "So\u00adziale Klau¬sel: e\u0301galite\u0301 й и\u0306"
    folded = Folded.of(text)
    assert folded.plain == "soziale klausel: egalite й й"
    assert text[slice(*folded.back(8, 15))] == "Klau¬sel"
    assert text[slice(*folded.back(17, 24))] == "e\u0301galite\u0301"
    assert folded.back(0, len(folded.plain)) == (0, len(text))


HOSTILE = {
    "one word": "a" * 1_000_000,
    "only spaces": "zatrudnienie" + " " * 1_000_000,
    "needles": "zatrudni umow pracę " * 50_000,
    "no sentence": "wymaga zatrudnienia na podstawie umowy o pracę osób niepełnosprawnych "
    * 14_000,
    "full stops": ". " * 500_000,
    "numbers": "lote 3 " * 140_000,
    "marks": "\u0301" * 1_000_000,
    "soft": "za\u00adtrudnienie " * 70_000,
    "controls": "\x00\x01\ufeff\ud800" * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_nonsense_takes_no_longer_than_a_megabyte_of_text(name: str) -> None:
    text = HOSTILE[name]
    find({"conditions": "x"}, "pl")  # the lexicon is read once
    start = time.process_time()
    clauses = find({"conditions": text, "title": text[:1000]}, "pl")
    assert time.process_time() - start < 15
    assert all(text[c.start : c.end] == c.quote for c in clauses if c.field == "conditions")
    assert len(clauses) < 30


def test_time_grows_with_the_length_and_not_faster() -> None:
    sentence = "Zamawiający wymaga zatrudnienia osób niepełnosprawnych na umowę o pracę, "

    def seconds(times: int) -> float:
        start = time.process_time()
        find({"conditions": sentence * times}, "pl")
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 40 * max(seconds(400), 0.005)


@pytest.mark.parametrize("text", ["", " ", ".", "\x00", "¬", "\u0301", "ﷺ", "𝔖𝔬𝔠𝔦𝔞𝔩", "İİİ", "ﬀﬁ"])
def test_odd_letters_are_read_without_complaint(text: str) -> None:
    for language in ("de", "el", "bg", "lv", "zz"):
        assert find({"title": text, "award": text * 3}, language) == ()


def test_mentions_and_clauses_both_quote_what_stands_there() -> None:
    text = "Motive de excludere: exploatarea prin munca a copiilor ŞI trafic de persoane\u00ad"
    (clause, *rest) = find({"participation": text}, "ro")
    assert rest == []
    assert clause.use is Use.MENTION
    assert text[clause.start : clause.end] == clause.quote
