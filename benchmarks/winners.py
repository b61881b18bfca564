"""How high matching ranks those who really won: real award notices of the database.

For each award the profile of every winner is made of what it had won before in other procedures:
CPV codes, titles, places and languages of those lots. All winners with a profile on that day are
candidates. Earlier lots of the same title are left out: they may be the same purchase, published
again without a common key. The lot is scored for each of them, and the true winner's place among them is counted;
equals share their places. A winner without earlier awards has no profile and is not counted; one
procedure counts once for a winner.

The lot is that of the call where the call is known. Where it is not, the award's own lot stands in,
which says the same work and place in the words of the result; the two are told apart.

Run on a database that holds real notices: ``manage.py import_ted ../shared/data/ted``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure

TABLE = Path(__file__).parent / "results" / "matching.md"
MARKER = "## Winners as truth"
FIRST = (1, 5, 10)  # percent


@dataclass(frozen=True, slots=True)
class Won:
    """A lot that an organisation won; ``call`` is the lot of the call, None where it is not known."""

    winner: str
    lot: int
    call: int | None
    notice: int
    procedure: str
    day: date
    nuts: str
    country: str


def run() -> list[Figure]:
    """The share of true winners among the first candidates."""
    from django.db import DatabaseError  # noqa: PLC0415 -- after settings

    try:
        tests, known = measure()
    except DatabaseError:
        tests, known = [], 0
    strict = [(rank, size) for rank, size, is_call, _ in tests if is_call]
    figures = [
        Figure("awards with a winner and a known call", known, "awards", "", None),
        Figure("of them with a winner that has a profile", len(strict), "awards", "", None),
        *_shares(strict, "by the call"),
        Figure("winners and procedures with a profile", len(tests), "awards", "", None),
    ]
    if tests:
        sizes = [size for _, size, _, _ in tests]
        figures.append(_notices(tests))
        figures.append(Figure("candidates, median", float(np.median(sizes)), "winners", "", None))
        figures += _shares([(rank, size) for rank, size, _, _ in tests], "by call or award")
        _write(figures)
    return figures


def _shares(tests: list[tuple[float, int]], how: str) -> list[Figure]:
    """True winners among the first of their lists."""
    if not tests:
        return []
    found = []
    for percent in FIRST:
        hits = sum(rank <= max(1, size * percent / 100) for rank, size in tests)
        low, high = wilson(hits, len(tests))
        found.append(
            Figure(
                f"true winners among the first {percent} % of candidates, {how}",
                100 * hits / len(tests),
                "%",
                "",
                None,
                f"{hits} of {len(tests)}, 95 % interval {100 * low:.0f} to {100 * high:.0f} %",
            )
        )
    middle = float(np.median([100 * rank / size for rank, size in tests]))
    found.append(Figure(f"median place of the true winner, {how}", middle, "% of list", "", None))
    return found


def _notices(tests: list[tuple[float, int, bool, int]]) -> Figure:
    """The share in the first percent with each notice counting once: winners of one are alike."""
    by_notice: dict[int, list[bool]] = defaultdict(list)
    for rank, size, _, notice in tests:
        by_notice[notice].append(rank <= max(1, size / 100))
    shares = [sum(hits) / len(hits) for hits in by_notice.values()]
    low, high = wilson(sum(shares), len(shares))
    return Figure(
        "true winners among the first 1 %, each notice counting once",
        100 * sum(shares) / len(shares),
        "%",
        "",
        None,
        f"{len(shares)} notices, 95 % interval {100 * low:.0f} to {100 * high:.0f} %",
    )


def wilson(hits: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share."""
    share = hits / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    whole = 1 + z * z / count
    return (middle - spread) / whole, (middle + spread) / whole


def measure() -> tuple[list[tuple[float, int, bool, int]], int]:
    """(place, candidates, whether by the call, notice) of true winners; awards with a known call."""
    from secon.opportunities.domain import gathering  # noqa: PLC0415

    every = awards()
    wanted = {won.lot for won in every} | {won.call for won in every if won.call}
    lots = {one.pk: one for one in gathering.lots(wanted)}
    regions = gathering.regions()
    once = {(won.winner, won.procedure): won for won in reversed(every)}
    tests = []
    for won in once.values():
        call = lots.get(won.call or 0)
        day = (call.published if call else None) or won.day
        earlier: dict[str, list[Won]] = defaultdict(list)
        for one in every:
            same = one.procedure == won.procedure or lots[one.lot].titles == lots[won.lot].titles
            if one.day < day and not same:
                earlier[one.winner].append(one)
        if won.winner in earlier:
            rank = _rank(won, call or lots[won.lot], earlier, lots, regions, day)
            tests.append((rank, len(earlier), call is not None, won.notice))
    return tests, sum(won.call is not None for won in every)


