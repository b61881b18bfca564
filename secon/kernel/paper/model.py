"""What a document is: chapters of paragraphs, points, tables, charts and notes. Pure, frozen.

Every text is data: no writer reads markup in it. Numbers and dates come as words of the
document's language; ``Cell.value`` keeps the number for spreadsheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ink(StrEnum):
    """How a run of words looks."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    UNKNOWN = "unknown"  # says that something is not known


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one language and look. ``language`` empty: the document's own.

    ``mark``: what stands small behind them, such as "in Polish". ``sources``: numbers in the list.
    """

    text: str
    language: str = ""
    ink: Ink = Ink.PLAIN
    mark: str = ""
    href: str = ""
    sources: tuple[int, ...] = ()


Words = tuple[Run, ...]


def plain(text: str, *sources: int) -> Words:
    """``text`` in the document's language."""
    return (Run(text, sources=sources),)


def text_of(words: Words) -> str:
    """The bare text of ``words``."""
    return " ".join(run.text for run in words)


class Align(StrEnum):
    """How a column is set."""

    START = "start"
    END = "end"  # numbers
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``share``: of the width, against the others. ``upright``: a narrow column whose head is turned."""

    title: str
    align: Align = Align.START
    share: float = 1.0
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. ``value``: the number it tells, if it is one. ``lines``: each run on its own line."""

    words: Words
    value: float | None = None
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``key`` names it across editions and languages. The first cell is its head."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``key`` names it across editions. ``notes`` stand below it."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Words, ...] = ()
    empty: str = ""  # said in place of no rows


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    DOTS = "dots"  # a strip for each row: every answer a dot, the middle marked


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of a chart. Bars have one value, strips one for each answer."""

    label: str
    values: tuple[float, ...]
    said: str = ""  # the figure in words, at the end of the row
    middle: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the words that stand for it; its figures stand in a table beside it.

    ``low`` to ``high`` is the scale, ``ticks`` its named values.
    """

    kind: ChartKind
    title: str
    description: str
    marks: tuple[Mark, ...]
    low: float = 0
    high: float = 0
    ticks: tuple[tuple[float, str], ...] = ()


class NoteKind(StrEnum):
    """What a note is."""

    INFO = "info"
    EXAMPLE = "example"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter: level 2 or 3."""

    level: int
    words: Words
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Words set apart."""

    words: Words
    title: str = ""
    kind: NoteKind = NoteKind.INFO


Block = Heading | Paragraph | Bullets | Table | Chart | Note


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; ``anchor`` names it in addresses."""

    anchor: str
    title: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the list of sources."""

    number: int
    address: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of the frame, the same in every document of a language (``words.frame``)."""

    site: str
    funding: str
    programme: str
    emblem: str
    disclaimer: str
    contents: str
    sources: str
    unknown: str
    page: str  # "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language. ``facts``: what its title page says, such as date and edition."""

    title: Words
    language: str
    frame: Frame
    chapters: tuple[Chapter, ...]
    dated: date
    kicker: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    summary: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()
    sources_intro: tuple[Block, ...] = ()
    address: str = ""  # where the document is found; links without a host are of the same host


def tables_of(document: Document) -> tuple[Table, ...]:
    """Every table, in order."""
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    return tuple(block for block in blocks if isinstance(block, Table))
