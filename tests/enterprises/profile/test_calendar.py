"""Opening hours in a calendar."""

from datetime import UTC, datetime, time

import pytest
from icalendar import Calendar

from secon.enterprises.models import OpeningHours
from tests.enterprises.profile.making import hours
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db


def calendar_of(client, enterprise) -> Calendar:
    answer = client.get(f"{enterprise.get_absolute_url()}hours.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_days_with_the_same_hours_are_one_weekly_event_on_the_local_clock(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 9, tzinfo=UTC))  # a Wednesday
    enterprise = EnterpriseFactory(name="Piekarnia", country="EL", nuts="EL653")
    hours(enterprise, (0, 8, 13), (1, 8, 13), (5, 10, 14))
    events = list(calendar_of(client, enterprise).walk("VEVENT"))
    assert [str(event["SUMMARY"]) for event in events] == ["Piekarnia: open"] * 2
    assert [event["RRULE"]["BYDAY"] for event in events] == [["MO", "TU"], ["SA"]]
    first = events[0].decoded("DTSTART")
    assert (first.date().isoformat(), first.time()) == ("2026-11-30", time(8))
    assert str(first.tzinfo) == "Europe/Athens"


def test_the_file_has_the_rules_of_its_time_zone(client):
    enterprise = EnterpriseFactory()
    hours(enterprise, (0, 8, 13))
    (zone,) = calendar_of(client, enterprise).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Warsaw"


def test_events_keep_their_names_when_the_file_is_fetched_again(client):
    enterprise = EnterpriseFactory()
    hours(enterprise, (0, 8, 13))
    first = [str(event["UID"]) for event in calendar_of(client, enterprise).walk("VEVENT")]
    OpeningHours.objects.filter(enterprise=enterprise).update(weekday=3)
    assert (
        [str(event["UID"]) for event in calendar_of(client, enterprise).walk("VEVENT")]
        == first
        == [f"enterprise-{enterprise.pk}-0800-1300@secon"]
    )


def test_there_is_no_calendar_of_unknown_hours(client):
    enterprise = EnterpriseFactory()
    assert client.get(f"{enterprise.get_absolute_url()}hours.ics").status_code == 404