def awards() -> list[Won]:
    """Every real award to one organisation whose number is known."""
    from secon.procurement.models import OrganisationNumber, Winner  # noqa: PLC0415

    keys: dict[int, str] = {}
    for organisation, key in OrganisationNumber.objects.order_by("-key").values_list(
        "organisation_id", "key"
    ):
        keys[organisation] = key
    rows = Winner.objects.filter(award__lot__is_example=False, organisation__isnull=False)
    found = {}
    for organisation, name, country, nuts, lot, call, notice, procedure, day in rows.values_list(
        "organisation_id",
        "organisation__name",
        "organisation__country",
        "organisation__nuts",
        "award__lot_id",
        "award__call_lot_id",
        "award__lot__notice_id",
        "award__lot__notice__procedure",
        "award__lot__published",
    ):
        winner = keys.get(organisation) or f"{country} {' '.join(name.casefold().split())}"
        if day and name:
            found[winner, lot] = Won(
                winner, lot, call, notice, procedure or str(notice), day, nuts, country
            )
    return list(found.values())


def _rank(won, call, earlier, lots, regions, day) -> float:
    """The place of the true winner among the candidates, equals in the middle of theirs."""
    from secon.opportunities.domain.vocabulary import lexicon  # noqa: PLC0415
    from secon.opportunities.eligibility import rules  # noqa: PLC0415
    from secon.opportunities.matching import columns, engine  # noqa: PLC0415

    names = sorted(earlier)
    who = columns.suppliers(
        [_profile(at, earlier[name], lots) for at, name in enumerate(names)],
        lexicon=lexicon(),
        regions=regions,
    )
    open_call = type(call)(
        **{name: getattr(call, name) for name in call.__slots__} | {"open_until": day}
    )
    what = columns.demands([open_call], lexicon=lexicon(), regions=regions, rules=rules())
    raw = np.zeros(len(names))
    for pairs in engine.Engine(who, what, day, rules(), least=1).pairs():
        raw[pairs.supplier] = pairs.raw
    own = raw[names.index(won.winner)]
    return 1 + float((raw > own).sum()) + float((raw == own).sum() - 1) / 2


def _profile(pk: int, wins: list[Won], lots):
    """An enterprise made of what it won."""
    from secon.enterprises.entry import Delivery  # noqa: PLC0415
    from secon.opportunities.supply import OfferMade, Supplier  # noqa: PLC0415

    own = [lots[one.lot] for one in wins if one.lot in lots]
    last = max(wins, key=lambda one: one.day)
    places = [place for lot in own for place in lot.places]
    return Supplier(
        pk=pk,
        version=1,
        name="",
        country=last.country,
        nuts=last.nuts,
        lon=None,
        lat=None,
        delivery=Delivery(
            frozenset({last.country, *(place.country for place in places if place.country)}),
            regions=frozenset(place.nuts for place in places if len(place.nuts) > 2),
        ),
        offers=tuple(
            OfferMade(at, "", lot.language, lot.words, lot.cpv) for at, lot in enumerate(own)
        ),
        languages=tuple(dict.fromkeys(lot.language for lot in own)),
    )


def _write(figures: list[Figure]) -> None:
    """Below the table of `benchmarks/matching.py`."""
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else "# Matching\n\n"
    head = text[: text.index(MARKER)] if MARKER in text else text.rstrip() + "\n\n"
    lines = [
        MARKER,
        "",
        "Written by `make bench ONLY=winners` on the real notices at hand; how it is measured is told",
        "in `benchmarks/winners.py`. Where no winner of a known call has earlier awards, the lot of the",
        "award itself stands in: the same work and place. The notices are a sample chosen to cover",
        "formats, so few winners come twice and the intervals are wide; they do not stand for the market.",
        "",
        "| what | figure | |",
        "|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.figure:,.1f} {one.unit} | {one.compared_with} |" for one in figures
    ]
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
