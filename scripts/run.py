"""Bring this machine's own copy of the platform up to date, then serve it on PORT (8000).

Every step is idempotent. The steps are skipped when nothing they read has changed since the last
start (a digest in var/), so that a second start takes a few seconds.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

STEPS = (
    ("Making the database", "migrate", "--verbosity=0"),
    ("Reading code lists and CPV", "load_codes"),
    ("Reading regions and their boundaries", "load_places"),
    ("Reading towns and postal codes", "load_gazetteer"),
    ("Reading the partnership", "load_partnership"),
    ("Reading policies", "load_policies"),
    ("Reading practices", "load_practices"),
    ("Reading the analysis report", "load_report"),
    ("Reading the library of review questions", "load_review_library"),
    ("Listing known enterprises", "load_known_enterprises"),
    ("Making example enterprises", "load_example_enterprises"),
    ("Making the pages of each language", "setup_pages"),
    ("Making local sign-ins", "create_local_people"),
    ("Telling an example from practice to money", "load_example_practices"),
    ("Holding an example of a joint review", "load_example_review"),
    ("Importing tenders", "load_tenders"),
    ("Finding social signals", "find_signals"),
    ("Matching enterprises with open lots", "match_opportunities"),
    ("Giving the sign-ins somebody to speak for", "load_example_opportunities"),
    ("Reading everything for the search", "index_search"),
)
READ = (
    "secon/*/migrations/*.py",
    "secon/*/data/**/*",
    "secon/*/management/commands/*.py",
    "secon/procurement/signals/__init__.py",
    "requirements/base.txt",
    "package-lock.json",
)


def digest() -> str:
    """Of everything the steps read, and of the settings that choose their sources."""
    seen = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    seen.update(
        "|".join(os.environ.get(name, "") for name in ("SECON_TED", "SECON_CODES")).encode()
    )
    for path in sorted(path for pattern in READ for path in ROOT.glob(pattern) if path.is_file()):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def set_up() -> None:
    """Every step, with what it took."""
    for said, *command in STEPS:
        start = time.monotonic()
        print(f"▸ {said} …", flush=True)
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, check=True
        )  # its memory ends with it
        print(f"  done in {time.monotonic() - start:.1f} s", flush=True)


def main() -> None:
    """Set up if needed, say where everything is, serve."""
    django.setup()
    stamp = settings.VAR_DIR / "loaded.sha256"
    database = settings.DATABASES["default"]
    present = "sqlite" not in database["ENGINE"] or Path(database["NAME"]).exists()
    now = digest()
    if not (present and stamp.exists() and stamp.read_text() == now):
        set_up()
        stamp.write_text(now)
    else:
        call_command("create_local_people")  # prints them; those that exist stay as they are
    port = os.environ.get("PORT", "8000")
    print(f"\n  SECON is at  http://localhost:{port}/   (stop with Ctrl+C)\n", flush=True)
    reload = bool(os.environ.get("RELOAD"))  # start again when code changes; slower to start
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=reload, skip_checks=True)


if __name__ == "__main__":
    main()
