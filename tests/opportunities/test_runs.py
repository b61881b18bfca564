"""Matching runs over the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from secon.enterprises.domain import versions
from secon.enterprises.models import Enterprise, Offer
from secon.opportunities.domain import gathering, gathering_suppliers, match_rows, matches, runs
from secon.opportunities.enums import Answer, DemandKind, MatchRunKind, MatchRunState, MatchState
from secon.opportunities.models import Match, MatchRun
from secon.procurement.models import Lot
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory, OfferFactory
from tests.factories.procurement import LotFactory, NoticeFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings: Any, tmp_path: Path) -> None:
    settings.SECON_MATCHING_DIR = tmp_path / "matching"


def caterer(**more: Any) -> Enterprise:
    """Cooks in the district of Radom."""
    enterprise = EnterpriseFactory(**{"delivery_regions": ["PL921"]} | more)
    OfferFactory(enterprise=enterprise)
    return enterprise


def meals(**more: Any) -> Lot:
    """A lot of catering there, open for thirty days."""
    return LotFactory(
        **{
            "notice": NoticeFactory(
                language="pl", country="PL", published=DAY, legal_basis="32014L0024"
            ),
            "cpv": "55520000",
            "places": ("PL921",),
            "language": "pl",
            "country": "PL",
            "deadline": datetime(2026, 4, 1, 10, 0, tzinfo=UTC),
            "published": DAY,
            "texts": {"pl": "Catering"},
            "value": Decimal(50_000),
        }
        | more
    )


def run(day: date = DAY, **more: Any) -> MatchRun:
    return runs.run(day=day, now=NOW + (day - DAY), **more)


def rows() -> list[tuple]:
    return list(
        Match.objects.order_by("enterprise", "kind", "demand").values_list(
            "enterprise", "demand", "score", "parts", "eligibility", "open_until", "state"
        )
    )


def test_what_is_near_in_work_and_place_is_a_match() -> None:
    enterprise, lot = caterer(), meals()
    EnterpriseFactory(nuts="PL921")  # offers nothing
    meals(cpv="45000000", texts={"pl": "Roboty"})
    done = run()
    (match,) = matches.for_enterprise(enterprise.pk, on=DAY)
    assert (match.demand, match.kind, match.state) == (lot.pk, DemandKind.LOT, MatchState.CURRENT)
    assert match.eligibility == Answer.OPEN_TO_ALL
    assert match.score >= 70
    assert (done.suppliers, done.demands, done.matches, done.added) == (2, 2, 1, 1)
    assert done.kind == MatchRunKind.FULL
    assert [one.pk for one in matches.for_demand(DemandKind.LOT, lot.pk, on=DAY)] == [match.pk]


def test_a_second_run_changes_nothing() -> None:
    caterer(), meals()
    run()
    before = list(Match.objects.values())
    again = run()
    assert again.kind == MatchRunKind.INCREMENTAL
    assert (again.added, again.altered, again.gone) == (0, 0, 0)
    assert (again.suppliers_changed, again.demands_changed) == (0, 0)
    assert list(Match.objects.values()) == before
    assert run(full=True).why_full == "asked"
    assert list(Match.objects.values()) == before


def test_a_lot_that_closes_is_gone_and_a_day_that_passes_is_no_news() -> None:
    caterer(), meals()
    run()
    later = DAY + timedelta(days=25)
    assert run(later).altered == 1
    (match,) = Match.objects.all()
    assert (match.first_seen, match.changed) == (DAY, DAY)
    Lot.objects.update(open_until=later + timedelta(days=4))
    run(later)
    match.refresh_from_db()
    assert match.changed == later
    after = later + timedelta(days=5)
    assert run(after).gone == 1
    match.refresh_from_db()
    assert (match.state, match.gone_on) == (MatchState.GONE, after)
    assert not matches.for_enterprise(match.enterprise_id, on=after)
    run(later + timedelta(days=200))
    assert not Match.objects.exists()


def test_what_comes_back_keeps_the_day_it_was_first_seen() -> None:
    enterprise, lot = caterer(), meals()
    run()
    Lot.objects.update(open_until=DAY - timedelta(days=1))
    run()
    Lot.objects.filter(pk=lot.pk).update(open_until=DAY + timedelta(days=9))
    run(DAY + timedelta(days=1))
    (match,) = Match.objects.all()
    assert (match.state, match.gone_on, match.first_seen) == (MatchState.CURRENT, None, DAY)
    assert match.changed == DAY + timedelta(days=1)
    assert match.enterprise_id == enterprise.pk


def test_what_changed_gives_what_everything_gives(settings: Any, tmp_path: Path) -> None:
    first, second = caterer(), caterer(nuts="PL911", delivery_regions=["PL9"])
    lots = [meals() for _ in range(3)]
    run()
    OfferFactory(enterprise=second, title="Sprzątanie biur", cpv=["90919200"])
    Offer.objects.filter(enterprise=first).update(cpv=["55524000"])
    versions.touch([first.pk, second.pk])
    Lot.objects.filter(pk=lots[0].pk).update(open_until=DAY)
    meals(cpv="90919200", texts={"pl": "Usługi sprzątania biur"})
    EnterpriseStatusFactory(enterprise=first, valid_from=DAY + timedelta(days=2))
    day = DAY + timedelta(days=3)
    done = run(day)
    assert done.kind == MatchRunKind.INCREMENTAL
    assert done.demands_changed == 1
    found = rows()
    settings.SECON_MATCHING_DIR = tmp_path / "other"
    assert run(day).why_full == "columns"
    assert rows() == found
    assert len([one for one in found if one[-1] == MatchState.CURRENT]) == 5


def test_a_stopped_run_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        caterer()
    meals()
    monkeypatch.setattr(match_rows, "BATCH", 1)
    calls: list[None] = []

    def stop(self: Any) -> None:
        calls.append(None)
        if len(calls) == 4:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("secon.opportunities.domain.runs._Run._alive", stop)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert MatchRun.objects.get().state == MatchRunState.INTERRUPTED
    assert Match.objects.count() == 2
    done = run()
    assert (done.why_full, done.added, done.matches) == ("unfinished", 1, 3)


def test_one_run_at_a_time_and_a_dead_one_is_taken_out_of_the_way() -> None:
    running = MatchRun.objects.create(day=DAY, started_at=NOW, heard_at=NOW)
    with pytest.raises(runs.AlreadyRunning):
        run()
    MatchRun.objects.update(heard_at=timezone.now())
    out = StringIO()
    call_command("match_opportunities", day=DAY, stdout=out)
    assert out.getvalue() == "Another run is at work.\n"
    MatchRun.objects.update(heard_at=NOW - runs.SILENT - timedelta(seconds=1))
    assert run().state == MatchRunState.DONE
    running.refresh_from_db()
    assert running.state == MatchRunState.INTERRUPTED


def test_examples_take_part_with_local_settings_only(settings: Any) -> None:
    caterer(is_example=True), meals(is_example=True)
    assert run().matches == 1
    settings.SECON_LOCAL = False
    done = run()
    assert (done.why_full, done.matches, done.gone) == ("rules", 0, 1)
    assert (done.suppliers, done.demands) == (0, 0)


def test_a_reserved_lot_is_no_match_of_those_who_may_not_take_part() -> None:
    enterprise = EnterpriseFactory(country="ES", nuts="ES431", delivery_regions=["ES431"])
    OfferFactory(enterprise=enterprise)
    EnterpriseStatusFactory(enterprise=enterprise, code="es-ei", valid_to=date(2026, 3, 5))
    notice = NoticeFactory(country="ES", published=DAY, legal_basis="32014L0024", language="es")
    meals(
        notice=notice,
        places=("ES431",),
        country="ES",
        language="es",
        detail={"reserved": ["res-ws"]},
        reserved=True,
    )
    run()
    assert Match.objects.get().eligibility == Answer.YES
    done = run(date(2026, 3, 6))
    assert done.kind == MatchRunKind.INCREMENTAL
    assert Match.objects.get().state == MatchState.GONE


def test_the_command_tells_what_it_did() -> None:
    caterer(), meals()
    out = StringIO()
    call_command("match_opportunities", day=DAY, stdout=out)
    assert out.getvalue().startswith("1 matches of 1 enterprises with 1 open lots and calls")
    out = StringIO()
    call_command("match_opportunities", "--json", f"--day={DAY}", stdout=out)
    assert '"kind": "new"' in out.getvalue()


@pytest.fixture
def counted() -> Iterator[Any]:
    def count(wanted: Any) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            wanted()
        return len(seen)

    return count


def test_gathering_asks_no_more_for_three_than_for_one(counted: Any) -> None:
    people, lots = [caterer()], [meals()]

    def who() -> None:
        list(gathering_suppliers.suppliers([one.pk for one in people], on=DAY))

    def what() -> None:
        list(gathering.lots([one.pk for one in lots]))

    assert (counted(who), counted(what)) == (12, 6)
    people += [caterer(), caterer()]
    lots += [meals(), meals()]
    assert (counted(who), counted(what)) == (12, 6)


def test_a_lot_is_gathered_with_what_its_notice_says_of_all() -> None:
    notice = NoticeFactory(
        texts={"pl": "Posiłki", "en": "Meals"},
        value=Decimal(9_000),
        currency="EUR",
        country="PL",
        language="pl",
    )
    lot = meals(notice=notice, value=None, currency="", detail={"reserved": ["res-ws"]})
    (found,) = gathering.lots([lot.pk])
    assert found.titles == (("pl", "Catering"), ("en", "Meals"))
    assert ("pl", "Catering\nPosiłki") in found.words
    assert (found.value_eur, found.reserved, found.cpv) == (9_000, ("res-ws",), ("55520000",))
    assert [place.nuts for place in found.places] == ["PL921"]
