"""Gathers what the ranking of practices for a region reads: a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Count, Model

from secon.kernel.models import Text
from secon.partnership.models import Partner, PartnerTerritory
from secon.people.enums import Role
from secon.people.models import User
from secon.places.domain.queries import drawn_codes
from secon.places.enums import UrbanType, Version
from secon.places.models import Region
from secon.policy.enums import Effect, Rural
from secon.policy.models import Instrument
from secon.practices.domain.legal_forms import counterpart
from secon.practices.domain.standing import standing_of
from secon.practices.enums import Judge, TransferState
from secon.practices.fitting import ranking
from secon.practices.fitting.ranking import Fits
from secon.practices.fitting.shapes import Answer, Barrier, Candidate, Land, Surroundings
from secon.practices.models import (
    Judgement,
    Practice,
    PracticeAnswer,
    PracticeProof,
    PracticeResult,
    PracticeTopic,
    Transfer,
)

LANDS = {
    UrbanType.RURAL: Land.RURAL,
    UrbanType.INTERMEDIATE: Land.BETWEEN,
    UrbanType.URBAN: Land.URBAN,
}
SAID = {Rural.RURAL: Land.RURAL, Rural.URBAN: Land.URBAN, Rural.BOTH: Land.ANYWHERE}
REACHED = frozenset({TransferState.ADAPTED, TransferState.IN_INSTRUMENT})
OWN_ROLES = (Role.PARTNER_EDITOR, Role.STAKEHOLDER, Role.LEAD_PARTNER)

Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Here:
    """The region that asks. ``partner`` None: only aspects and topics were chosen."""

    partner: int | None
    around: Surroundings
    instrument: Text | None = None  # ["name"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found, and how many practices were looked at."""

    here: Here
    fits: Fits
    looked_at: int


class Lands:
    """Town and country of places by their codes: one query."""

    def __init__(self) -> None:
        found = Region.objects.of_version(Version.V2021).filter(level=3)
        self._types = dict(found.values_list("code", "urban_type"))
        self._known: dict[tuple[str, ...], Land | None] = {}

    def of(self, codes: Sequence[str]) -> Land | None:
        """What most level-3 regions of a place are; None where nothing is known."""
        key = tuple(codes)
        if key not in self._known:
            self._known[key] = self._of(key)
        return self._known[key]

    def _of(self, codes: tuple[str, ...]) -> Land | None:
        drawn = drawn_codes(codes)
        types = Counter(
            kind for code, kind in self._types.items() if kind and code.startswith(drawn or ("?",))
        )
        if not types:
            return None
        kind, most = types.most_common(1)[0]
        return LANDS[UrbanType(kind)] if most * 2 > types.total() else Land.MIXED


def own_region(user: Any) -> int | None:
    """The partner the reader works with, if it is one."""
    if not isinstance(user, User):
        return None
    held = (one.scope for one in user.held_now if one.role in OWN_ROLES and one.scope)
    return next(held, None)


def rank(
    *,
    partner: Partner | None,
    barriers: Sequence[Barrier],
    language: str,
    today: date,
    own: bool = False,
    lessons: bool = False,
) -> Ranked:
    """Practices by how they fit. At most twelve queries, nine without a ``partner``.

    ``own``: also the region's own ones. ``lessons``: what failed instead of what worked.
    """
    lands, codes = Lands(), _codes()
    here = _here(partner, lands, codes, language)
    wanted = list(_candidates(here, lands, codes, own=own, lessons=lessons))
    return Ranked(here, ranking.rank(barriers, here.around, wanted, today=today), len(wanted))


def _here(
    partner: Partner | None, lands: Lands, codes: Mapping[int, Sequence[str]], language: str
) -> Here:
    if partner is None:
        return Here(None, Surroundings())
    instrument = (
        Instrument.objects.published()
        .in_language(language)
        .prefetch_related("money")
        .filter(partner=partner, addressed=True)
        .first()
    )
    land = lands.of(codes.get(partner.pk, ()))
    if instrument is None:
        return Here(partner.pk, Surroundings(partner.country, land))
    amount, currency = _money(instrument.money.all())
    around = Surroundings(partner.country, land, instrument.kind, amount, currency)
    return Here(partner.pk, around, instrument.best(language, "name"))


