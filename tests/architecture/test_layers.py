"""What import-linter cannot say: domain code knows no web, pure code knows no ORM and no clock."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVES_ITSELF = (
    "secon/web/models.py"  # Wagtail pages have their editor and their answer beside them
)
WEB = (
    "django.http",
    "django.forms",
    "django.views",
    "django.shortcuts",
    "django.contrib.messages",
    "ninja",
    "wagtail.admin",
)
IMPURE = ("django", "wagtail", "requests", "urllib.request", "socket", "time", "random")
PURE = (
    "procurement/notice.py",
    "procurement/signals",
    "procurement/clauses",
    "procurement/formats",
    "places/countries.py",
    "partnership/domain/phases.py",
)


def imports(path: Path) -> set[str]:
    """Every module named in an import anywhere in ``path``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def under(names: set[str], packages: tuple[str, ...]) -> set[str]:
    return {
        name
        for name in names
        for package in packages
        if name == package or name.startswith(f"{package}.")
    }


def files(pattern: str) -> list[Path]:
    return sorted((ROOT / "secon").glob(pattern))


@pytest.mark.parametrize(
    "path",
    files("*/domain.py")
    + files("*/domain/**/*.py")
    + files("*/models.py")
    + files("*/models/**/*.py"),
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_domain_and_models_import_no_web_code(path: Path) -> None:
    expected = path.relative_to(ROOT).as_posix() == SERVES_ITSELF
    assert bool(under(imports(path), WEB)) == expected


@pytest.mark.parametrize("place", PURE)
def test_pure_code_imports_no_framework_clock_or_network(place: str) -> None:
    here = ROOT / "secon" / place
    paths = sorted(here.rglob("*.py")) if here.is_dir() else [here]
    assert paths
    assert {str(path): under(imports(path), IMPURE) for path in paths} == {
        str(path): set() for path in paths
    }


def test_no_file_of_ours_passes_five_hundred_lines() -> None:
    code = [
        p
        for p in (ROOT / "secon").rglob("*")
        if p.suffix in {".py", ".html", ".css", ".js"} and "migrations" not in p.parts
    ]
    long = {
        str(p.relative_to(ROOT)): n
        for p in code
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}
