"""Documents as DOCX: real styles, repeated heads, languages, words for pictures."""

import io

import docx as word
import pytest
from docx.oxml.ns import qn

from secon.kernel.paper.docx_writer import docx
from tests.kernel.paper.making import document


def read(**options):
    return word.Document(io.BytesIO(docx(document(**options))))


def styled(file, style):
    return [one.text for one in file.paragraphs if one.style.name == style]


def test_headings_are_headings():
    file = read(text="Economy")
    assert styled(file, "Title") == ["Economy"]
    assert styled(file, "Heading 1") == ["Economy", "Sources"]
    assert styled(file, "Heading 2") == ["Economy"]


def test_the_contents_are_a_field_that_shows_its_entries_before_it_is_counted():
    file = read(text="Economy")
    codes = [one.text.strip() for one in file.element.body.iter(qn("w:instrText"))]
    assert codes == ['TOC \\o "1-2" \\h \\z \\u']
    assert styled(file, "TOC 1") + styled(file, "TOC 2") == ["Economy", "Sources", "Economy"]


def test_a_tables_head_repeats_and_its_words_are_given():
    (table,) = read().tables
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Regions compared"
    assert [cell.text for cell in table.rows[1].cells] == ["Social economy [1]", "0", "unknown"]


def test_a_table_without_rows_says_so():
    assert "Nothing is on record." in styled(read(), "Small")


def test_every_picture_has_words():
    file = read()
    said = [one.get("descr") for one in file.element.body.iter(qn("wp:docPr"))]
    emblem = "The flag of the European Union: twelve gold stars in a circle on blue"
    assert said == [emblem, "How many each region has.", "Each dot is a voice."]


def test_every_page_carries_the_funding_and_its_number():
    foot = read().sections[0].footer
    assert foot.paragraphs[0].text.startswith("  Co-funded by the European Union · Interreg Europe")
    codes = [one.text.strip() for one in foot._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("el", "el-GR"), ("bg", "bg-BG")])
def test_the_file_says_its_language(language, tag):
    file = read(language=language)
    defaults = file.styles.element.find(qn("w:docDefaults"))
    assert {one.get(qn("w:val")) for one in defaults.iter(qn("w:lang"))} == {tag}
    assert file.core_properties.language == tag


def test_words_of_another_language_say_theirs():
    file = read()
    said = {one.get(qn("w:val")) for one in file.element.body.iter(qn("w:lang"))}
    assert said == {"pl-PL"}


@pytest.mark.parametrize("text", ["a\x00b\x0bc", "<w:p>&amp;", "\u202eabc", "面包 🍞"])
def test_nothing_that_people_write_breaks_the_file(text):
    expected = "".join(sign for sign in text if sign not in "\x00\x0b\u202e")
    assert styled(read(text=text), "Title") == [expected]


def test_sources_are_listed_with_their_addresses():
    file = read(text="Economy")
    (said,) = [one for one in file.paragraphs if one.style.name == "Source"]
    assert said.text == "1\tEconomy https://example.org/page"
    assert [link.address for link in said.hyperlinks] == ["https://example.org/page"]
