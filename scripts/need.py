"""Make sure a part of the system is there: install and start it, or say how.

usage: need.py chromium     prints the path of the browser
       need.py postgres     prints a DATABASE_URL of a server that answers
"""

import os
import shutil
import subprocess
import sys
import time

import psycopg

NAME = "secon_test"


def run(*command: str) -> bool:
    """Whether ``command`` went well; what it says goes to standard error."""
    print("+", *command, file=sys.stderr)
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def install(package: str) -> None:
    """Install a package of the system, or stop with the command that does."""
    command = ("apt-get", "install", "--yes", "--no-install-recommends", package)
    if shutil.which("apt-get") and os.geteuid() == 0:
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        if run(*command) or (run("apt-get", "update", "-qq") and run(*command)):
            return
    sys.exit(f"{package} is missing. Install it with: {' '.join(command)}")


def chromium() -> str:
    """The path of the system's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if not any(map(shutil.which, names)):
        install("chromium")
    return next(path for path in map(shutil.which, names) if path)


def answering() -> str | None:
    """The address of a PostgreSQL on this machine that lets us in, with our database in it."""
    user = os.environ.get("PGUSER", "root" if os.geteuid() == 0 else os.environ.get("USER", ""))
    for who in (user, "postgres"):
        for host in ("127.0.0.1", "/var/run/postgresql"):
            try:
                with psycopg.connect(
                    host=host, user=who, dbname="postgres", autocommit=True
                ) as there:
                    if not there.execute(
                        "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
                    ).fetchone():
                        there.execute(f"CREATE DATABASE {NAME}")
            except psycopg.Error:
                continue
            return f"postgres://{who}@{host.replace('/', '%2F')}:5432/{NAME}"
    return None


def start() -> None:
    """Start the clusters of the system's packages and let this user in."""
    for line in subprocess.run(
        ["pg_lsclusters", "-h"], capture_output=True, text=True, check=False
    ).stdout.splitlines():
        version, cluster, _port, state = line.split()[:4]
        if not state.startswith("online"):
            run("pg_ctlcluster", "--skip-systemctl-redirect", version, cluster, "start")
    time.sleep(2)
    if os.geteuid() == 0 and not answering():
        run("runuser", "-u", "postgres", "--", "createuser", "--superuser", "root")


def postgres() -> str:
    """An address that works, after installing and starting what is missing."""
    if not (url := answering()):
        if not shutil.which("pg_ctlcluster"):
            install("postgresql")
        start()
        url = answering()
    return url or sys.exit(
        "PostgreSQL does not let us in: set DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/NAME"
    )


if __name__ == "__main__":
    needs = {"chromium": chromium, "postgres": postgres}
    if len(sys.argv) != 2 or sys.argv[1] not in needs:
        sys.exit(__doc__)
    print(needs[sys.argv[1]]())
