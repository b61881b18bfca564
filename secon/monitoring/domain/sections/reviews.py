"""Joint reviews: who answered, on what people agree and on what not, what they recommend."""

from __future__ import annotations

from django.utils.translation import gettext as _

from secon.kernel.paper import words
from secon.kernel.paper.model import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Row,
    Run,
    Table,
    Words,
    plain,
)
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.policy.enums import Outcome
from secon.policy.models import JointReview


def reviews(material: Material) -> tuple[Block, ...]:
    """Published reviews with counts of agreement and dissent, then their recommendations."""
    columns = (
        Column(_("Review"), share=2.6),
        Column(_("Instrument"), share=2.2),
        Column(_("Published"), share=1.6),
        Column(_("Reviewers"), Align.END, share=1.1),
        Column(_("All agree"), Align.END),
        Column(_("Most agree"), Align.END),
        Column(_("No agreement"), Align.END, share=1.2),
        Column(_("Dissents"), Align.END),
    )
    rows = tuple(Row(f"review-{one.pk}", _cells(one, material)) for one in material.reviews)
    notes = (plain(_("Agreement counts questions; a dissent is one reviewer's on one question.")),)
    empty = _("No joint review is published yet.")
    made = Table("reviews", _("Joint reviews"), columns, rows, notes if rows else (), empty)
    return (made, *_recommendations(material))


def _cells(one: JointReview, material: Material) -> tuple[Cell, ...]:
    questions = list(one.questions.all())
    outcomes = [question.outcome for question in questions]
    mark = words.mark_of(one.language, material.language)
    href = telling.address("policy:review", one.pk)
    title: Words = (
        Run(one.title, _other(one, material), mark=mark, href=href),
        *((Run(_("(example)")),) if one.is_example else ()),
    )
    answered = sum(seat.submitted_at is not None for seat in one.reviewers.all())
    return (
        Cell(title),
        Cell(words.told(one.instrument.best(material.language, "name"), "name")),
        words.cell(words.day(one.published_at.date() if one.published_at else None)),
        words.number(answered),
        *(words.number(outcomes.count(outcome.value)) for outcome in Outcome),
        words.number(sum(len(question.dissents.all()) for question in questions)),
    )


def _recommendations(material: Material) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for one in material.reviews:
        other = _other(one, material)
        items = tuple(
            (
                Run(said.text, other),
                *words.quiet(
                    _("%(owner)s, until %(day)s (%(state)s)")
                    % {
                        "owner": said.owner,
                        "day": words.day(said.due_on),
                        "state": said.get_state_display(),
                    }
                ),
            )
            for said in one.recommendations.all()
        )
        if items:
            head = _("What “%(review)s” recommends") % {"review": one.title}
            blocks += [Heading(3, plain(head)), Bullets(items)]
    return tuple(blocks)


def _other(one: JointReview, material: Material) -> str:
    return one.language if one.language != material.language else ""
