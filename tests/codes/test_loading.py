"""Lists are stored whole, once, and never in part over the whole."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from secon.codes import sources
from secon.codes.domain import catalogue, loading
from secon.codes.domain.labels import label
from secon.codes.domain.lexicon import plain_forms
from secon.codes.formats import CodeListError, ParsedCode, ParsedList
from secon.codes.models import Code, CodeLabel, CodeList
from tests.factories.codes import genericode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COLOURS = genericode([("red", {"en": "Red", "el": "Κόκκινο"}), ("blue", {"en": "Blue"})])


def parsed(*codes: ParsedCode, complete: bool = True) -> ParsedList:
    return ParsedList("cpv", "2008", "test", codes, complete)


ROOT = ParsedCode("90000000", {"en": "Sewage"})
CHILD = ParsedCode("90900000", {"en": "Cleaning"}, "6", "90000000")


@pytest.fixture
def codes_dir(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place to publish to, without dictionaries and without lists at hand."""
    settings.SECON_CODES_DIR = tmp_path / "published"
    settings.SECON_CODES_AT_HAND = tmp_path / "nothing"
    settings.SECON_CODES = ""
    monkeypatch.setattr(catalogue, "dictionary_forms", plain_forms)
    return tmp_path


@pytest.mark.django_db
def test_codes_are_stored_with_parents_and_labels() -> None:
    (outcome,) = loading.store([parsed(CHILD, ROOT)], now=NOW)

    child = Code.objects.get(code="90900000")
    assert outcome == loading.Outcome("cpv", 2, "stored")
    assert (child.parent.code, child.suffix, str(child)) == ("90000000", "6", "90900000-6")
    assert child.labels.get().label == "Cleaning"


@pytest.mark.django_db
def test_storing_again_changes_nothing() -> None:
    loading.store([parsed(ROOT, CHILD)], now=NOW)
    keys = list(Code.objects.values_list("pk", flat=True))

    (outcome,) = loading.store([parsed(ROOT, CHILD)], now=datetime(2027, 1, 1, tzinfo=UTC))

    assert outcome.state == "unchanged"
    assert list(Code.objects.values_list("pk", flat=True)) == keys
    assert CodeList.objects.get().loaded == NOW


@pytest.mark.django_db
def test_a_code_that_left_the_list_is_retired_and_keeps_its_key() -> None:
    loading.store([parsed(ROOT, CHILD)], now=NOW)
    key = Code.objects.get(code="90900000").pk

    loading.store([parsed(ROOT)], now=NOW)

    assert (Code.objects.get(pk=key).active, CodeLabel.objects.count()) == (False, 1)


@pytest.mark.django_db
def test_a_part_never_replaces_the_whole() -> None:
    loading.store([parsed(ROOT, CHILD)], now=NOW)

    (outcome,) = loading.store([parsed(ROOT, complete=False)], now=NOW)

    assert outcome == loading.Outcome("cpv", 2, "kept")
    assert Code.objects.filter(active=True).count() == 2


@pytest.mark.django_db
def test_nothing_is_stored_when_one_list_is_broken() -> None:
    orphan = ParsedList("x", "1", "test", (ParsedCode("a", {}, parent="missing"),))

    with pytest.raises(CodeListError, match="no code missing above it"):
        loading.store([parsed(ROOT), orphan], now=NOW)

    assert not CodeList.objects.exists()


@pytest.mark.django_db
def test_the_command_without_lists_loads_the_shipped_table(codes_dir: Path) -> None:
    call_command("load_codes", stdout=StringIO())

    assert CodeList.objects.get(pk="cpv").complete is False
    assert catalogue.current().folder is not None
    assert label("reserved-procurement", "res-ws", "en") is not None


@pytest.mark.django_db
def test_a_folder_with_zips_is_loaded_and_published(codes_dir: Path, capsys: Any) -> None:
    folder = codes_dir / "lists"
    folder.mkdir()
    (folder / "colours.gc").write_bytes(COLOURS)
    (folder / "nuts.gc").write_bytes(b"left to places")
    with zipfile.ZipFile(folder / "cpv.json.zip", "w") as archive:
        archive.writestr("../../evil/cpv.json", json.dumps({"90910000-9": {"labels": {"en": "C"}}}))

    call_command("load_codes", str(folder))
    call_command("load_codes", str(folder))

    said = capsys.readouterr().out
    assert "colours: 2 codes, stored" in said
    assert "colours: 2 codes, unchanged" in said
    assert "finder already published" in said
    assert CodeList.objects.get(pk="cpv").complete is True
    assert (label("colours", "red", "el"), label("colours", "blue", "el")) == ("Κόκκινο", "Blue")
    assert label("cpv", "90910000", "bg") == "C"
    assert not (codes_dir / "evil").exists()


@pytest.mark.django_db
def test_a_bad_file_stops_the_command_with_file_and_line(codes_dir: Path) -> None:
    folder = codes_dir / "lists"
    folder.mkdir()
    (folder / "a.gc").write_bytes(COLOURS)
    (folder / "b.gc").write_bytes(b"<a>\n<b></a>")

    with pytest.raises(CommandError, match=r"Nothing was loaded. b.gc, line 2"):
        call_command("load_codes", str(folder), stdout=StringIO())

    assert not CodeList.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("broken.zip", b"PK\x03\x04 no zip at all", "not a readable zip"),
        ("missing.gc", None, "No such file"),
    ],
)
def test_a_source_that_cannot_be_read_says_so(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CodeListError, match=reason):
        list(sources.files(str(tmp_path / name)))


def test_a_folder_without_lists_says_so(tmp_path: Path) -> None:
    with pytest.raises(CodeListError, match=r"no \.gc, \.json or \.zip"):
        list(sources.files(str(tmp_path)))


class _Publisher(BaseHTTPRequestHandler):
    """Serves one list under every name but one."""

    def do_GET(self) -> None:
        if self.path.endswith("/cpv.gc"):
            body = genericode([("90910000", {"en": "Cleaning services"})], name="cpv")
        elif self.path.endswith("/endless.gc"):
            body = b"<" + b"x" * 200_000
        elif self.path.endswith("/gone.gc"):
            self.send_error(404)
            return
        else:
            body = genericode([("a", {"en": "A"})], name=self.path.rsplit("/", 1)[-1])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
        """Quiet."""


@pytest.fixture
def publisher() -> Iterator[str]:
    """The address of a local publisher."""
    server = HTTPServer(("127.0.0.1", 0), _Publisher)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/lists/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.django_db
def test_the_publisher_is_asked_for_every_list(
    codes_dir: Path, publisher: str, settings: Any, capsys: Any
) -> None:
    settings.SECON_CODES_PUBLISHER = publisher

    call_command("load_codes", "--publisher")

    stored = set(CodeList.objects.values_list("pk", flat=True))
    assert {name for name in sources.PUBLISHED if name != "cpv.gc"} <= stored | {
        "cpv_social-service-cpv.gc"
    }
    assert CodeList.objects.get(pk="cpv").complete is True


def test_a_download_is_limited(publisher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 100_000)

    with pytest.raises(CodeListError, match="larger than"):
        list(sources.files(publisher + "endless.gc"))


def test_an_address_that_fails_is_named(publisher: str) -> None:
    with pytest.raises(CodeListError, match=r"gone\.gc: cannot be downloaded: HTTP Error 404"):
        list(sources.files(publisher + "gone.gc"))
