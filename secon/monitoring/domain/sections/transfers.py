"""From a practice to a changed policy and its money, and the policy improvements themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.models import Text
from secon.kernel.paper import words
from secon.kernel.paper.model import (
    Align,
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Run,
    Table,
    Words,
    plain,
)
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.monitoring.domain.sections.moneys import summed
from secon.policy.domain.linked import Chain, Link, Stage
from secon.policy.enums import ImprovementState
from secon.policy.models import Improvement

PROMISED = {ImprovementState.PLANNED.value, ImprovementState.REFUSED.value}


def transfers(material: Material) -> tuple[Block, ...]:
    """Each chain as a row, a column for each of its links."""
    columns = (
        Column(_("From where to where"), share=1.8),
        Column(_("What travels"), share=2),
        Column(_("Visit"), share=1.5),
        Column(_("Plan"), share=1.5),
        Column(_("Change of the policy"), share=2),
        Column(_("Money"), share=1.5),
    )
    rows = tuple(Row(chain.key, _chain(chain, material)) for chain in material.chains)
    empty = _("No practice is on its way to another region yet.")
    return (Table("chains", _("From practice to policy"), columns, rows, (), empty),)


def improvements(material: Material) -> tuple[Block, ...]:
    """Each improvement with its money, known or not."""
    columns = (
        Column(_("Improvement"), share=2.8),
        Column(_("Instrument"), share=2.2),
        Column(_("Kind"), share=1.5),
        Column(_("State"), share=1.3),
        Column(_("Since"), share=1.1),
        Column(_("Money influenced"), Align.END, share=1.7),
    )
    rows = tuple(
        Row(f"improvement-{one.pk}", _cells(one, material)) for one in material.improvements
    )
    empty = _("No policy improvement is on record.")
    made = Table("improvements", _("Policy improvements"), columns, rows, (), empty)
    if not material.improvements:
        return (made,)
    return (Paragraph(plain(_influenced(material.improvements))), made)


def _chain(chain: Chain, material: Material) -> tuple[Cell, ...]:
    links = {link.stage: link for link in chain.links}
    title = telling.named(chain.title, "title", href=chain.href, is_example=chain.is_example)
    if chain.origin is None:
        title = words.quiet(links[Stage.PRACTICE].said)
    stages = (Stage.VISIT, Stage.PLAN, Stage.CHANGE, Stage.MONEY)
    return (
        Cell(_way(chain)),
        Cell(title),
        *(Cell(_link(links[stage], material)) for stage in stages),
    )


def _way(chain: Chain) -> Words:
    target = _place(chain.target)
    if chain.origin is None:
        return target
    return (*_place(chain.origin), Run("→"), *target)


def _place(text: Text) -> Words:
    return words.told(text, "territory_name")


def _link(link: Link, material: Material) -> Words:
    numbers = material.sources.number(link.proof) if link.proof.startswith("http") else ()
    said = [Run(link.said, sources=numbers)]
    if link.on:
        said.append(Run(f"({words.day(link.on)})"))
    if link.name:
        said.append(Run(link.name, link.language))
    if link.amount is not None:
        said.append(Run(telling.money(link.amount, link.currency)))
    return tuple(said)


def _cells(one: Improvement, material: Material) -> tuple[Cell, ...]:
    proofs = [proof.url for proof in one.proofs.all()]
    title = telling.named(
        one.best(material.language, "title"),
        "title",
        href=telling.address("policy:improvement", one.pk),
        sources=material.sources.number(one.source, *proofs),
        is_example=one.is_example,
    )
    return (
        Cell(title),
        Cell(words.told(one.instrument.best(material.language, "name"), "name")),
        words.cell(str(one.get_kind_display())),
        words.cell(str(one.get_state_display())),
        words.cell(str(one.happened_on.year) if one.happened_on else ""),
        telling.amount_cell(one.amount, one.currency),
    )


def _influenced(found: Iterable[Improvement]) -> str:
    """What is known of the money of those that happened; validated or not is said in the table."""
    happened = [one for one in found if one.state not in PROMISED]
    known = [(one.currency, one.amount) for one in happened if one.amount is not None]
    sums = telling.joined(telling.money(value, name) for name, value in summed(known))
    said = [
        ngettext(
            "%(count)s policy improvement has taken place.",
            "%(count)s policy improvements have taken place.",
            len(happened),
        )
        % {"count": len(happened)}
    ]
    if known:
        said.append(_("The money influenced, as far as it is known: %(sums)s.") % {"sums": sums})
    if unknown := len(happened) - len(known):
        said.append(
            ngettext(
                "For %(count)s it is unknown.", "For %(count)s of them it is unknown.", unknown
            )
            % {"count": unknown}
        )
    return " ".join(said)
