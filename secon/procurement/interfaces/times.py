"""Moments in the reader's words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def zone_said(at: datetime) -> str:
    """The clock a moment is shown by: "Madrid, UTC+2"; only the offset for a zone without name."""
    offset = at.utcoffset() or timedelta()
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    sign = "−" if offset < timedelta() else "+"
    said = f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
    if isinstance(at.tzinfo, ZoneInfo) and "/" in at.tzinfo.key:
        return f"{at.tzinfo.key.rpartition('/')[2].replace('_', ' ')}, {said}"
    return said
