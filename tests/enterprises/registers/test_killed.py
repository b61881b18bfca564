"""An application that is killed in the middle of a batch goes on and ends the same.

Real processes on an SQLite file of their own, whatever database the suite runs on.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.factories.registers import nip, table

ROOT = Path(__file__).resolve().parents[3]
ROWS = 150
PREPARE = """
import django
from django.conf import settings

class NoMigrations:
    def __contains__(self, name): return True
    def __getitem__(self, name): return None

settings.MIGRATION_MODULES = NoMigrations()
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
from tests.factories.registers import RegisterSourceFactory
RegisterSourceFactory(name="Rejestr")
"""
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from secon.enterprises.domain.registers import applying
applying.BATCH = 20
plain = applying.take_rows

def take(work, rows):
    plain(work, rows)
    if rows[-1].number > 70:
        os.kill(os.getpid(), signal.SIGKILL)

applying.take_rows = take
call_command("import_register", "Rejestr", sys.argv[1], "--apply", "--whole")
"""


def call(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    return subprocess.run(
        [sys.executable, *words],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    questions = {
        "entries": "SELECT name, company_number, phone, state FROM enterprises_enterprise",
        "links": "SELECT external_id, enterprise_id FROM enterprises_registerlink",
        "statuses": "SELECT enterprise_id, code, valid_from FROM enterprises_enterprisestatus",
        "runs": "SELECT stage, total, done, report FROM enterprises_registerrun",
        "events": "SELECT detail FROM kernel_auditevent WHERE verb = 'apply_register'",
    }
    with closing(sqlite3.connect(database)) as opened:
        return {
            name: opened.execute(f"{question} ORDER BY 1").fetchall()
            for name, question in questions.items()
        }


def test_import_killed_in_a_batch_goes_on_without_doubles(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed.sqlite3", tmp_path / "whole.sqlite3"
    file = tmp_path / "rejestr.csv"
    file.write_bytes(
        table(
            *(f"{n};Spółdzielnia {n};{nip(n)};Radom;26-600;48 {n};1.2.2024;" for n in range(ROWS))
        )
    )
    assert call(killed, "-c", PREPARE).stderr == ""
    shutil.copy(killed, whole)
    order = ("manage.py", "import_register", "Rejestr", str(file), "--apply", "--whole")

    assert call(killed, "-c", KILLED, str(file)).returncode == -9
    assert len(contents(killed)["entries"]) == 60  # whole batches, nothing of the one it died in
    early = call(killed, *order)
    assert (early.returncode, "worked on already" in early.stderr) == (1, True)
    assert call(killed, *order, "--take-over").returncode == 0
    assert call(whole, *order).returncode == 0

    assert contents(killed) == contents(whole)
    assert len(contents(killed)["entries"]) == ROWS
