"""A document with one of everything."""

from dataclasses import replace
from datetime import date

from django.utils.translation import override

from secon.kernel.paper import words
from secon.kernel.paper.model import (
    Align,
    Bullets,
    Cell,
    Chapter,
    Chart,
    ChartKind,
    Column,
    Document,
    Heading,
    Ink,
    Mark,
    Note,
    NoteKind,
    Paragraph,
    Row,
    Run,
    Source,
    Table,
    plain,
)

BARS = Chart(
    ChartKind.BARS,
    "Practices by region",
    "How many each region has.",
    (Mark("Mazovia", (4.0,), "4"), Mark("Haskovo", (0.0,), "0")),
    0,
    4,
)
DOTS = Chart(
    ChartKind.DOTS,
    "How strong",
    "Each dot is a voice.",
    (Mark("Finance", (1.0, 5.0, 5.0), "3 voices", 5.0), Mark("Law", (), "0 voices")),
    1,
    5,
    ((1.0, "Slight"), (5.0, "Decisive")),
)


def table(rows: int = 2, text: str = "Mazovia") -> Table:
    """A table with a turned head and an unknown cell."""
    return Table(
        "regions",
        "Regions compared",
        (Column("Region", share=2), Column("Voices", Align.END), Column("Finance", upright=True)),
        tuple(
            Row(
                f"row-{number}",
                (
                    Cell(plain(text, 1)),
                    Cell(plain(str(number)), float(number)),
                    Cell((Run("unknown", ink=Ink.UNKNOWN),)),
                ),
            )
            for number in range(rows)
        ),
        (plain("Numbers count voices."),),
        "Nothing is on record.",
    )


def document(language: str = "en", text: str = "Social economy", rows: int = 2) -> Document:
    """A document whose words are ``text``."""
    with override(language):
        frame = words.frame()
    chapter = Chapter(
        "one",
        plain(text),
        (
            Heading(2, plain(text), "two"),
            Paragraph((Run(text, "pl", mark="in Polish", href="/en/policies/", sources=(1,)),)),
            Bullets((plain(text), plain("Second point"))),
            Note(plain(text), text, NoteKind.EXAMPLE),
            BARS,
            DOTS,
            table(rows, text),
            replace(table(0), key="none"),
        ),
    )
    return Document(
        title=plain(text),
        language=language,
        frame=frame,
        chapters=(chapter,),
        dated=date(2026, 11, 23),
        kicker=text,
        facts=(("Edition", text),),
        summary=(plain(text),),
        sources=(Source(1, "https://example.org/page", text),),
        sources_intro=(Paragraph(plain("Public pages.")),),
        address="https://secon.example.org/en/reports/policies/",
    )
