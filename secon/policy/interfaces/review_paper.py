"""A published review as a document, for PDF and Word alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from secon.kernel.paper import words as told
from secon.kernel.paper.model import (
    Align,
    Block,
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
    Table,
    Words,
    plain,
)
from secon.policy.domain.review_sheet import Asked, Sheet
from secon.policy.domain.review_sheet import Words as Written
from secon.policy.interfaces import review_words
from secon.policy.interfaces.review_rows import AdvisedRow, question_row

TICKS = tuple((float(score), str(score)) for score in range(0, 11, 2))


def document(
    sheet: Sheet,
    advised: Sequence[AdvisedRow],
    *,
    language: str,
    address: str,
    today: date,
    is_example: bool,
) -> Document:
    """``sheet`` with the present state of its recommendations, in the reader's language."""
    return Document(
        title=written(sheet.title),
        language=language,
        frame=told.frame(),
        chapters=tuple(_chapters(sheet, advised, today, is_example)),
        dated=sheet.published.date() if sheet.published else today,
        kicker=_("Joint review of a policy instrument"),
        facts=tuple(_facts(sheet)),
        summary=tuple(_summary(sheet, is_example)),
        address=address,
    )


def written(words: Written) -> Words:
    """What somebody wrote, marked where it is not in the reader's language."""
    return told.in_language(words.text, words.language, words.asked) or plain("")


def _facts(sheet: Sheet) -> Iterable[tuple[str, str]]:
    yield _("Policy instrument"), sheet.instrument["name"]
    yield _("Led by"), sheet.partner["name"]
    if sheet.published:
        yield _("Published"), told.day(sheet.published.date())
    number = len(sheet.seats)
    said = ngettext("%(number)d of %(invited)d", "%(number)d of %(invited)d", number)
    yield _("Invited and answered"), said % {"number": number, "invited": sheet.invited}


def _summary(sheet: Sheet, is_example: bool) -> Iterable[Words]:
    if is_example:
        yield (
            Run(
                _("This is an example: instrument, organisations and answers are invented."),
                ink=Ink.STRONG,
            ),
        )
    if sheet.conclusion.text:
        yield written(sheet.conclusion)
    number = sheet.dissents
    said = ngettext(
        "%(number)d dissent is on record.", "%(number)d dissents are on record.", number
    )
    yield plain(said % {"number": number})


def _chapters(
    sheet: Sheet, advised: Sequence[AdvisedRow], today: date, is_example: bool
) -> Iterable[Chapter]:
    questions = sheet.by_disagreement()
    numbers = {one.code: number for number, one in enumerate(questions, 1)}
    yield Chapter(
        "sheet",
        plain(_("Where reviewers differ, and what they agree on")),
        tuple(_overview(questions)),
    )
    if advised:
        table = _advice(advised, numbers, today)
        yield Chapter("recommendations", plain(_("Recommendations")), (table,))
    blocks = [block for one in questions for block in _question(one, numbers[one.code])]
    yield Chapter("questions", plain(_("Question by question")), tuple(blocks))
    yield Chapter("how", plain(_("How it was done")), tuple(_method(sheet, is_example)))


def _overview(questions: Sequence[Asked]) -> Iterable[Block]:
    yield Paragraph(plain(_("The widest differences come first. A dot is one reviewer.")))
    marks = tuple(
        Mark(
            str(number),
            tuple(float(score) for score in one.spread.scores),
            review_words.said(one.spread),
            one.spread.median,
        )
        for number, one in enumerate(questions, 1)
    )
    yield Chart(
        ChartKind.DOTS,
        _("What each answered alone, from 0 to 10"),
        _("Each row is a question by its number in the table below."),
        marks,
        low=0,
        high=10,
        ticks=TICKS,
    )
    columns = (
        Column(_("Question"), share=3),
        Column(_("Median"), Align.END),
        Column(_("Lowest"), Align.END),
        Column(_("Highest"), Align.END),
        Column(_("Cannot say"), Align.END),
        Column(_("Agreed together"), share=2.4),
    )
    rows = tuple(_figures(one, number) for number, one in enumerate(questions, 1))
    yield Table("figures", _("Questions, those with the widest differences first"), columns, rows)


def _figures(one: Asked, number: int) -> Row:
    spread = one.spread
    text = told.told(one.text, "text")
    name = (Run(f"{number}.", ink=Ink.STRONG), *text)
    places = 0 if spread.median is None or float(spread.median).is_integer() else 1
    return Row(
        one.code,
        (
            Cell(name),
            told.number(spread.median, places=places),
            told.number(spread.low),
            told.number(spread.high),
            told.number(spread.cannot_say),
            Cell(_agreed(one)),
        ),
    )


