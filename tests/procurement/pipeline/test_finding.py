"""Signals of stored notices found again: only where rules are newer, however often it stops."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from secon.procurement.domain import finding, importing
from secon.procurement.models import Lot, LotSignal, Notice
from secon.procurement.signals import SIGNALS_VERSION
from tests.procurement.pipeline.build import call, tar_gz
from tests.procurement.pipeline.snapshot import snapshot

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)
NOTICES = 5


@pytest.fixture
def stored(tmp_path) -> dict[str, list[str]]:
    """A few notices as imported; returns everything stored."""
    package = tmp_path / "day.tar.gz"
    days = [date(2023, 11, 19 + number) for number in range(NOTICES)]
    members = {
        f"{number:08}_2023.xml": call(number, procedure=number, published=day)
        for number, day in enumerate(days, start=1)
    }
    package.write_bytes(tar_gz(members))
    importing.run(importing.Order(paths=(package,), source="day", jobs=1), now=NOW)
    assert Notice.objects.count() == NOTICES
    return snapshot()


def forget() -> None:
    """As if older rules had found other signals."""
    LotSignal.objects.all().delete()
    Lot.objects.update(signals=0, doubts=0)
    Notice.objects.update(signals_version=SIGNALS_VERSION - 1)


def test_an_import_leaves_nothing_to_find_again(stored):
    found = finding.find_again(now=NOW)
    assert (found.asked, found.notices, found.changed) == (0, 0, 0)
    assert snapshot() == stored


def test_outdated_notices_get_the_signals_an_import_gives_them(stored):
    forget()
    found = finding.find_again(now=NOW)
    assert (found.asked, found.notices, found.lots, found.changed) == (NOTICES,) * 4
    assert found.signals == LotSignal.objects.count() > 0
    assert found.days == {date(2023, 11, 19 + number) for number in range(NOTICES)}
    assert snapshot() == stored


def test_lots_with_the_same_signals_are_left_as_they_are(stored):
    before = set(LotSignal.objects.values_list("pk", flat=True))
    Notice.objects.update(signals_version=0)
    found = finding.find_again(now=NOW)
    assert (found.notices, found.changed, found.days) == (NOTICES, 0, set())
    assert set(LotSignal.objects.values_list("pk", flat=True)) == before


def test_a_run_that_is_stopped_goes_on_where_it_was(stored, monkeypatch):
    forget()
    monkeypatch.setattr(finding, "BATCH", 2)

    def stop(found: finding.Found) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finding.find_again(now=NOW, progress=stop)
    assert finding.outdated().count() == NOTICES - 2
    found = finding.find_again(now=NOW)
    assert found.asked == found.notices == NOTICES - 2
    assert snapshot() == stored


def test_a_notice_replaced_meanwhile_is_left_to_its_import(stored, monkeypatch):
    forget()
    one = Notice.objects.order_by("pk").first()
    other = Notice.objects.order_by("pk").last().payload
    read = finding.read_in_order

    def replaced_while_reading(*args, **kwargs):
        yield from read(*args, **kwargs)
        Notice.objects.filter(pk=one.pk).update(payload=other)

    monkeypatch.setattr(finding, "read_in_order", replaced_while_reading)
    finding.find_again(now=NOW)
    assert list(finding.outdated()) == [one]


def test_a_notice_that_cannot_be_read_keeps_its_signals_and_is_told(stored):
    Notice.objects.update(signals_version=0)
    payload = Notice.objects.order_by("pk").first().payload
    payload.data = b"x\x9c\x03\x00\x00\x00\x00\x01"  # nothing, compressed
    payload.save()
    found = finding.find_again(now=NOW)
    assert (found.notices, len(found.troubles)) == (NOTICES - 1, 1)
    assert finding.outdated().count() == 1
    assert LotSignal.objects.filter(lot__notice__payload=payload).exists()


def test_only_notices_since_a_day_are_asked(stored):
    forget()
    out = StringIO()
    call_command("find_signals", "--since", "2023-11-22", "--jobs", "1", "--json", stdout=out)
    record = json.loads(out.getvalue())
    assert (record["version"], record["notices"], record["problems"]) == (SIGNALS_VERSION, 2, [])
    assert finding.outdated().count() == NOTICES - 2


def test_the_command_says_what_it_did(stored, tmp_path):
    forget()
    out = StringIO()
    call_command("find_signals", "--archive", str(tmp_path / "archive"), stdout=out)
    assert f"{NOTICES} of {NOTICES} notices read again" in out.getvalue()
    assert len(list((tmp_path / "archive").glob("year_month=*/*.parquet"))) == NOTICES
