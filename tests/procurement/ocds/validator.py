"""The standard's own validator (libcoveocds), fed with the schemas kept beside the tests.

It runs as a program of its own, as its makers mean it to be used; nothing is fetched.
"""

import copy
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from secon.procurement import ocds

HERE = Path(__file__).parent / "schema"
STANDARD = "standard-1__1__5/"
IN_ANOTHER_LANGUAGE = re.compile(r"(title|description|name)_[a-z]{2}")
"""The validator lists translations among additional fields although the standard has them."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the validator found."""

    errors: list[Json]
    """Of the schema, and ids whose prefix has a wrong form."""
    additional_fields: list[Json]
    """Fields that neither the standard nor a named extension knows."""
    empty_fields: list[Json]
    unknown_codes: dict[str, Any]


def package(releases: Sequence[Json]) -> Json:
    """A package with what the platform writes around releases."""
    return ocds.release_package(
        releases,
        uri="https://example.org/releases",
        published=datetime(2026, 1, 1, tzinfo=UTC),
        publisher=ocds.Publisher("SECON", "https://example.org/"),
        extension="https://example.org/extension.json",
        policy="https://example.org/data/",
    )


def validate(made: Json, folder: Path, *, extended: bool) -> Verdict:
    """Against OCDS 1.1.5 alone, or (``extended``) with the profile's extensions and ours.

    The addresses of extensions are taken out of the package: the schema has them already.
    """
    standard = folder / ("extended.zip" if extended else "core.zip")
    if not standard.exists():
        _write_standard(standard, extended_schema() if extended else _read("release-schema.json"))
    data = folder / "package.json"
    data.write_text(json.dumps({k: v for k, v in made.items() if k != "extensions"}))
    program = [sys.executable, "-m", "libcoveocds", "--standard-zip", str(standard), str(data)]
    done = subprocess.run(program, capture_output=True, check=False, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        raise AssertionError(done.stderr[-2000:])
    said = json.loads(done.stdout)
    return Verdict(
        errors=[
            *said["validation_errors"],
            *said.get("conformance_errors", {}).get("ocds_prefixes_bad_format", []),
        ],
        additional_fields=[
            one
            for one in _listed(said.get("additional_fields"))
            if not IN_ANOTHER_LANGUAGE.fullmatch(one["field"])
        ],
        empty_fields=said.get("additional_checks", {}).get("empty_field", []),
        unknown_codes={
            one["field"]: sorted(one["values"])
            for kind in ("additional_open_codelist_values", "additional_closed_codelist_values")
            for one in _listed(said.get(kind))
        },
    )


def extended_schema() -> Json:
    """OCDS 1.1.5 with the profile for the European Union and our extension."""
    schema = _read("release-schema.json")
    _merge(schema, _read("profile-patch.json"))
    _merge(schema, copy.deepcopy(ocds.SCHEMA_PATCH))
    return schema


def _listed(said: Any) -> list[Json]:
    return list(said.values()) if isinstance(said, dict) else list(said or ())


def _read(name: str) -> Json:
    found: Json = json.loads((HERE / name).read_text(encoding="utf-8"))
    return found


def _merge(into: Json, patch: Mapping[str, Any]) -> None:
    """RFC 7396 without deletions, as extensions are merged into the standard."""
    for key, value in patch.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def _write_standard(path: Path, schema: Json) -> None:
    """The standard's repository as the validator downloads it elsewhere."""
    lists = {name: list(values) for name, values in _read("open-codelists.json").items()}
    _closed_lists(schema, lists)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(STANDARD, "")
        archive.writestr(f"{STANDARD}schema/release-schema.json", json.dumps(schema))
        for name in ("release-package-schema.json", "versioned-release-validation-schema.json"):
            archive.write(HERE / name, f"{STANDARD}schema/{name}")
        for name, values in lists.items():
            rows = "\n".join(["Code,Title", *(f"{value},{value}" for value in values)])
            archive.writestr(f"{STANDARD}schema/codelists/{name}", rows)


def _closed_lists(node: Any, lists: dict[str, list[str]]) -> None:
    if isinstance(node, dict):
        codes = node.get("enum") or (node.get("items") or {}).get("enum")
        if "codelist" in node and codes:
            lists.setdefault(node["codelist"], [code for code in codes if code])
        for value in node.values():
            _closed_lists(value, lists)
