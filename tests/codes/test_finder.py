"""Everyday words find codes: misspelt, inflected, unaccented, joined, in any of the languages."""

import threading

import pytest

from secon.codes.domain.catalogue import SHIPPED, build_index
from secon.codes.domain.finder import Hit, find
from secon.codes.domain.grouping import grouped
from secon.codes.domain.index import Index
from secon.codes.domain.lexicon import plain_forms
from secon.codes.domain.ranking import Found, search
from secon.codes.enums import How
from secon.codes.formats import read


@pytest.mark.parametrize(
    ("query", "language", "code"),
    [
        ("cleaning lady", "en", "90910000"),
        ("office cleaning", "en", "90919200"),
        ("Putzdienst", "de", "90910000"),
        ("limpeza", "en", "90910000"),  # another language than the reader's
        ("чистачка", "el", "90910000"),
        ("κηπουρός", "el", "77310000"),
        ("ΚΗΠΟΥΡΟΣ", "el", "77310000"),  # no tonos, capitals
        ("градинар", "bg", "77310000"),
        ("gardner", "en", "77310000"),  # a typing mistake
        ("curatenie", "ro", "90910000"),  # no diacritics
        ("szemétszállítás", "hu", "90500000"),
        ("gyermekétkeztetés", "hu", "55523100"),
        ("warme maaltijden aan huis", "nl", "55521200"),
        ("skolēnu ēdināšana", "lv", "55523100"),
        ("dowóz uczniów do szkół", "pl", "60130000"),
        ("comedor escolar", "es", "55523100"),
        ("apoio a idosos", "pt", "85311100"),
        ("90910000-9", "en", "90910000"),
        ("9091", "en", "90910000"),
    ],
)
def test_words_find_the_code(query: str, language: str, code: str) -> None:
    assert find(query, language=language)[0].code == code


def test_a_hit_says_how_it_was_found_and_in_which_language() -> None:
    hit = find("Putzdienst", language="el", limit=1)[0]

    assert hit.label == "Υπηρεσίες καθαρισμού"
    assert (hit.language, hit.how, hit.matched, hit.matched_language) == (
        "el",
        How.SYNONYM,
        "Putzdienst",
        "de",
    )
    assert 0 < hit.score < 1


@pytest.mark.parametrize(
    ("query", "how"),
    [("horticultural", How.WORD), ("horticultral", How.TYPO), ("77300000", How.CODE)],
)
def test_the_strongest_reason_is_told(query: str, how: How) -> None:
    found = {hit.code: hit.how for hit in find(query, language="en")}

    assert found["77300000"] == how


def test_a_part_of_a_compound_is_found() -> None:
    hits = find("Grundschulreinigung", language="de")

    assert any(hit.code.startswith("9091") for hit in hits)


@pytest.mark.parametrize(
    "query",
    ["", "   ", "a", "the of and", "services", "xyzzy qwrtzp", "🧹", "%", "\x00", "123456789012"],
)
def test_what_says_nothing_finds_nothing(query: str) -> None:
    assert find(query, language="en") == []


def test_ten_kilobytes_are_cut_and_answered() -> None:
    assert find("cleaning " + "x" * 10_000, language="en")[0].code == "90910000"
    assert find("cleaning office " * 1000, language="en")[0].code.startswith("9091")


def test_script_in_a_query_is_only_text() -> None:
    assert find("<script>alert('cleaning')</script>", language="en")[0].code == "90910000"


def test_a_language_that_is_not_ours_reads_in_english() -> None:
    hit = find("cleaning", language="fi", limit=1)[0]

    assert (hit.label, hit.language) == ("Cleaning services", "en")


def test_threads_share_one_index() -> None:
    answers: list[list[Hit]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(find("laundry", language="en")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


LISTS = read(SHIPPED.read_bytes(), source=SHIPPED.name)


@pytest.fixture(scope="module")
def with_dictionaries() -> Index:
    """The shipped table with the forms of three languages."""
    return build_index(LISTS, languages=["en", "el", "bg"])


def codes(index: Index, found: list[Found]) -> list[str]:
    return [index.codes[one.code] for one in found]


@pytest.mark.parametrize(
    ("query", "language", "code"),
    [
        ("cleaned offices", "en", "90910000"),
        ("κηπουρών", "el", "77310000"),
        ("των κηπουρων", "el", "77310000"),
        ("градинари", "bg", "77310000"),
        ("обученията", "bg", "80500000"),
    ],
)
def test_other_forms_of_a_word_are_the_same_word(
    with_dictionaries: Index, query: str, language: str, code: str
) -> None:
    found = search(with_dictionaries, query, language=language, limit=5)

    assert code in codes(with_dictionaries, found)


def test_an_index_answers_the_same_after_a_rest_on_disk(
    with_dictionaries: Index, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("index")
    with_dictionaries.save(folder)

    loaded = Index.load(folder)

    for query in ("school lunch", "κηπουρός", "repair of bicycles"):
        assert search(loaded, query, language="en", limit=10) == search(
            with_dictionaries, query, language="en", limit=10
        )


def test_an_empty_list_has_an_index_that_finds_nothing() -> None:
    empty = build_index([], forms_of=plain_forms, languages=["en"])

    assert search(empty, "cleaning", language="en", limit=5) == []
    assert search(empty, "90910000", language="en", limit=5) == []


def test_hits_of_a_subtree_stand_under_its_head() -> None:
    def hit(code: str) -> Hit:
        return Hit(code, code, "en", 0.5, How.WORD, code, "en")

    groups = grouped([hit("90911200"), hit("77310000"), hit("90910000"), hit("90900000")])

    assert [(g.hit.code, [below.code for below in g.below]) for g in groups] == [
        ("90900000", ["90911200", "90910000"]),
        ("77310000", []),
    ]
