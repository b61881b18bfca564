"""Builders and readers as real processes: killed, at once, and while others read."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secon.enterprises.domain.directory import Criteria, all_pks, builder
from secon.enterprises.domain.directory.store import Store
from tests.enterprises.directory import making
from tests.enterprises.directory.making import DAY
from tests.enterprises.directory.sources import FileSource

ROOT = Path(__file__).resolve().parents[3]
PREPARE = """
import sys
from pathlib import Path
import django
django.setup()
from secon.enterprises.domain.directory import Criteria, all_pks, builder, store
from secon.enterprises.domain.directory.store import Store
from tests.enterprises.directory.making import DAY
from tests.enterprises.directory.sources import FileSource
source, path = FileSource(Path(sys.argv[1]), slow=float(sys.argv[3])), Path(sys.argv[2])
"""
BUILD = "print('ready', flush=True); print(builder.build(source, path, at_least=source.latest()))"
READ = """
store.SMALL = 10
held = Store(source, path)
print('ready', flush=True)
seen = set()
for _ in range(300):
    pks = all_pks(held.current(), Criteria(day=DAY))
    assert pks and sorted(pks) == list(range(1, len(pks) + 1)), pks
    seen.add(len(pks))
print(sorted(seen))
"""


@pytest.fixture
def source(tmp_path: Path) -> FileSource:
    source = FileSource(tmp_path / "source")
    source.put(*(making.plain(pk) for pk in range(1, 41)))
    return source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory.index"


def started(
    code: str, source: FileSource, path: Path, *, slow: float = 0.0
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PREPARE + code, str(source.path), str(path), str(slow)],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def said(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out.strip()


def test_a_killed_builder_leaves_the_old_file_and_blocks_nobody(
    source: FileSource, path: Path
) -> None:
    builder.build(source, path)
    before = builder.stamp(path)
    source.put(making.plain(41))
    process = started(BUILD, source, path, slow=0.05)
    time.sleep(0.5)  # in the midst of reading
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert builder.stamp(path) == before
    path.with_name(f"{path.name}.draft-1").write_bytes(b"what a builder killed while writing left")
    assert builder.build(source, path, wait=False)
    assert sorted(all_pks(Store(source, path).current(), Criteria(day=DAY))) == list(range(1, 42))
    assert sorted(one.name for one in path.parent.glob("directory.*")) == [
        "directory.index",
        "directory.lock",
    ]


def test_of_two_builders_one_builds(source: FileSource, path: Path) -> None:
    processes = [started(BUILD, source, path, slow=0.02) for _ in range(2)]
    assert sorted(map(said, processes)) == ["False", "True"]


def test_a_builder_that_need_not_wait_leaves_at_once(source: FileSource, path: Path) -> None:
    process = started(BUILD, source, path, slow=0.05)
    deadline = time.monotonic() + 30
    while not path.with_suffix(".lock").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.1)
    assert builder.build(source, path, wait=False) is False
    assert said(process) == "True"


def test_readers_see_whole_directories_while_others_are_put_in_place(
    source: FileSource, path: Path
) -> None:
    builder.build(source, path)
    readers = [started(READ, source, path) for _ in range(2)]
    for pk in range(41, 61):
        source.put(making.plain(pk))
        if pk % 3 == 0:
            builder.build(source, path)
    for reader in readers:
        assert said(reader).startswith("[")
    assert sorted(all_pks(Store(source, path).current(), Criteria(day=DAY))) == list(range(1, 61))
