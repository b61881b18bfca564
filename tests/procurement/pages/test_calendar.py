"""A deadline goes into a calendar as the moment it is, wherever the reader sits."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from secon.procurement.domain.zones import BRUSSELS, zone_of
from secon.procurement.interfaces.calendar import Deadline, calendar_file

NOW = datetime(2023, 12, 1, 9, tzinfo=UTC)


def test_calendar_file_holds_the_moment_in_utc_with_a_reminder():
    at = datetime(2023, 12, 11, 14, tzinfo=ZoneInfo("Europe/Athens"))
    data = calendar_file(
        [Deadline("1-2023-LOT-0001@secon", "Καθαρισμός, τμήμα 1; α", at, "https://x.example/t/")],
        name="SECON",
        language="el",
        now=NOW,
    )
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2023, 12, 11, 12, tzinfo=UTC)
    assert str(event["summary"]) == "Καθαρισμός, τμήμα 1; α"
    assert event["url"] == "https://x.example/t/"
    assert [a.decoded("trigger") for a in event.walk("VALARM")] == [timedelta(days=-7)]
    assert b"\r\n" in data
    assert max(map(len, data.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("EL651", "Europe/Athens"),
        ("PT200", "Atlantic/Azores"),
        ("PT11A", "Europe/Lisbon"),
        ("ES", "Europe/Madrid"),
        ("ES703", "Atlantic/Canary"),
        ("XX", BRUSSELS.key),
        (None, BRUSSELS.key),
    ],
)
def test_zone_follows_the_place(code, zone):
    assert zone_of(code).key == zone