def _agreed(one: Asked) -> Words:
    if one.outcome is None:
        return told.quiet(_("not discussed to an end yet"))
    said = [Run(_outcome(one), ink=Ink.STRONG)]
    if one.dissents:
        names = ", ".join(each.seat.organisation for each in one.dissents)
        said.append(Run(_("Dissent: %(who)s") % {"who": names}))
    return tuple(said)


def _outcome(one: Asked) -> str:
    label = str(one.outcome.label) if one.outcome else ""
    if one.agreed_score is None:
        return label
    return pgettext("outcome and score", "%(outcome)s: %(score)d of 10") % {
        "outcome": label,
        "score": one.agreed_score,
    }


def _question(one: Asked, number: int) -> Iterable[Block]:
    row = question_row(one)
    yield Heading(2, (Run(f"{number}."), *told.told(one.text, "text")), anchor=f"q-{one.code}")
    figures = "; ".join(part for part in (row.said, row.apart, row.half) if part)
    yield Paragraph(told.quiet(figures))
    if one.outcome is not None:
        yield Paragraph((Run(_outcome(one), ink=Ink.STRONG),))
    if one.agreed_text.text:
        yield Paragraph(written(one.agreed_text))
    for each in one.dissents:
        title = _("Dissent: %(who)s") % {"who": each.seat.organisation}
        yield Note(written(each.text), title=title, kind=NoteKind.WARNING)
    columns = (
        Column(_("Organisation"), share=1.6),
        Column(_("Score"), share=0.8),
        Column(_("Why"), share=3),
        Column(_("Evidence"), share=2),
    )
    rows = tuple(
        Row(
            str(said.seat.number),
            (
                told.cell(said.seat.organisation),
                Cell(plain(_("cannot say"))) if said.score is None else told.number(said.score),
                _said(said.text),
                _said(said.evidence),
            ),
        )
        for said in one.answers
    )
    yield Table(f"answers-{one.code}", _("Each answer"), columns, rows)


def _said(words: Written) -> Cell:
    return Cell(written(words)) if words.text else Cell(told.quiet(_("not said")))


def _advice(advised: Sequence[AdvisedRow], numbers: dict[str, int], today: date) -> Table:
    columns = (
        Column(_("Recommendation"), share=3),
        Column(_("Who should do it"), share=1.6),
        Column(_("Until"), share=1.2),
        Column(_("State on %(day)s") % {"day": told.day(today)}, share=1.6),
    )
    rows = tuple(
        Row(
            str(row.advised.key),
            (
                Cell((*written(row.advised.text), *_question_named(row, numbers))),
                told.cell(row.advised.owner),
                told.cell(told.day(row.advised.due_on)),
                told.cell(_state(row)),
            ),
        )
        for row in advised
    )
    return Table("recommendations", _("Recommendations"), columns, rows)


def _question_named(row: AdvisedRow, numbers: dict[str, int]) -> Words:
    number = numbers.get(row.advised.question)
    return told.quiet(_("(question %(number)d)") % {"number": number}) if number else ()


def _state(row: AdvisedRow) -> str:
    if row.state is None:
        return ""
    parts = [str(row.state.label), _("overdue") if row.late else "", row.note]
    return "; ".join(part for part in parts if part)


def _method(sheet: Sheet, is_example: bool) -> Iterable[Block]:
    if is_example:
        said = _("This is an example: instrument, organisations and answers are invented.")
        yield Note(plain(said), kind=NoteKind.EXAMPLE)
    if sheet.introduction.text:
        yield Paragraph(written(sheet.introduction))
    yield Paragraph(
        plain(
            _(
                "Each reviewer answers alone first, with a score from 0 to 10 or “I cannot say”. Nobody, the lead included, sees another’s answer before all are shown at once. Then the differences are discussed question by question; agreement and dissent are both recorded."
            )
        )
    )
    yield Paragraph(
        plain(
            _(
                "The median is the score in the middle: half of the scores are no higher. Who cannot say is counted apart and moves no figure. Questions are ordered by how far reviewers are apart: the average difference between two of them in points; up to 1 is close together, above 2.5 far apart."
            )
        )
    )
    yield Heading(2, plain(_("Who took part")))
    yield Bullets(
        tuple(_who(seat.organisation, str(seat.side.label), seat.region) for seat in sheet.seats)
    )


def _who(organisation: str, side: str, region: object) -> Words:
    named = told.told(region, "territory_name") if region is not None else ()  # type: ignore[arg-type]  # a Text
    return (Run(organisation), *told.quiet(f"({side})"), *named)
