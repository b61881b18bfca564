"""The test database: migrated once for what the code is now, then copied for each process.

Migrating takes half a minute of a processor, copying a moment. A copy is kept in build/ (SQLite) or
beside the other databases (PostgreSQL) under a digest of the migrations and of what they and the
receivers of ``post_migrate`` read, so that a new migration makes a new one. A change of a model
without a migration is what ``make check`` finds.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "test-database"
READ = (
    "config/settings/*.py",
    "requirements/*.txt",
    "secon/*/migrations/*.py",
    "secon/*/signals.py",
    "secon/*/folding.py",
)


def digest() -> str:
    """Of the files that decide what a migrated database holds."""
    seen = hashlib.sha256()
    for path in sorted(path for pattern in READ for path in ROOT.glob(pattern)):
        seen.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time; the others wait for what it makes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url: str) -> None:
    """Every migration, in a process of its own: this one's connection is not touched."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        check=True,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )


@contextmanager
def ready(worker: str) -> Iterator[None]:
    """The default connection leads to a fresh database of this ``worker``'s own."""
    here = in_memory if connection.vendor == "sqlite" else on_server
    with here(connection, worker):
        yield


@contextmanager
def in_memory(connection: BaseDatabaseWrapper, worker: str) -> Iterator[None]:
    """SQLite: the kept file is read into memory, where all threads of the process share it."""
    kept = KEPT / f"{digest()}.sqlite3"
    with alone():
        if not kept.exists():
            for old in sorted(KEPT.glob("*.sqlite3"), key=lambda one: one.stat().st_mtime)[:-3]:
                old.unlink()
            building = KEPT / f"{os.getpid()}.sqlite3"
            migrate(f"sqlite:///{building}")
            with closing(sqlite3.connect(building)) as made:
                made.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            building.rename(kept)
        connection.close()
        connection.settings_dict["NAME"] = f"file:memory_{worker}?mode=memory&cache=shared"
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
    yield


@contextmanager
def on_server(connection: BaseDatabaseWrapper, worker: str) -> Iterator[None]:
    """PostgreSQL: the server copies the kept database."""
    settings = connection.settings_dict
    own = settings["NAME"]
    kept, mine = f"{own}_kept_{digest()}", f"test_{own}_{worker}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"{own} kept"])  # other checkouts
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname ~ %s ORDER BY oid", [f"^{own}_kept_"]
        )
        there = [name for (name,) in cursor.fetchall()]
        if kept not in there:
            for old in {*there[:-3], f"{kept}_building"}:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{kept}_building"')
            head, _, tail = os.environ["DATABASE_URL"].rpartition(f"/{own}")
            migrate(f"{head}/{kept}_building{tail}")
            cursor.execute(f'ALTER DATABASE "{kept}_building" RENAME TO "{kept}"')
        cursor.execute(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{kept}"')
    connection.close()
    settings["NAME"] = mine
    yield
    connection.close()
    settings["NAME"] = own
    with suppress(Exception), connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{mine}" WITH (FORCE)')
