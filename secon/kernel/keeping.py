"""Forms that lose nothing: half-filled ones are kept, and two editors hear of each other.

``KeptForm`` is mixed into a form view. Until it is filled in, it is the plain view it stands on.
"""

from __future__ import annotations

from typing import Any


class KeptForm:
    """Mixed into ``FormView``/``View`` of a record: drafts, presence, conflicts.

    ``kept_name`` names the form ("policy.instrument"), ``kept_record()`` the record (None: new).
    """

    kept_name = ""

    def kept_record(self) -> Any:
        """The record being edited, or None for a new one."""
        return getattr(self, "record", None)
