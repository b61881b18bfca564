"""One process at a time, and what follows one that was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from secon.enterprises.domain.registers import applying, claims, reading, runs
from secon.enterprises.domain.registers.errors import BusyError, LostError
from secon.enterprises.domain.registers.runs import Upload
from secon.enterprises.models import Enterprise, RegisterRun
from tests.factories.registers import NOW, RegisterSourceFactory, nip, previewed, table

ROW = f"1;Spółdzielnia Żuraw;{nip(1)};Radom;26-600;48 111;01.02.2024;"
Stage = RegisterRun.Stage


@pytest.mark.django_db
def test_of_two_that_apply_one_import_one_wins() -> None:
    run = previewed(RegisterSourceFactory(), table(ROW))
    same = RegisterRun.objects.get(pk=run.pk)
    claims.take(run, begins=Stage.PREVIEW, works=Stage.APPLYING, clock=lambda: NOW)

    with pytest.raises(BusyError):
        applying.apply(run=same, by=None, now=NOW, clock=lambda: NOW)

    assert Enterprise.objects.count() == 0


@pytest.mark.django_db
def test_an_import_is_not_applied_twice() -> None:
    run = previewed(RegisterSourceFactory(), table(ROW))
    again = RegisterRun.objects.get(pk=run.pk)
    applying.apply(run=run, by=None, now=NOW, clock=lambda: NOW)

    with pytest.raises(BusyError):
        applying.apply(run=again, by=None, now=NOW, clock=lambda: NOW)

    assert Enterprise.objects.count() == 1


@pytest.mark.django_db
def test_after_minutes_of_silence_another_goes_on() -> None:
    run = previewed(RegisterSourceFactory(), table(ROW))
    claims.take(run, begins=Stage.PREVIEW, works=Stage.APPLYING, clock=lambda: NOW)
    after = NOW + claims.SILENCE + timedelta(seconds=1)

    assert not claims.is_silent(run, NOW)
    assert claims.is_silent(run, after)
    applying.apply(run=run, by=None, now=after, clock=lambda: after)

    assert run.stage == Stage.APPLIED


@pytest.mark.django_db
def test_who_lost_the_import_can_store_nothing_more() -> None:
    run = previewed(RegisterSourceFactory(), table(ROW))
    first = claims.take(run, begins=Stage.PREVIEW, works=Stage.APPLYING, clock=lambda: NOW)
    claims.take(run, begins=Stage.PREVIEW, works=Stage.APPLYING, clock=lambda: NOW, over=True)

    with pytest.raises(LostError):
        first.renew(done=1)
    with pytest.raises(LostError):
        first.finish(Stage.APPLIED)


@pytest.mark.django_db
def test_an_error_lets_somebody_begin_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run = previewed(RegisterSourceFactory(), table(ROW))
    monkeypatch.setattr(applying, "take_rows", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        applying.apply(run=run, by=None, now=NOW, clock=lambda: NOW)
    monkeypatch.undo()

    run.refresh_from_db()
    assert (run.stage, claims.is_silent(run, NOW)) == (Stage.APPLYING, True)
    applying.apply(run=run, by=None, now=NOW, clock=lambda: NOW)

    assert Enterprise.objects.count() == 1


@pytest.mark.django_db
def test_reading_begins_anew_after_a_process_that_died() -> None:
    source = RegisterSourceFactory()
    upload = Upload(table(ROW, ROW.replace("1;", "2;", 1)), "rejestr.csv")
    run = runs.receive(source=source, upload=upload, by=None, now=NOW)
    claims.take(run, begins=Stage.RECEIVED, works=Stage.READING, clock=lambda: NOW)
    run.rows.create(number=2, outcome="new", external_id="1")  # as far as it came
    with pytest.raises(BusyError):
        reading.read(run=run, now=NOW, clock=lambda: NOW)
    after = NOW + claims.SILENCE + timedelta(seconds=1)

    reading.read(run=run, now=after, clock=lambda: after)

    assert (run.stage, run.rows.count()) == (Stage.PREVIEW, 2)
