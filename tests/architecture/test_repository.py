"""What must never be in the repository: addresses of registries, paths of a machine, fetched data."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOSTS = re.compile(r"(p" + r"ypi|pythonhos" + r"ted|npm" + r"js|deb" + r"ian)\.(org|com)")
MACHINE = re.compile(r"(/wo" + r"rk/|/ro" + r"ot/|/ho" + r"me/[a-z]+/)")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_tracked_file_names_a_registry_or_a_path_of_a_machine() -> None:
    guilty = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if HOSTS.search(text) or MACHINE.search(text):
            guilty.append(path.relative_to(ROOT).as_posix())
    assert guilty == []


def test_no_tracked_file_is_larger_than_a_megabyte() -> None:
    assert [p.name for p in tracked() if p.stat().st_size > 1_000_000] == []
