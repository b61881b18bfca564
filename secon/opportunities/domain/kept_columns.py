"""The columns of the last run, kept in files of this machine. They may be deleted at any time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from secon.opportunities.matching.columns import Demands, Suppliers

_HEAD, _SUPPLIERS, _DEMANDS = "head.json", "suppliers.npz", "demands.npz"


@dataclass(frozen=True, slots=True)
class Head:
    """Which run the columns are of, and what they were made with."""

    run: int
    rules: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run leaves for the next."""

    head: Head
    suppliers: Suppliers
    demands: Demands


def folder() -> Path:
    """Where they are."""
    return Path(settings.SECON_MATCHING_DIR)


def save(kept: Kept) -> None:
    """Replace what was there; the head, which says that all is whole, comes last."""
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / _HEAD).unlink(missing_ok=True)
    kept.suppliers.save(folder() / _SUPPLIERS)
    kept.demands.save(folder() / _DEMANDS)
    draft = folder() / f"{_HEAD}.draft"
    draft.write_text(json.dumps(asdict(kept.head)), encoding="utf-8")
    draft.replace(folder() / _HEAD)


def load() -> Kept | None:
    """What was saved; None where it is not there or not whole."""
    try:
        head = Head(**json.loads((folder() / _HEAD).read_text(encoding="utf-8")))
        suppliers = Suppliers.load(folder() / _SUPPLIERS)
        return Kept(head, suppliers, Demands.load(folder() / _DEMANDS))
    except (OSError, ValueError, TypeError, KeyError):
        return None
