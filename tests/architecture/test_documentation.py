"""Docs that cannot rot: every setting from the environment and every command is in the guides."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
)


def test_every_setting_from_the_environment_is_in_the_guide() -> None:
    reading = re.compile(r"(?:environ(?:\.get\(|\[)|required\()\s*\"([A-Z_]+)\"")
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "config").rglob("*.py"))
    names = set(reading.findall(code)) - {"DJANGO_SETTINGS_MODULE"}
    assert len(names) > 15
    guide = (ROOT / "docs" / "guides" / "operations.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in guide} == set()


def test_every_command_is_in_the_docs() -> None:
    commands = {
        path.stem
        for path in (ROOT / "secon").glob("*/management/commands/*.py")
        if path.stem != "__init__"
    }
    assert commands
    assert {name for name in commands if name not in GUIDES} == set()


def test_every_verb_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert verbs == explained
