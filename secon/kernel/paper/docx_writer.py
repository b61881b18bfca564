"""Documents as DOCX with real styles: headings, captions, repeated heads, a field of contents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import docx as word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.shared import Mm, Pt

from secon.kernel.paper import docx_parts as parts
from secon.kernel.paper import docx_styles as styles
from secon.kernel.paper import press, typst_writer
from secon.kernel.paper.docx_styles import HAIR, MUTED, OLIVE, SEA, prepare
from secon.kernel.paper.model import (
    Align,
    Block,
    Bullets,
    Chart,
    Document,
    Heading,
    Ink,
    Note,
    Paragraph,
    Run,
    Table,
    Words,
    text_of,
)
from secon.kernel.paper.plain import absolute, document_of, plain_of

HEAD = 2050  # twips of a turned head
TWIPS = 56.7  # in a millimetre
ALIGNED = {
    Align.START: WD_ALIGN_PARAGRAPH.LEFT,
    Align.END: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
}


def docx(document: Document) -> bytes:
    """``document`` as a Word file."""
    return _Writer(document_of(press.printable(absolute(plain_of(document))))).written()


class _Writer:
    """One file while it is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file: Any = word.Document()
        self.numbers = count(1)
        charts = [
            block
            for chapter in document.chapters
            for block in chapter.blocks
            if isinstance(block, Chart)
        ]
        emblem, *drawn = typst_writer.pictures(charts, language=document.language)
        self.emblem = emblem
        self.style_ids: dict[str, str] = {}
        self.drawn: Iterator[bytes] = iter(drawn)

    def written(self) -> bytes:
        self.style_ids = prepare(self.file, self.document.language)
        styles.tell(self.file, self.document)
        self._title_page()
        self._contents()
        for number, chapter in enumerate(self.document.chapters):
            self._heading(1, chapter.title, f"chapter_{number}")
            for at, block in enumerate(chapter.blocks):
                self._block(block, f"part_{number}_{at}")
        self._sources()
        self._foot()
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()

    # The title page

    def _title_page(self) -> None:
        document, frame = self.document, self.document.frame
        self._paragraph("Site", frame.site)
        if document.kicker:
            self._paragraph("Kicker", document.kicker)
        self._words(self._paragraph("Title"), document.title)
        for paragraph in document.summary:
            self._words(self._paragraph("Subtitle"), paragraph)
        for term, said in document.facts:
            paragraph = self._paragraph("Fact")
            paragraph.add_run(f"{term}\t").font.color.rgb = MUTED
            paragraph.add_run(said)
        funding = self._paragraph("Funding")
        self._picture(funding, self.emblem, 26, frame.emblem)
        funding.add_run("  ")
        funding.add_run(frame.funding).bold = True
        funding.add_run(f" · {frame.programme}")
        self._paragraph("Small", frame.disclaimer)

    def _contents(self) -> None:
        self._paragraph("TOC Heading", self.document.frame.contents)
        entries = list(self._entries())
        made = [self._paragraph(f"TOC {level}") for level, _title, _name in entries]
        if not made:
            return
        with parts.field_around(made[0], made[-1], 'TOC \\o "1-2" \\h \\z \\u'):
            for paragraph, (_level, title, name) in zip(made, entries, strict=True):
                with parts.link(paragraph, anchor=name):
                    paragraph.add_run(title)

    def _entries(self) -> Iterator[tuple[int, str, str]]:
        """Level, title and bookmark of what the contents list."""
        for number, chapter in enumerate(self.document.chapters):
            yield 1, text_of(chapter.title), f"chapter_{number}"
            for at, block in enumerate(chapter.blocks):
                if isinstance(block, Heading) and block.level == 2:
                    yield 2, text_of(block.words), f"part_{number}_{at}"
        if self.document.sources or self.document.sources_intro:
            yield 1, self.document.frame.sources, "sources"

    # Blocks

    def _heading(self, level: int, words: Words, name: str) -> None:
        paragraph = self._paragraph(f"Heading {level}")
        self._words(paragraph, words)
        parts.bookmark(paragraph, name, next(self.numbers))

    def _block(self, block: Block, name: str) -> None:
        match block:
            case Heading():
                self._heading(block.level, block.words, name)
            case Paragraph():
                self._words(self._paragraph("Body Text"), block.words)
            case Bullets():
                self._bullets(block)
            case Note():
                self._note(block)
            case Chart():
                self._chart(block)
            case Table():
                self._table(block)

    def _bullets(self, bullets: Bullets) -> None:
        for at, item in enumerate(bullets.items):
            paragraph = self._paragraph("List Bullet")
            if at == 0:
                paragraph.paragraph_format.space_before = Pt(6)
            self._words(paragraph, item)

    def _note(self, note: Note) -> None:
        paragraph = self._paragraph("Note")
        if note.title:
            paragraph.add_run(f"{note.title}. ").bold = True
        self._words(paragraph, note.words)

    def _chart(self, chart: Chart) -> None:
        self._paragraph("Caption", chart.title)
        paragraph = self._paragraph("Picture")
        self._picture(paragraph, next(self.drawn), styles.WIDTH - 2, chart.description)
        self._paragraph("Small", chart.description)

    def _table(self, table: Table) -> None:
        self._paragraph("Caption", table.caption)
        if table.rows:
            self._rows(table)
        else:
            self._paragraph("Small", table.empty)
        for note in table.notes:
            self._words(self._paragraph("Small"), note)

    def _rows(self, table: Table) -> None:
        widths = styles.widths(table.columns)
        made = self.file.add_table(rows=1, cols=len(widths))
        parts.set_table_words(made, table.caption)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        head = made.rows[0]
        upright = any(column.upright for column in table.columns)
        parts.set_row(head, head=True, least=HEAD if upright else 0)
        for cell, column, width in zip(head.cells, table.columns, widths, strict=True):
            parts.set_cell(
                cell,
                width=round(width * TWIPS),
                line=str(OLIVE),
                upright=column.upright,
                head=True,
            )
            paragraph = self._first(
                cell, "Table Head", Align.START if column.upright else column.align
            )
            paragraph.add_run(column.title)
        for row in table.rows:
            made_row = made.add_row()
            parts.set_row(made_row)
            filled = zip(made_row.cells, row.cells, table.columns, widths, strict=True)
            for at, (cell, said, column, width) in enumerate(filled):
                parts.set_cell(cell, width=round(width * TWIPS), line=str(HAIR))
                self._words(
                    self._first(cell, "Table Text", column.align),
                    said.words,
                    strong=at == 0,
                    lines=said.lines,
                )

    def _sources(self) -> None:
        if not (self.document.sources or self.document.sources_intro):
            return
        self._heading(1, (Run(self.document.frame.sources),), "sources")
        for at, block in enumerate(self.document.sources_intro):
            self._block(block, f"sources_{at}")
        for source in self.document.sources:
            paragraph = self._paragraph("Source")
            paragraph.add_run(f"{source.number}\t{source.said}{' ' if source.said else ''}")
            with parts.link(paragraph, address=source.address):
                paragraph.add_run(source.address).font.color.rgb = SEA
            parts.bookmark(paragraph, f"source_{source.number}", next(self.numbers))

    # Words

    def _paragraph(self, style: str, text: str = "") -> Any:
        """A new paragraph; python-docx's own way looks every style up again."""
        made = self.file.add_paragraph(text)
        made._p.style = self.style_ids[style]
        return made

    def _first(self, cell: Any, style: str, align: Align) -> Any:
        """The paragraph every cell begins with."""
        made = cell.paragraphs[0]
        made._p.style = self.style_ids[style]
        if align is not Align.START:
            made.alignment = ALIGNED[align]
        return made

    def _words(
        self, paragraph: Any, words: Iterable[Run], *, strong: bool = False, lines: bool = False
    ) -> None:
        for at, run in enumerate(words):
            if at:
                paragraph.add_run("\n" if lines else " ")
            self._run(paragraph, run, strong=strong)

    def _run(self, paragraph: Any, run: Run, *, strong: bool) -> None:
        if run.href:
            with parts.link(paragraph, address=run.href):
                self._letters(paragraph, run, strong=strong).font.color.rgb = SEA
        else:
            self._letters(paragraph, run, strong=strong)
        if run.mark:
            mark = paragraph.add_run(f" ({run.mark})")
            mark.font.color.rgb, mark.font.size = MUTED, Pt(8)
        for number in run.sources:
            with parts.link(paragraph, anchor=f"source_{number}"):
                reference = paragraph.add_run(f" [{number}]")
                reference.font.color.rgb, reference.font.size = SEA, Pt(8)

    def _letters(self, paragraph: Any, run: Run, *, strong: bool) -> Any:
        made = paragraph.add_run(run.text)
        made.bold = True if strong or run.ink is Ink.STRONG else None
        if run.ink in {Ink.QUIET, Ink.UNKNOWN}:
            made.font.color.rgb = MUTED
        if run.ink is Ink.UNKNOWN:
            made.font.underline = WD_UNDERLINE.DOTTED
        if run.language:
            parts.set_language(made._r.get_or_add_rPr(), run.language)
        return made

    def _picture(self, paragraph: Any, data: bytes, width: float, words: str) -> None:
        picture = paragraph.add_run().add_picture(io.BytesIO(data), width=Mm(width))
        parts.describe(picture, words, next(self.numbers))

    # The foot of every page but the first, whose own block says the same larger

    def _foot(self) -> None:
        frame, section = self.document.frame, self.file.sections[0]
        section.start_type = WD_SECTION.NEW_PAGE
        section.different_first_page_header_footer = True
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self.file.styles["Footer"]
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(styles.WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        self._picture(paragraph, self.emblem, 9, frame.emblem)
        paragraph.add_run("  ")
        paragraph.add_run(frame.funding).bold = True
        paragraph.add_run(f" · {frame.programme} · {frame.site}\t")
        before, _, rest = frame.page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        paragraph.add_run(before)
        parts.add_field(paragraph, "PAGE", "1")
        paragraph.add_run(between)
        parts.add_field(paragraph, "NUMPAGES", "1")
        paragraph.add_run(after)
