"""One page, eleven addresses."""

import pytest

from secon.web.domain import languages

NAMES = [("en", "English"), ("el", "Ελληνικά"), ("bg", "Български")]
CODES = {"en", "el", "bg"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en/", "/el/"),
        ("/en/tenders/?region=harghita&q=a%20b", "/el/tenders/?region=harghita&q=a%20b"),
        ("/en/?on=2023-12-01", "/el/?on=2023-12-01"),
        ("/accounts/", "/el/"),
        ("/en", "/el/"),
        ("/", "/el/"),
    ],
)
def test_an_address_changes_its_language_and_keeps_the_rest(address, expected):
    assert languages.in_language(address, "el", codes=CODES) == expected


def test_a_coded_page_counts_as_translated_everywhere():
    links = languages.language_links("/en/regions/", current="en", languages=NAMES)

    assert [(link.code, link.url, link.current, link.translated) for link in links] == [
        ("en", "/en/regions/", True, True),
        ("el", "/el/regions/", False, True),
        ("bg", "/bg/regions/", False, True),
    ]


def test_an_editorial_page_says_where_it_is_not_translated():
    links = languages.language_links(
        "/en/news/visit/",
        current="en",
        languages=NAMES,
        pages={"en": "/en/news/visit/", "bg": "/bg/news/poseshtenie/"},
    )

    assert [(link.url, link.translated) for link in links] == [
        ("/en/news/visit/", True),
        ("/el/news/visit/", False),
        ("/bg/news/poseshtenie/", True),
    ]


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        ({"el": 1, "en": 2, "bg": 3}, 1),
        ({"en": 2, "bg": 3}, 2),
        ({"lv": 4, "bg": 3}, 3),
    ],
)
def test_the_best_version_is_the_readers_then_english_then_any(available, expected):
    assert languages.best(available, reader="el") == expected


def test_nothing_available_is_an_error():
    with pytest.raises(ValueError, match="nothing to choose"):
        languages.best({}, reader="el")
