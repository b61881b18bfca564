"""A report as a document."""

import pytest
from django.utils import translation

from secon.kernel import translations
from secon.kernel.enums import TranslationState
from secon.kernel.paper.model import Heading, Paragraph, text_of
from secon.monitoring.domain import writing
from tests.factories.monitoring import ReportFactory, ReportSectionFactory
from tests.factories.policy import InstrumentFactory
from tests.monitoring.making import NOW, everything, region

pytestmark = pytest.mark.django_db
KINDS = (
    "text",
    "frameworks",
    "instruments",
    "money",
    "groups",
    "barriers",
    "enablers",
    "rural",
    "practices",
    "transfers",
    "improvements",
    "reviews",
    "gaps",
    "sources",
)


def full():
    report = ReportFactory()
    for order, kind in enumerate(KINDS):
        ReportSectionFactory(report=report, kind=kind, order=order, chapter=order % 3 == 0)
    return report


def test_sections_become_chapters_and_headings_and_sources_come_last():
    report = ReportFactory()
    first = ReportSectionFactory(report=report, title="First", chapter=True)
    ReportSectionFactory(report=report, title="Pages", kind="sources", chapter=True)
    second = ReportSectionFactory(report=report, title="Second")
    made = writing.living(report, language="en", now=NOW)
    (chapter,) = made.chapters
    assert (chapter.anchor, text_of(chapter.title)) == (f"section-{first.pk}", "First")
    heads = [(one.level, one.anchor) for one in chapter.blocks if isinstance(one, Heading)]
    assert heads == [(2, f"section-{second.pk}")]
    assert made.frame.sources == "Pages"
    assert made.sources_intro == (Paragraph(made.sources_intro[0].words),)


def test_sources_are_numbered_once_in_the_order_they_are_named():
    report = ReportFactory()
    ReportSectionFactory(report=report, kind="instruments", chapter=True)
    partner = region()
    for slug in ("a", "b"):
        pages = {"name": ["https://example.org/both", f"https://example.org/{slug}"]}
        InstrumentFactory(partner=partner, name=slug, slug=slug, sources=pages)
    made = writing.living(report, language="en", now=NOW)
    assert [one.address for one in made.sources] == [
        "https://example.org/both",
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_words_follow_the_language_and_untranslated_ones_are_marked():
    report = ReportFactory()
    translated = ReportSectionFactory(report=report, title="First", chapter=True)
    ReportSectionFactory(report=report, title="Second", chapter=True)
    translations.translate(
        record=translated,
        language="pl",
        texts={"title": "Pierwszy", "text": "Słowa."},
        by=None,
        state=TranslationState.HUMAN,
        now=NOW,
    )
    with translation.override("en"):
        made = writing.living(report, language="pl", now=NOW)
    (first,), (second,) = (chapter.title for chapter in made.chapters)
    assert (first.text, first.language, first.mark) == ("Pierwszy", "", "")
    assert (second.text, second.language) == ("Second", "en")
    assert second.mark
    assert made.address == f"http://localhost:8000/pl/reports/{report.slug}/"


@pytest.mark.parametrize("regions", [1, 3])
def test_the_whole_report_takes_the_same_queries_however_many_records(
    django_assert_num_queries, regions
):
    report = full()
    for number in range(regions):
        partner = region(f"Region {number}")
        everything(partner)
        InstrumentFactory(partner=partner)
    with django_assert_num_queries(47):
        made = writing.living(report, language="el", now=NOW)
    assert len(made.chapters) == 5


@pytest.mark.parametrize(("local", "shown"), [(True, ["Story (example)"]), (False, [])])
def test_examples_are_for_local_settings_only(settings, local, shown):
    settings.SECON_LOCAL = local
    report = ReportFactory()
    ReportSectionFactory(report=report, kind="instruments", chapter=True)
    InstrumentFactory(partner=region(), name="Story", is_example=True)
    made = writing.living(report, language="en", now=NOW)
    table = next(one for one in made.chapters[0].blocks if getattr(one, "key", "") == "instruments")
    assert [text_of(row.cells[1].words) for row in table.rows] == shown
