"""Documents as PDF: tagged, in every language, and nothing that people write is markup."""

import re
import zlib

import pytest

from secon.kernel.paper.typst_writer import pdf, pictures
from tests.kernel.paper.making import BARS, DOTS, document

LANGUAGES = {
    "en": "Social economy",
    "el": "Κοινωνική οικονομία ΐΰώ",
    "de": "Gemeinwohl äöüß",
    "nl": "Sociale economie ëï",
    "ro": "Economie socială ăâîșț ŞŢ",
    "hu": "Szociális gazdaság őűŐŰ",
    "pl": "Ekonomia społeczna ąćęłńóśźż",
    "pt": "Economia social ãõç",
    "lv": "Sociālā ekonomika āčēģīķļņšūž",
    "es": "Economía social ñ¿¡",
    "bg": "Социална икономика щъю",
}


def parts(made: bytes) -> bytes:
    """The plain objects of a PDF and the packed ones."""
    found = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def pages(made: bytes) -> int:
    """How many pages there are."""
    return len(re.findall(rb"/Type\s*/Page\b", parts(made)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_set_for_people_who_have_it_read_to_them(language):
    made = pdf(document(language, LANGUAGES[language]))
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made
    assert f"/Lang({language})/StructTreeRoot".encode() in parts(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_our_own_typeface_is_needed(language):
    made = parts(pdf(document(language, LANGUAGES[language])))
    families = {name[:12] for name in re.findall(rb"/FontName/\w+\+(\w+)", made)}
    assert families == {b"Commissioner"}


@pytest.mark.parametrize(
    "text",
    ['#panic("x") #read("/etc/passwd") $ * _ ` < @label // \\', "\u202e\x00a\nb", '"}#', "W" * 300],
)
def test_nothing_that_people_write_becomes_markup(text):
    made = pdf(document(text=text))
    assert b"pdfuaid" in made
    assert pages(made) >= 4


def test_a_sign_no_font_has_is_a_box_and_the_file_claims_no_standard():
    made = pdf(document(text="面包"))
    assert (made.startswith(b"%PDF-"), b"pdfuaid" in made) == (True, False)


def test_links_of_the_site_name_their_host_on_paper():
    made = parts(pdf(document()))
    assert b"https://secon.example.org/en/policies/" in made


def test_a_long_table_breaks_across_pages():
    assert pages(pdf(document(rows=120))) == pages(pdf(document())) + 3


def test_pictures_are_the_emblem_and_each_chart():
    made = pictures((BARS, DOTS), language="en")
    assert [one[:8] for one in made] == [b"\x89PNG\r\n\x1a\n"] * 3
