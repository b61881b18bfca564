"""Opening hours as a calendar file (RFC 5545): weekly events on the clock of the place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from secon.enterprises.domain.opening import Stretch, merged

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def hours_calendar(
    stretches: Sequence[Stretch],
    *,
    key: str,
    title: str,
    place: str,
    url: str,
    zone: ZoneInfo,
    language: str,
    now: datetime,
) -> bytes:
    """One event for each stretch of the day, repeated on the weekdays that have it, from ``now`` on.

    ``key`` names the enterprise and stays the same, so that a calendar replaces what it knows.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//SECON//Enterprises//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", zone.key)
    days: dict[tuple[time, time], list[int]] = {}
    for one in merged(stretches):
        days.setdefault((one.opens, one.closes), []).append(one.weekday)
    today = now.astimezone(zone).date()
    for (opens, closes), weekdays in sorted(days.items()):
        first = min(today + timedelta(days=(day - today.weekday()) % len(DAYS)) for day in weekdays)
        event = Event()
        event.add("uid", f"{key}-{opens:%H%M}-{closes:%H%M}@secon")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", datetime.combine(first, opens, zone))
        event.add("dtend", datetime.combine(first, closes, zone))
        event.add("rrule", {"freq": "weekly", "byday": [DAYS[day] for day in weekdays]})
        event.add("summary", title)
        event.add("location", place)
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
