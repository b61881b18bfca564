"""How lots ended, and the call and the result of one lot joined."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from secon.procurement.interfaces.names import Names
from secon.procurement.interfaces.rows import money, tender_url
from secon.procurement.interfaces.statements import State, Statement, statements
from secon.procurement.interfaces.texts import choose
from secon.procurement.models import Award, Lot, Winner

STATUS_LIST = "winner-selection-status"
REASON_LIST = "non-award-justification"


@dataclass(frozen=True, slots=True)
class WinnerSaid:
    """The organisations behind one winning tender."""

    names: tuple[str, ...]
    value: str
    value_doubtful: bool
    signed: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a lot. ``publication`` is of the result notice."""

    publication: str
    url: str
    published: date | None
    status: str
    reason: str
    tenders_received: int | None
    lowest: str
    highest: str
    winners: tuple[WinnerSaid, ...]


@dataclass(frozen=True, slots=True)
class CallSaid:
    """What the call said of the lot that a result belongs to."""

    publication: str
    url: str
    statements: tuple[Statement, ...]


def outcomes(lot: Lot, *, names: Names) -> list[Outcome]:
    """The lot's own result, or the results that name it as their call."""
    own = getattr(lot, "award", None)
    return [_outcome(award, names=names) for award in ([own] if own else lot.awards.all())]


def call_of(lot: Lot, *, names: Names) -> CallSaid | None:
    """The call of a result's lot: whether it was reserved is only said there."""
    own: Award | None = getattr(lot, "award", None)
    call = own.call_lot if own else None
    if call is None:
        return None
    said = [s for s in statements(call, names=names) if s.state is not State.UNKNOWN]
    publication = call.notice.publication
    return CallSaid(publication, f"{tender_url(publication)}?lot={call.ref}", tuple(said))


def codes_of_outcomes(lot: Lot) -> Iterator[tuple[str, str]]:
    """(list, code) of everything the outcomes of a lot name."""
    own: Award | None = getattr(lot, "award", None)
    for award in [own] if own else lot.awards.all():
        yield STATUS_LIST, award.status
        yield REASON_LIST, award.reason


def _outcome(award: Award, *, names: Names) -> Outcome:
    notice = award.lot.notice
    return Outcome(
        publication=notice.publication,
        url=tender_url(notice.publication),
        published=notice.published,
        status=names.code(STATUS_LIST, award.status) if award.status else "",
        reason=names.code(REASON_LIST, award.reason) if award.reason else "",
        tenders_received=award.tenders_received,
        lowest=money(award.lowest, award.lowest_currency),
        highest=money(award.highest, award.highest_currency),
        winners=tuple(
            _tender([*members], reader=names.language, original=notice.languages)
            for _number, members in groupby(award.winners.all(), key=lambda w: w.tender)
        ),
    )


def _tender(members: list[Winner], *, reader: str, original: list[str]) -> WinnerSaid:
    said = []
    for member in members:
        body = member.organisation
        if body is not None:
            shown = choose(body.names, reader=reader, original=original)
            said.append(str(shown or body.name))
    first = members[0]
    return WinnerSaid(
        names=tuple(said),
        value=money(first.value, first.currency),
        value_doubtful=first.value_doubtful,
        signed=first.contract_date,
    )
