"""The real notices of the shared data folder, when it is there; its twins are the other tests.

``test_importing`` and ``test_killed`` prove the same on notices written for the tests.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from secon.procurement.domain import importing
from secon.procurement.domain.importing import Order
from secon.procurement.models import Award, Lot, Notice
from tests.procurement.pipeline.snapshot import snapshot

REAL = Path(settings.BASE_DIR).parent / "shared" / "data" / "ted"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/data/ted"),
]
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_every_real_notice_is_stored_and_a_second_run_changes_nothing():
    order = Order(paths=(REAL,), source="ted", jobs=2)
    first = importing.run(order, now=NOW)
    assert list(first.problems.values_list("code", "file")) == []
    assert first.stored + first.replaced + first.unchanged == first.read
    assert first.read > 1000
    assert first.quality["skipped"]["sdk-example"] == 92
    before = snapshot()

    second = importing.run(order, now=NOW)
    assert (second.stored, second.replaced, second.unchanged) == (0, 0, first.read)
    assert snapshot() == before


def test_known_facts_of_known_notices_hold():
    importing.run(Order(paths=(REAL / "eforms",), source="ted", jobs=2), now=NOW)
    reserved = Lot.objects.filter(notice__publication="262891-2023").order_by("id")
    assert [lot.reserved for lot in reserved].count(True) == 2  # reservation is per lot
    assert len(reserved) == 4
    care = Lot.objects.filter(notice__publication="583624-2023").select_related("detail")
    assert [lot.detail.social for lot in care] == [["opp", "work-cond"]] * 4
    results = Notice.objects.filter(stage="result")
    assert Award.objects.filter(lot__notice__in=results).exists()
    assert not Lot.objects.filter(stage="result", reserved__isnull=False).exists()
