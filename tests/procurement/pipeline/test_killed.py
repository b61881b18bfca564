"""An import that is killed in the middle can be run again and ends the same.

Real processes on an SQLite file of their own, whatever database the suite runs on.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.procurement.pipeline.build import day, tar_gz

ROOT = Path(__file__).resolve().parents[3]
NOTICES = 1200
TABLES = (
    "notice",
    "lot",
    "lottext",
    "lotplace",
    "lotcpv",
    "organisation",
    "rawpayload",
    "reception",
)


def environment(folder: Path, name: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / name}.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SECON_VAR": str(folder),
    }


def manage(*words: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *words]


def contents(folder: Path, name: str) -> dict[str, object]:
    with closing(sqlite3.connect(folder / f"{name}.sqlite3")) as database:
        found = {
            table: database.execute(f"SELECT count(*) FROM procurement_{table}").fetchone()[0]  # noqa: S608 -- our own names
            for table in TABLES
        }
        found["lots"] = database.execute(
            "SELECT id, ref, published, open_until, value FROM procurement_lot ORDER BY id"
        ).fetchall()
        found["digests"] = database.execute(
            "SELECT sha256 FROM procurement_rawpayload ORDER BY sha256"
        ).fetchall()
        return found


def children(pid: int) -> list[int]:
    task = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in task.read_text().split()]


def ends(pid: int) -> bool:
    """Whether the process is gone (or only waits to be counted as gone) within ten seconds."""
    status = Path(f"/proc/{pid}/status")
    for _moment in range(200):
        try:
            if "State:\tZ" in status.read_text():
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="sees its processes through /proc")
def test_import_killed_in_the_middle_ends_the_same_when_run_again(tmp_path):
    package = tmp_path / "day.tar.gz"
    package.write_bytes(tar_gz(day(NOTICES)))
    subprocess.run(manage("migrate", "-v0"), env=environment(tmp_path, "killed"), check=True)
    with (
        closing(sqlite3.connect(tmp_path / "killed.sqlite3")) as empty,
        closing(sqlite3.connect(tmp_path / "whole.sqlite3")) as copy,
    ):
        empty.backup(copy)
    importing = manage("import_ted", str(package), "--json", "--jobs", "2")
    subprocess.run(
        importing, env=environment(tmp_path, "whole"), check=True, stdout=subprocess.DEVNULL
    )

    process = subprocess.Popen(
        importing,
        env=environment(tmp_path, "killed"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with closing(sqlite3.connect(tmp_path / "killed.sqlite3", timeout=20)) as database:
        while not database.execute("SELECT count(*) FROM procurement_notice").fetchone()[0]:
            assert process.poll() is None
            time.sleep(0.005)
    workers = children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()

    half = contents(tmp_path, "killed")
    assert 0 < half["notice"] < NOTICES
    assert half["notice"] == half["reception"] == half["rawpayload"] == half["lot"]
    done = subprocess.run(
        importing, env=environment(tmp_path, "killed"), check=True, stdout=subprocess.PIPE
    )
    record = json.loads(done.stdout)
    assert record["read"] == NOTICES
    assert record["stored"] + record["unchanged"] == NOTICES
    assert record["unchanged"] == half["notice"]
    assert contents(tmp_path, "killed") == contents(tmp_path, "whole")
    assert workers
    assert all(ends(pid) for pid in workers)
