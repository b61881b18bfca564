"""Deadlines as a calendar file (RFC 5545), one event a lot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class Deadline:
    """One moment to keep: ``at`` is timezone-aware."""

    uid: str
    title: str
    at: datetime
    url: str
    note: str = ""


def calendar_file(
    deadlines: Iterable[Deadline], *, name: str, language: str, now: datetime
) -> bytes:
    """The deadlines as ``text/calendar``, each with a reminder a week ahead."""
    calendar = Calendar()
    calendar.add("prodid", f"-//SECON//Tenders//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for deadline in deadlines:
        moment = deadline.at.astimezone(UTC)
        event = Event()
        event.add("uid", deadline.uid)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", moment)
        event.add("dtend", moment)
        event.add("summary", deadline.title)
        event.add("description", f"{deadline.note}\n{deadline.url}".strip())
        event.add("url", deadline.url)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.title)
        alarm.add("trigger", timedelta(days=-7))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
