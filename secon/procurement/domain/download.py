"""Packages from TED: which one, where, and down to a file, politely.

TED keeps one gzipped tar per issue of the Official Journal's supplement under
``/daily/{yyyy}{nnnnn}``; issues count working days. There is no list, no checksum and no ETag, so
the newest is found by asking downward from the most there can be, one request after another.
"""

import http.client
import re
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

_AGENT = "SECON importer (public procurement notices; one request at a time)"
_TIMEOUT = 20
_TRIES = 4
_PAUSE = 0.5  # seconds between requests; doubled after each failure
_PART = 1 << 18
_LARGEST = 1 << 30
_PROBES = 24
_LAST_ISSUE = 262  # working days of the longest year
_MEMBER = re.compile(rb"(\d{4})(\d{2})(\d{2})_\d{1,3}/")
_LONGEST_WAIT = 60
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_FAILURES = (urllib.error.URLError, http.client.HTTPException, OSError)
Say = Callable[[str], object]
Sleep = Callable[[float], object]
T = TypeVar("T")


class DownloadError(Exception):
    """A package could not be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the Official Journal's supplement: number in a year."""

    year: int
    number: int

    @property
    def path(self) -> str:
        """Where its package lies below the base address."""
        return f"/daily/{self.year}{self.number:05}"

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


@dataclass(frozen=True, slots=True)
class Day:
    """The issue of one day, or of the last working day before it; ``newest`` is the day of today."""

    day: date
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A downloaded package."""

    path: Path
    source: str
    issue: Issue


Wanted = Issue | Day


def wanted(what: str, *, today: date) -> Wanted:
    """Read ``2026-08-17``, ``157/2026``, ``202600157`` or ``newest``. DownloadError otherwise."""
    if what == "newest":
        return Day(today, newest=True)
    if found := re.fullmatch(r"(\d{1,3})/(20\d\d)", what):
        return Issue(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(20\d\d)(\d{5})", what):
        return Issue(int(found[1]), int(found[2]))
    try:
        return Day(date.fromisoformat(what))
    except ValueError:
        text = _(
            "%(what)s is neither a file nor a folder, nor a day (2026-08-17), an issue (157/2026) "
            "or “newest”."
        )
        raise DownloadError(text % {"what": what}) from None


def fetch(
    wanted: Wanted, *, folder: Path, base_url: str, say: Say = print, sleep: Sleep = time.sleep
) -> Package:
    """Find the package and stream it into ``folder``. An interrupted file is continued."""
    client = _Client(base_url.rstrip("/"), sleep)
    issue = wanted if isinstance(wanted, Issue) else _find(wanted, client)
    source = f"TED {issue}"
    say(_("Downloading %(source)s from %(base)s") % {"source": source, "base": base_url})
    path = folder / f"{issue.year}{issue.number:05}.tar.gz"
    client.download(issue, path)
    return Package(path, source, issue)


def _find(wanted: Day, client: "_Client") -> Issue:
    """The issue published on the day, or the last one before it."""
    for issue in _downward(wanted.day):
        beginning = client.beginning(issue)
        if beginning is None:
            continue
        published = first_day(beginning)
        if wanted.newest or published is None or published <= wanted.day:
            return issue
    text = _("TED has no package of %(day)s or shortly before it.")
    raise DownloadError(text % {"day": wanted.day.isoformat()})


def _downward(day: date) -> Iterator[Issue]:
    """Issues from the most there can be on ``day``: the year's working days, holidays or not."""
    first = date(day.year, 1, 1)
    number = sum((first + timedelta(i)).weekday() < 5 for i in range((day - first).days + 1))
    year = day.year
    for _probe in range(_PROBES):
        if number < 1:
            year, number = year - 1, _LAST_ISSUE
        yield Issue(year, number)
        number -= 1


def first_day(beginning: bytes) -> date | None:
    """The day in the name of a package's first member, from the package's first bytes."""
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(beginning, 4096)
    except zlib.error:
        return None
    found = _MEMBER.search(head)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


class _Client:
    """Requests to one server, one after another, with pauses, time limits and further tries."""

    def __init__(self, base: str, sleep: Sleep) -> None:
        if urlsplit(base).scheme not in {"http", "https"}:
            raise DownloadError(_("SECON_TED_BASE_URL must begin with https:// or http://"))
        self._base = base
        self._sleep = sleep

    def beginning(self, issue: Issue) -> bytes | None:
        """The package's first bytes; ``None`` where there is no such package."""
        return self._try(lambda: self._beginning(issue), issue)

    def _beginning(self, issue: Issue) -> bytes | None:
        try:
            with self._open(issue, "bytes=0-4095") as response:
                return bytes(response.read(4096))
        except urllib.error.HTTPError as error:
            if error.code in {404, 410}:
                return None
            raise

    def download(self, issue: Issue, path: Path) -> None:
        """Stream to a file beside ``path``, then put it there; complete or not at all."""
        part = path.with_suffix(".part")
        self._try(lambda: self._continue(issue, part), issue)
        part.replace(path)

    def _continue(self, issue: Issue, part: Path) -> None:
        have = part.stat().st_size if part.exists() else 0
        if have > _LARGEST:
            raise DownloadError(_("The package is larger than any that is known."))
        with self._open(issue, f"bytes={have}-" if have else None) as response:
            if response.status != http.HTTPStatus.PARTIAL_CONTENT:
                have = 0
            length = response.headers.get("Content-Length")
            expected = have + int(length) if length and length.isdigit() else None
            with part.open("r+b" if have else "wb") as file:
                file.seek(have)
                while data := response.read(_PART):
                    have += len(data)
                    if have > _LARGEST:
                        raise DownloadError(_("The package is larger than any that is known."))
                    file.write(data)
        if expected is not None and have < expected:
            raise OSError(f"only {have} of {expected} bytes came")

    def _open(self, issue: Issue, byte_range: str | None) -> http.client.HTTPResponse:
        headers = {"User-Agent": _AGENT} | ({"Range": byte_range} if byte_range else {})
        request = urllib.request.Request(self._base + issue.path, headers=headers)  # noqa: S310 -- scheme checked
        return urllib.request.urlopen(request, timeout=_TIMEOUT)  # type: ignore[no-any-return]  # noqa: S310 -- scheme checked

    def _try(self, action: Callable[[], T], issue: Issue) -> T:
        """Do it, again after a longer pause when the server or the line fails."""
        pause = _PAUSE
        for left in reversed(range(_TRIES)):
            self._sleep(pause)
            try:
                return action()
            except urllib.error.HTTPError as error:
                error.close()
                if not left or error.code not in _PASSING:
                    raise DownloadError(_answer(issue, error.code)) from error
                pause = max(pause * 2, _asked_to_wait(error))
            except _FAILURES as error:
                if not left:
                    text = _("TED could not be reached for issue %(issue)s: %(reason)s")
                    raise DownloadError(text % {"issue": issue, "reason": error}) from error
                pause *= 2
        raise AssertionError("unreachable")  # the last try returns or raises


def _answer(issue: Issue, code: int) -> str:
    if code == http.HTTPStatus.NOT_FOUND:
        return _("TED has no package for issue %(issue)s.") % {"issue": issue}
    text = _("TED answered %(code)s when asked for issue %(issue)s.")
    return text % {"code": code, "issue": issue}


def _asked_to_wait(error: urllib.error.HTTPError) -> float:
    said = error.headers.get("Retry-After", "")
    return float(min(int(said), _LONGEST_WAIT)) if said.isdigit() else 0.0
