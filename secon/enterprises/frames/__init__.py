"""What each country calls a social enterprise, as data: laws, statuses, registers, forms, criteria.

Read once from ``data/frames/*.toml`` and ``data/criteria.toml``; a leaf like ``enums``, without
models. What no source says is None or empty and is shown as unknown. A field that is named in
``to_confirm`` is general knowledge that no source of ours states yet.
"""

from secon.enterprises.frames.criteria import (
    CHECK_AGAIN_MONTHS,
    Criterion,
    Dimension,
    criteria_for,
    criterion,
)
from secon.enterprises.frames.held import Held, held, held_in
from secon.enterprises.frames.kinds import (
    Authority,
    Country,
    Form,
    Law,
    LawKind,
    Notion,
    Register,
    Status,
)
from secon.enterprises.frames.reading import (
    family_forms,
    frame,
    frames,
    status,
    status_choices,
    statuses,
    statuses_of,
)
from secon.enterprises.frames.words import Said, Text

__all__ = [
    "CHECK_AGAIN_MONTHS",
    "Authority",
    "Country",
    "Criterion",
    "Dimension",
    "Form",
    "Held",
    "Law",
    "LawKind",
    "Notion",
    "Register",
    "Said",
    "Status",
    "Text",
    "criteria_for",
    "criterion",
    "family_forms",
    "frame",
    "frames",
    "held",
    "held_in",
    "status",
    "status_choices",
    "statuses",
    "statuses_of",
]
