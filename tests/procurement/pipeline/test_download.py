"""Packages come from TED politely, whole, and continued where they broke off."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from secon.procurement import tasks
from secon.procurement.domain import download
from secon.procurement.domain.download import Day, DownloadError, Issue, fetch, wanted
from secon.procurement.models import ImportRun, Notice
from tests.procurement.pipeline.build import day, tar_gz
from tests.procurement.pipeline.server import Packages, serving

MONDAY, TUESDAY, FRIDAY = date(2023, 11, 20), date(2023, 11, 21), date(2023, 11, 24)


@pytest.fixture
def packages():
    """Issues 222 to 224 of 2023, of Friday 17, Monday 20 and Tuesday 21 November."""
    days = {222: "20231117_222", 223: "20231120_223", 224: "20231121_224"}
    return Packages({f"/daily/2023{n:05}": tar_gz(day(3, name=name)) for n, name in days.items()})


@pytest.fixture
def base(packages):
    with serving(packages) as address:
        yield address


def get(what, base, folder, waited=None):
    sleep = (waited if waited is not None else []).append
    return fetch(what, folder=folder, base_url=base, say=lambda _text: None, sleep=sleep)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2023-11-20", Day(MONDAY)),
        ("223/2023", Issue(2023, 223)),
        ("202300223", Issue(2023, 223)),
        ("newest", Day(FRIDAY, newest=True)),
    ],
)
def test_days_and_issues_are_read_as_people_write_them(said, meant):
    assert wanted(said, today=FRIDAY) == meant


@pytest.mark.parametrize("said", ["no-such-file.zip", "2023-13-40", "1234/2023", ""])
def test_what_is_neither_a_day_nor_an_issue_is_refused(said):
    with pytest.raises(DownloadError, match="neither a file nor a folder"):
        wanted(said, today=FRIDAY)


def test_issue_is_fetched_whole_under_its_address(base, packages, tmp_path):
    package = get(Issue(2023, 223), base, tmp_path)
    assert package.path.read_bytes() == packages.files["/daily/202300223"]
    assert (package.source, package.issue) == ("TED 223/2023", Issue(2023, 223))
    assert packages.asked == [("/daily/202300223", "")]


def test_newest_is_found_by_asking_downward_one_request_at_a_time(base, packages, tmp_path):
    waited = []
    package = get(Day(FRIDAY, newest=True), base, tmp_path, waited)
    assert package.issue == Issue(2023, 224)
    assert len(packages.asked) < 20
    assert len(waited) == len(packages.asked)  # a pause before every request
    assert min(waited) > 0


def test_day_is_found_by_the_day_in_the_package(base, tmp_path):
    assert get(Day(MONDAY), base, tmp_path).issue == Issue(2023, 223)


def test_day_without_an_issue_gives_the_one_before_it(base, tmp_path):
    assert get(Day(date(2023, 11, 19)), base, tmp_path).issue == Issue(2023, 222)


def test_first_days_of_january_look_into_the_year_before(packages, base, tmp_path):
    packages.files = {"/daily/202300251": tar_gz(day(1, name="20231229_251"))}
    assert get(Day(date(2024, 1, 1), newest=True), base, tmp_path).issue == Issue(2023, 251)


def test_no_package_at_all_is_said(packages, base, tmp_path):
    packages.files = {}
    with pytest.raises(DownloadError, match="no package of 2023-11-24"):
        get(Day(FRIDAY, newest=True), base, tmp_path)
    with pytest.raises(DownloadError, match="no package for issue 7/2023"):
        get(Issue(2023, 7), base, tmp_path)


def test_broken_off_download_goes_on_where_it_stopped(base, packages, tmp_path):
    packages.faults = ["cut"]
    package = get(Issue(2023, 223), base, tmp_path)
    whole = packages.files["/daily/202300223"]
    assert package.path.read_bytes() == whole
    assert packages.asked[1] == ("/daily/202300223", f"bytes={len(whole) // 2}-")


def test_server_that_knows_no_ranges_is_asked_from_the_beginning(base, packages, tmp_path):
    packages.faults, packages.ranges = ["cut"], False
    assert (
        get(Issue(2023, 223), base, tmp_path).path.read_bytes()
        == packages.files["/daily/202300223"]
    )


def test_busy_server_is_asked_again_after_the_time_it_names(base, packages, tmp_path):
    packages.faults, waited = [503, 429], []
    get(Issue(2023, 223), base, tmp_path, waited)
    assert waited == [0.5, 1.0, 2.0]


def test_server_that_stays_broken_is_left_alone_after_four_tries(base, packages, tmp_path):
    packages.faults = [500] * 9
    with pytest.raises(DownloadError, match="TED answered 500"):
        get(Issue(2023, 223), base, tmp_path)
    assert len(packages.asked) == 4
    assert not list(tmp_path.glob("*.gz"))


def test_refusal_is_not_repeated(base, packages, tmp_path):
    packages.faults = [403]
    with pytest.raises(DownloadError, match="TED answered 403"):
        get(Issue(2023, 223), base, tmp_path)
    assert len(packages.asked) == 1


def test_package_larger_than_any_is_not_taken(base, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "_LARGEST", 100)
    with pytest.raises(DownloadError, match="larger than any"):
        get(Issue(2023, 223), base, tmp_path)


def test_address_of_another_kind_is_refused(tmp_path):
    with pytest.raises(DownloadError, match="SECON_TED_BASE_URL"):
        get(Issue(2023, 223), "file:///etc", tmp_path)


def test_server_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DownloadError, match="could not be reached"):
        get(Issue(2023, 223), "http://127.0.0.1:9", tmp_path)


@pytest.mark.django_db
def test_command_downloads_and_imports_a_day(base, settings, monkeypatch, capsys):
    settings.SECON_TED_BASE_URL = base
    monkeypatch.setattr(download, "_PAUSE", 0)
    call_command("import_ted", "2023-11-20", "--jobs", "1")
    run = ImportRun.objects.get()
    assert (run.source, run.source_kind, run.stored) == ("TED 223/2023", "download", 3)
    assert "3 stored" in capsys.readouterr().out


@pytest.mark.django_db
def test_command_says_what_it_cannot_find(base, settings, monkeypatch):
    settings.SECON_TED_BASE_URL = base
    monkeypatch.setattr(download, "_PAUSE", 0)
    with pytest.raises(CommandError, match="neither a file nor a folder"):
        call_command("import_ted", "no-such-file")
    with pytest.raises(CommandError, match="no package for issue"):
        call_command("import_ted", "7/2023")


@pytest.mark.django_db
def test_task_of_the_timetable_imports_the_newest(packages, base, settings, monkeypatch):
    settings.SECON_TED_BASE_URL = base
    monkeypatch.setattr(download, "_PAUSE", 0)
    monkeypatch.setattr(tasks.timezone, "localdate", lambda *_args: FRIDAY)
    tasks.import_newest.enqueue()
    assert ImportRun.objects.get().source == "TED 224/2023"
    assert Notice.objects.count() == 3
