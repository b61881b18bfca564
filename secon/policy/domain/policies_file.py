"""The one readable file with published facts about policies (``data/policies.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "data" / "policies.toml"


@cache
def read(path: Path = PATH) -> dict[str, Any]:
    """The file as TOML tables. Callers do not change it."""
    with path.open("rb") as file:
        return tomllib.load(file)
