"""Laws of the front end that no linter knows: nothing inline, icons that exist, no foreign hosts."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.glob("secon/**/templates/**/*.html"))
STATIC = ROOT / "build" / "static"
ICON = re.compile(r'\bicon(?: name)?="([a-z0-9-]+)"')


def icons() -> set[str]:
    listed = (ROOT / "scripts/front/icons.mjs").read_text().split("NAMES = [")[1].split("];")[0]
    return set(re.findall(r'"([a-z0-9-]+)"', listed))


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 50


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text), "style belongs in secon/web/static/css"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "behaviour hooks on data- attributes"
    assert "<style" not in text
    assert "javascript:" not in text
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or "application/" in attributes, "no inline script"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_loads_nothing_from_other_hosts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|srcset)=[\"'](?:https?:)?//", text)
    assert not re.search(r"<link[^>]+href=[\"'](?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_uses_icons_of_the_sprite(path: Path) -> None:
    assert set(ICON.findall(path.read_text(encoding="utf-8"))) <= icons()


def test_built_styles_and_shapes_name_no_other_host() -> None:
    assert STATIC.is_dir(), "build/static is missing: make build/stamps/static"
    for path in STATIC.rglob("*"):
        if path.suffix in {".css", ".svg", ".json"}:
            hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8")))
            assert hosts <= {"www.w3.org"}, path  # the SVG namespace


def test_built_scripts_name_other_hosts_only_in_words() -> None:
    """Licence notes, a namespace, an attribution link that we switch off: nothing is fetched."""
    known = {
        "www.w3.org",
        "github.com",
        "maplibre.org",
        "maplibre.invalid",
        "wiki.openstreetmap.org",
    }
    for path in [*STATIC.rglob("*.js"), *STATIC.rglob("*.mjs")]:
        hosts = set(re.findall(r"https?://([\w-]+\.[\w.-]+)", path.read_text(encoding="utf-8")))
        assert hosts <= known, path


def test_styles_need_no_important() -> None:
    for path in ROOT.glob("secon/web/static/css/**/*.css"):
        assert "!important" not in path.read_text(encoding="utf-8"), path


def test_lock_file_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
