"""Tenders of a fresh installation come from the best source there is, once."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from secon.procurement.domain import download, sources
from secon.procurement.enums import SourceKind
from secon.procurement.models import ImportRun, Lot, Notice
from tests.procurement.pipeline.build import call, day, files, tar_gz, zipped
from tests.procurement.pipeline.server import Packages, serving

NOW = datetime(2023, 11, 24, 12, 0, tzinfo=UTC)
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr(download, "_PAUSE", 0)


@pytest.fixture
def root(tmp_path):
    """A project's folder with nothing beside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def share(root):
    """The shared folder of TED notices beside the project."""
    shared = root.parent / "shared" / "data" / "ted"
    files({"a.xml": call(1)}, shared / "eforms")
    files(
        {
            "legacy.zip": zipped({"b.xml": call(2)}),
            "sdk_examples.zip": zipped({"examples/notices/c.xml": call(3)}),
        },
        shared,
    )


def load(root, *, ted="", base=NOWHERE, **options):
    return sources.load(
        ted=ted,
        project_root=root,
        base_url=base,
        now=NOW,
        jobs=1,
        say=lambda _text: None,
        **options,
    )


def test_setting_comes_before_everything(root, tmp_path):
    share(root)
    source = sources.choose(ted=str(files({"x.xml": call()}, tmp_path / "own")), project_root=root)
    assert (source.kind, source.said) == (SourceKind.SETTING, "own")


def test_setting_that_names_nothing_is_an_error_not_a_reason_to_look_elsewhere(root):
    share(root)
    with pytest.raises(sources.NoSource, match="SECON_TED"):
        sources.choose(ted="/no/such/folder", project_root=root)


def test_shared_folder_is_next_without_the_made_up_examples(root):
    share(root)
    source = sources.choose(ted="", project_root=root)
    assert source.kind == SourceKind.SHARED
    assert [path.name for path in source.paths] == ["eforms", "legacy.zip"]


def test_ted_is_asked_when_there_is_no_folder(root):
    assert sources.choose(ted="", project_root=root).kind == SourceKind.DOWNLOAD


@pytest.mark.django_db
def test_shared_folder_is_loaded_once(root):
    share(root)
    first, second = load(root), load(root)
    assert (first.anew, first.run.stored, first.run.source_kind) == (True, 2, "shared")
    assert (second.anew, second.run) == (False, first.run)
    assert ImportRun.objects.count() == 1


@pytest.mark.django_db
def test_folder_that_changed_is_loaded_again(root):
    share(root)
    load(root)
    files({"d.xml": call(4)}, root.parent / "shared" / "data" / "ted" / "eforms")
    again = load(root)
    assert (again.anew, again.run.stored, again.run.unchanged) == (True, 1, 2)


@pytest.mark.django_db
def test_newest_package_is_downloaded_and_loaded_once(root):
    packages = Packages({"/daily/202300223": tar_gz(day(3))})
    with serving(packages) as base:
        first = load(root, base=base)
        asked = len(packages.asked)
        second = load(root, base=base)
    assert (first.run.source_kind, first.run.source) == ("download", "TED 223/2023")
    assert first.run.stored == 3
    assert (second.anew, len(packages.asked)) == (False, asked)


@pytest.mark.django_db
def test_examples_are_loaded_when_ted_cannot_be_reached_and_say_so(root):
    loaded = load(root)
    assert (loaded.run.source_kind, loaded.run.source) == ("examples", "SECON examples")
    assert (loaded.run.stored, loaded.run.problem_count) == (4, 0)
    notices = Notice.objects.all()
    assert all(notice.is_example for notice in notices)
    assert all(notice.publication.endswith("-1900") for notice in notices)
    titles = [text.title for notice in notices for text in notice.texts.filter(language="en")]
    assert len(titles) == 4
    assert all(title.startswith("EXAMPLE: ") for title in titles)
    assert Lot.objects.open_on(date(2023, 11, 24)).count() == 5
    assert not load(root).anew


@pytest.mark.django_db
def test_command_loads_and_the_second_start_does_nothing(root, settings, capsys):
    settings.SECON_TED, settings.BASE_DIR = "", root
    settings.SECON_TED_BASE_URL = NOWHERE
    call_command("load_tenders", "--jobs", "1")
    assert "examples, not real ones" in capsys.readouterr().out
    call_command("load_tenders")
    assert capsys.readouterr().out == "Tenders are loaded: SECON examples\n"


@pytest.mark.django_db
def test_command_names_a_setting_that_is_wrong(settings):
    settings.SECON_TED = "/no/such/folder"
    with pytest.raises(CommandError, match="SECON_TED"):
        call_command("load_tenders")
