"""``manage.py check --deploy`` under production settings, and the refusal of a default key."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "ALLOWED_HOSTS": "secon.example.org",
}


def check(key: str) -> subprocess.CompletedProcess[str]:
    """The check with ``key`` as the secret key."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=os.environ | PRODUCTION | {"SECRET_KEY": key},
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    if check("local-only-not-a-secret").returncode == 0:
        sys.exit("Production settings accept a default key.")
    good = check(os.urandom(40).hex())
    print(good.stdout.strip() or good.stderr.strip())
    sys.exit(good.returncode)
