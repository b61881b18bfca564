"""Readers go on while other processes publish."""

import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from secon.codes.domain import catalogue, loading
from secon.codes.domain.finder import find
from secon.codes.domain.labels import label
from secon.codes.domain.lexicon import plain_forms
from secon.codes.formats import ParsedCode, ParsedList

NOW = datetime(2026, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's lists are published."""
    settings.SECON_CODES_DIR = tmp_path
    monkeypatch.setattr(catalogue, "dictionary_forms", plain_forms)
    monkeypatch.setattr(catalogue, "_held", None)
    return tmp_path


def publish(said: str) -> None:
    """A CPV whose one code is called ``said``."""
    codes = (ParsedCode("90900000", {"en": said}),)
    loading.store([ParsedList("cpv", "2008", "test", codes, complete=True)], now=NOW)
    assert catalogue.publish()


def publications(folder: Path) -> int:
    return sum(each.is_dir() for each in folder.iterdir())


def test_the_publication_before_the_newest_stays_until_the_next(folder: Path) -> None:
    publish("Cleaning")
    held = catalogue.current()
    publish("Tidying")
    assert held.labels("en")["cpv"]["90900000"] == "Cleaning"
    assert held.index().label(0, "en") == "Cleaning"
    publish("Polishing")
    assert publications(folder) == 2


def test_a_reader_whose_publication_is_gone_goes_on_with_the_newest(folder: Path) -> None:
    publish("Cleaning")
    held = catalogue.current()
    publish("Tidying")
    publish("Polishing")
    assert held.folder is not None
    assert not held.folder.exists()
    assert held.labels("en")["cpv"]["90900000"] == "Polishing"
    assert held.index().label(0, "en") == "Polishing"


def test_an_earlier_publication_comes_back_without_being_taken_from_its_readers(
    folder: Path,
) -> None:
    publish("Cleaning")
    held = catalogue.current()
    publish("Tidying")
    publish("Cleaning")
    assert held.folder is not None
    assert held.folder.exists()
    assert label("cpv", "90900000", "en") == "Cleaning"
    assert publications(folder) == 2


def test_a_publication_that_is_broken_is_not_taken_for_an_older_one(folder: Path) -> None:
    publish("Cleaning")
    held = catalogue.current()
    assert held.folder is not None
    (held.folder / "names.json").unlink()
    with pytest.raises(FileNotFoundError):
        held.index()


CHANGES = 40
PATIENCE = 60  # seconds
PUBLISHER = """
import shutil, sys
from itertools import cycle
from pathlib import Path

folder, kept = map(Path, sys.argv[1:])
publications = [(each.name, (each / "current.json").read_bytes()) for each in kept.iterdir()]
for digest, pointer in cycle(publications):
    if not (folder / digest).exists():
        shutil.copytree(kept / digest, folder / "draft")
        (folder / "draft").rename(folder / digest)
    (folder / "current.draft").write_bytes(pointer)
    (folder / "current.draft").replace(folder / "current.json")
    for other, _pointer in publications:
        if other != digest:
            shutil.rmtree(folder / other, ignore_errors=True)
"""


def changes(seen: list[str | None]) -> int:
    return sum(one != other for one, other in pairwise(seen))


def test_readers_answer_while_another_process_publishes_and_removes(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    publish("Cleaning")
    publish("Tidying")
    kept = tmp_path_factory.mktemp("kept")
    for each in folder.iterdir():
        if each.is_dir():
            shutil.copytree(each, kept / each.name)
    other = subprocess.Popen([sys.executable, "-c", PUBLISHER, str(folder), str(kept)])
    try:
        seen: list[str | None] = []
        began = time.monotonic()
        while changes(seen) < CHANGES and time.monotonic() - began < PATIENCE:
            (hit,) = find("90900000", language="en")
            seen += [hit.label, label("cpv", "90900000", "en")]
        assert other.poll() is None
    finally:
        other.terminate()
        other.wait()
    assert set(seen) == {"Cleaning", "Tidying"}
    assert changes(seen) >= CHANGES