def _money(rows: Iterable[Any]) -> tuple[Decimal | None, str]:
    """The sum as published; else of its funds, where they are in one currency."""
    known = [row for row in rows if row.amount is not None]
    if whole := next((row for row in known if not row.fund), None):
        return whole.amount, whole.currency
    if not known or len({row.currency for row in known}) > 1:
        return None, ""
    return sum((row.amount for row in known), Decimal(0)), known[0].currency


def _candidates(
    here: Here, lands: Lands, codes: Mapping[int, Sequence[str]], *, own: bool, lessons: bool
) -> Iterator[Candidate]:
    answers, topics = _answers(), _topics()
    figures, proofs = _count(PracticeResult), _count(PracticeProof)
    met, moves = _met(), _moves()
    found = Practice.objects.published().filter(is_lesson=lessons)
    if here.partner is not None and not own:
        found = found.exclude(partner=here.partner)
    country = here.around.country
    for row in found.order_by("pk").values(
        "pk",
        "partner_id",
        "country",
        "nuts",
        "rural",
        "legal_form",
        "instrument_kind",
        "instrument__kind",
        "cost",
        "currency",
        "state",
        "round",
        "named_by_project",
        "starts",
        "ends",
    ):
        key = row["pk"]
        place = (row["nuts"],) if row["nuts"] else codes.get(row["partner_id"], ())
        yield Candidate(
            key=key,
            around=Surroundings(
                country=row["country"],
                land=SAID[row["rural"]] if row["rural"] else lands.of(place),
                instrument_kind=row["instrument__kind"] or row["instrument_kind"],
                amount=row["cost"],
                currency=row["currency"],
            ),
            answers=tuple(answers.get(key, ())),
            topics=frozenset(topics.get(key, ())),
            law=counterpart(row["legal_form"], row["country"], country).code,
            figures=figures.get(key, 0),
            proofs=proofs.get(key, 0),
            met=met.get(key),
            standing=_standing(row["state"], row["round"], row["named_by_project"]),
            starts=row["starts"],
            ends=row["ends"],
            elsewhere=moves[True].get(key, 0),
            dropped=moves[False].get(key, 0),
        )


@cache
def _standing(state: str, round_: int, named: bool) -> str:
    """Asked of thousands of practices, with few answers."""
    return standing_of(state, round_, named=named) or ""


def _codes() -> Mapping[int, Sequence[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = PartnerTerritory.objects.filter(use="territory").order_by("code")
    for partner, code in rows.values_list("partner_id", "code"):
        found[partner].append(code)
    return found


def _answers() -> Mapping[int, Sequence[Answer]]:
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    known: dict[int, Answer] = {}
    rows = PracticeAnswer.objects.filter(factor__live=True, factor__effect=Effect.BARRIER)
    columns = ("factor_id", "factor__aspect", "factor__topic", "factor__rural")
    for key, factor, *said in rows.order_by("pk").values_list("practice_id", *columns):
        if factor not in known:
            known[factor] = Answer(factor, *said)
        found[key].append(known[factor])
    return found


def _topics() -> Mapping[int, Sequence[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, topic in PracticeTopic.objects.values_list("practice_id", "topic"):
        found[key].append(topic)
    return found


def _count(model: type[Model]) -> Counts:
    rows = model._default_manager.order_by().values_list("practice_id")
    return dict(rows.annotate(Count("pk")))


def _met() -> Mapping[int, Mapping[str, str]]:
    """What lead partner or expert found; the expert's word stands where both judged."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = Judgement.objects.filter(judge__in=(Judge.LEAD, Judge.EXPERT)).order_by("-judge", "pk")
    for key, criterion, met in rows.values_list("practice_id", "criterion", "met"):
        found[key][criterion] = met
    return found


def _moves() -> Mapping[bool, Counts]:
    """How many transfers came through (True) and how many were dropped (False)."""
    counts: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    ended = Transfer.objects.filter(state__in=(*REACHED, TransferState.DROPPED))
    for key, state in ended.order_by().values_list("practice_id", "state"):
        counts[state in REACHED][key] += 1
    return counts
