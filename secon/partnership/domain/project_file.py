"""The one readable file with the facts about the project (``data/secon.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "data" / "secon.toml"


@cache
def read(path: Path = PATH) -> dict[str, Any]:
    """The file as TOML tables. Callers do not change it."""
    with path.open("rb") as file:
        return tomllib.load(file)
