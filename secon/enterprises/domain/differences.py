"""What one content of an entry says otherwise than another, in the record's order."""

from __future__ import annotations

from secon.enterprises.domain.content import FIELDS, PARTS, Content
from secon.kernel import differences as of_contents
from secon.kernel.differences import Difference, Kind, merged

__all__ = ["Difference", "Kind", "differences", "merged"]


def differences(base: Content, content: Content, current: Content) -> list[Difference]:
    """What ``content`` changes of ``base``, beside what is ``current``."""
    return of_contents.differences(base, content, current, fields=FIELDS, parts=PARTS)
