"""What pages show of transfers, in the reader's language: a fixed number of queries each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from secon.kernel.models import Text, rows_for
from secon.partnership.enums import PartnerRole
from secon.partnership.models import Partner
from secon.policy.domain.linked import Chain
from secon.policy.models import Improvement, Instrument
from secon.practices.domain import transfer_chains
from secon.practices.domain.transfer_chains import PUBLIC
from secon.practices.enums import PUBLIC_STATES, STAGE_OF, Stage, TransferState
from secon.practices.models import Practice, Transfer, TransferContext, TransferMove, TransferTask


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is filtered by; empty: everything."""

    origin: str = ""  # slugs of partners
    target: str = ""
    state: str = ""
    instrument: int | None = None
    practice: int | None = None

    def condition(self) -> Q:
        """As a condition on transfers."""
        found = Q(PUBLIC)
        if self.origin:
            found &= Q(practice__partner__slug=self.origin)
        if self.target:
            found &= Q(partner__slug=self.target)
        if self.state:
            found &= Q(state=self.state)
        if self.instrument:
            found &= Q(instrument=self.instrument)
        if self.practice:
            found &= Q(practice=self.practice)
        return found


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence on the page: ``state`` is the step it shows, if any."""

    pk: int
    title: str
    language: str
    kind: str
    href: str
    dated: date | None
    note: str
    state: TransferState | None


@dataclass(frozen=True, slots=True)
class TransferPage:
    """A transfer for readers: ``text`` has its texts, ``practice`` the ``title``."""

    transfer: Transfer
    chain: Chain
    text: Text
    practice: Text
    origin: Text
    target: Text
    instrument: Text | None
    improvement: Text | None
    stage: Stage | None
    contexts: tuple[TransferContext, ...]
    tasks: tuple[TransferTask, ...]
    moves: tuple[TransferMove, ...]
    proofs: tuple[Proof, ...]

    @property
    def state(self) -> TransferState:
        """How far it is."""
        return TransferState(self.transfer.state)


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many practices go from one region to another: ``cells[origin][target]``."""

    regions: tuple[tuple[str, Text], ...]  # slug and ["territory_name"]
    cells: Mapping[str, Mapping[str, int]]

    def rows(self) -> list[tuple[str, Text, list[tuple[str, int | None]]]]:
        """Each origin with its counts for every target; None for itself."""
        return [
            (
                slug,
                name,
                [
                    (to, None if to == slug else self.cells.get(slug, {}).get(to, 0))
                    for to, _name in self.regions
                ],
            )
            for slug, name in self.regions
        ]


def listed(asked: Asked) -> QuerySet[Transfer]:
    """Public transfers that meet the filters, newest first."""
    found: QuerySet[Transfer] = Transfer.objects.filter(asked.condition())
    return found


def page(pk: int, language: str, *, hidden: bool = False) -> TransferPage | None:
    """One transfer; None where there is none, or (unless ``hidden``) its practice is not public."""
    condition = Q(pk=pk) if hidden else Q(PUBLIC, pk=pk)
    found = transfer_chains.load(Transfer.objects.filter(condition), language)
    return _page(found[0], language) if found else None


def page_is_public(transfer: Transfer) -> bool:
    """Whether readers see it: its practice is published."""
    practice = transfer.practice
    return practice.live and practice.state in PUBLIC_STATES


def matrix(language: str) -> Matrix:
    """From where to where practices travel; dropped ones are not counted. Three queries."""
    rows = (
        Transfer.objects.filter(PUBLIC)
        .exclude(state=TransferState.DROPPED)
        .order_by()
        .values_list("practice__partner__slug", "partner__slug")
        .annotate(number=Count("pk"))
    )
    cells: dict[str, dict[str, int]] = defaultdict(dict)
    for origin, target, number in rows:
        cells[origin][target] = number
    return Matrix(tuple(regions(language)), cells)


def regions(language: str) -> list[tuple[str, Text]]:
    """The partners that have a region, by number: slug and name. Two queries."""
    partners = Partner.objects.published().exclude(role=PartnerRole.ADVISORY)
    return [
        (one.slug, one.best(language, "territory_name")) for one in partners.in_language(language)
    ]


def instruments(language: str) -> list[tuple[int, Text]]:
    """Public instruments that some transfer aims at. Two queries."""
    aimed = Transfer.objects.filter(PUBLIC).exclude(instrument=None).values("instrument")
    found = Instrument.objects.published().filter(pk__in=aimed)
    return [(one.pk, one.best(language, "name")) for one in found.in_language(language)]


def practices(language: str) -> list[tuple[int, Text]]:
    """Practices that some region took up. Two queries."""
    taken = Transfer.objects.filter(PUBLIC).values("practice")
    found = Practice.objects.filter(pk__in=taken).in_language(language)
    return [(one.pk, one.best(language, "title")) for one in found]


def target_instruments(partner: Partner, language: str) -> list[tuple[int, Text]]:
    """What a region may want to change: its own instruments, then its country's. Two queries."""
    found = Instrument.objects.published().filter(
        Q(partner=partner) | Q(partner=None, country=partner.country)
    )
    chosen = found.in_language(language).order_by("-addressed", "level", "name")
    return [(one.pk, one.best(language, "name")) for one in chosen]


def possible_improvements(transfer: Transfer, language: str) -> list[tuple[int, Text]]:
    """Improvements of the instrument it shall change. Two queries."""
    found = Improvement.objects.filter(instrument=transfer.instrument_id)
    rows = found.prefetch_related(rows_for(Improvement, language))
    return [(one.pk, one.best(language, "title")) for one in rows]


def _page(transfer: Transfer, language: str) -> TransferPage:
    improvement, state = transfer.improvement, TransferState(transfer.state)
    chain = transfer_chains.chain_of(transfer, language)
    assert chain.origin is not None  # noqa: S101 -- a transfer has a practice
    return TransferPage(
        transfer=transfer,
        chain=chain,
        text=transfer.best(language),
        practice=chain.title,
        origin=chain.origin,
        target=chain.target,
        instrument=transfer_chains.aim_of(transfer, language),
        improvement=(
            improvement.best(language, "title")
            if improvement is not None and improvement.instrument.live
            else None
        ),
        stage=STAGE_OF.get(state),
        contexts=tuple(transfer.contexts.all()),
        tasks=tuple(transfer.tasks.all()),
        moves=tuple(transfer.moves.all()),
        proofs=tuple(
            Proof(
                pk=one.pk,
                title=one.title,
                language=one.language,
                kind=str(one.get_kind_display()),
                href=transfer_chains.proof_address(one) if one.url or one.file else "",
                dated=one.dated,
                note=one.note,
                state=TransferState(one.state) if one.state else None,
            )
            for one in transfer.proofs.all()
        ),
    )
