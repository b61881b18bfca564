"""Documents on pages."""

from django.template import Context, Template

from tests.kernel.paper.making import document


def shown(**options) -> str:
    chapter = document(**options).chapters[0]
    page = Template("{% load paper %}{% paper blocks %}")
    return page.render(Context({"blocks": chapter.blocks}))


def test_words_of_another_language_say_theirs_and_their_sources():
    made = shown(text="Ekonomia")
    assert '<a href="/en/policies/" lang="pl">Ekonomia</a>' in made
    assert '<span class="paper__mark">(in Polish)</span>' in made
    assert '<a href="#source-1">[1]</a>' in made


def test_a_table_has_a_caption_heads_and_marked_unknowns():
    made = shown()
    assert "<caption>Regions compared</caption>" in made
    assert made.count('<th scope="row">') == 2 + 2 + 2  # bars, strips, the table
    assert made.count('<span class="unknown">unknown</span>') == 2


def test_a_table_without_rows_says_so():
    assert "Nothing is on record." in shown()


def test_counts_have_no_decimal_point():
    assert "<span>4</span>" in shown()


def test_nothing_that_people_write_becomes_markup():
    made = shown(text="<script>alert(1)</script>")
    assert "<script>" not in made
