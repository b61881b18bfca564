"""Paragraphs and points, and nothing else."""

import pytest

from secon.kernel.paper.model import Bullets, Paragraph, plain
from secon.monitoring.domain.markup import blocks


def words(text):
    return plain(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("One.", (Paragraph(words("One.")),)),
        ("One\ngoes on.", (Paragraph(words("One goes on.")),)),
        ("One.\r\n\r\nTwo.", (Paragraph(words("One.")), Paragraph(words("Two.")))),
        ("- a\n- b", (Bullets((words("a"), words("b"))),)),
        ("First:\n- a\nLast.", (Paragraph(words("First:")), Bullets((words("a"),)), Paragraph(words("Last.")))),
        ("-", (Paragraph(words("-")),)),
        ("-a", (Paragraph(words("-a")),)),
        ("<b>*x*</b> # y", (Paragraph(words("<b>*x*</b> # y")),)),
    ],
)  # fmt: skip
def test_text_is_paragraphs_and_points(text, found):
    assert blocks(text) == found


def test_words_of_another_language_say_theirs():
    assert blocks("Słowa", "pl")[0].words[0].language == "pl"
