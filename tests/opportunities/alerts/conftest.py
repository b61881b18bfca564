"""A database and a worker of their own, and a mail server that can end the worker at any step."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from tests import database
from tests.opportunities.alerts.smtp import Sink, sink

ROOT = Path(__file__).resolve().parents[3]
KILLED = -signal.SIGKILL


class Worker:
    """``send_opportunities`` in processes that are ended like any other, on a database of its own.

    A process is forked from this one, which has the code loaded; ``command`` starts it anew.
    """

    def __init__(self, url: str, name: str, mail: Sink) -> None:
        self.url, self.name, self.mail = url, name, mail
        self.pid = 0
        self.ended: list[int] = []

    def start(self) -> int:
        """Begin a run; its process."""
        self.pid, self.out = self._fork(_run)
        return self.pid

    def wait(self, pid: int, out: int) -> str:
        """Until the run has ended; what it said."""
        with os.fdopen(out) as pipe:
            said = pipe.read()
        _pid, status = os.waitpid(pid, 0)
        self.ended.append(os.waitstatus_to_exitcode(status))
        assert self.ended[-1] in (0, KILLED), said
        return said

    def run(self) -> str:
        """One run to its end, whatever that is."""
        return self.wait(self.start(), self.out)

    def kill(self) -> None:
        """SIGKILL: no handler runs, nothing is tidied."""
        os.kill(self.pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while time.monotonic() < until and self._lives():
            time.sleep(0.005)

    def ask(self, what: Callable[..., Any], *args: Any) -> Any:
        """What another process finds or does in the database."""
        pid, out = self._fork(lambda: json.dumps(what(*args)))
        with os.fdopen(out) as pipe:
            said = pipe.read()
        _pid, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0, said
        return json.loads(said)

    def command(self) -> subprocess.Popen:
        """The command as the timetable starts it."""
        running = subprocess.Popen(
            [sys.executable, "manage.py", "send_opportunities"],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": self.url,
                "DJANGO_SETTINGS_MODULE": "tests.opportunities.alerts.worker_settings",
                "TEST_SMTP_PORT": str(self.mail.port),
            },
        )
        self.pid = running.pid
        return running

    def _lives(self) -> bool:
        stat = Path(f"/proc/{self.pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"

    def _fork(self, what: Callable[[], str]) -> tuple[int, int]:
        read, write = os.pipe()
        if connection.vendor != "sqlite":
            connection.close()  # a connection has one owner
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the server's thread is not used
            pid = os.fork()
        if pid:
            os.close(write)
            return pid, read
        code = 1
        try:
            self._become()
            os.write(write, what().encode())
            code = 0
        except BaseException:  # noqa: BLE001 -- whatever ended it is told
            os.write(write, traceback.format_exc().encode())
        finally:
            os._exit(code)

    def _become(self) -> None:
        """In the new process: the other database, real SMTP."""
        self.inherited = connection.connection  # kept, so that nobody closes the parent's
        connection.connection = None
        connection.settings_dict["NAME"] = self.name
        connection.in_atomic_block = False
        settings.SECON_PORTS = settings.SECON_PORTS | {"mail": "secon.kernel.ports.DjangoMail"}
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.mail.port
        settings.EMAIL_TIMEOUT = 20
        settings.DEFAULT_FROM_EMAIL = "secon@secon.example"


def _run() -> str:
    out = StringIO()
    call_command("send_opportunities", stdout=out)
    return out.getvalue()


@pytest.fixture
def mail():
    with sink() as found:
        yield found


@pytest.fixture(scope="session")
def loaded():
    """Every address and view is imported once, before any process is forked."""
    reverse("opportunities:mine")


@pytest.fixture
def worker(mail, loaded, tmp_path, django_db_setup, django_db_blocker):
    """On a database of its own, migrated already: a file of SQLite, or one of the server."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            file = tmp_path / "alerts.sqlite3"
            shutil.copy(database.KEPT / f"{database.digest()}.sqlite3", file)
            yield Worker(f"sqlite:///{file}", str(file), mail)
            return
        kept = connection.settings_dict["NAME"]
        mine, server = f"{kept}_alerts", os.environ["DATABASE_URL"].rpartition("/")[0]
        connection.close()
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{kept}"')
        yield Worker(f"{server}/{mine}", mine, mail)
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')
