"""Registers taken over: first, again, changed, without what vanished."""

from __future__ import annotations

from datetime import date

import pytest

from secon.enterprises.domain.registers import applying, decisions
from secon.enterprises.enums import ChangeKind, State
from secon.enterprises.models import (
    Change,
    Enterprise,
    EnterpriseStatus,
    RegisterLink,
    RegisterRow,
)
from secon.kernel.models import AuditEvent
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.registers import (
    NOW,
    RegisterSourceFactory,
    applied,
    later,
    nip,
    previewed,
    table,
)

pytestmark = pytest.mark.django_db
FIRST = f"1;Spółdzielnia Żuraw;{nip(1)};Radom;26-600;48 111;01.02.2024;"
SECOND = f"2;Fundacja Źródło;{nip(2)};Płock;09-400;;2024-03-05;31/12/2026"


def test_rows_become_listed_entries_with_status_and_link() -> None:
    source = RegisterSourceFactory()

    run = applied(source, table(FIRST, SECOND))

    assert (run.stage, run.report) == ("applied", {"new": 2, "open": 0, "problems": 2})
    first, second = Enterprise.objects.order_by("pk")
    assert (first.name, first.town, first.state) == ("Spółdzielnia Żuraw", "Radom", State.LISTED)
    assert (first.company_number, first.number_key) == (nip(1), f"PL{nip(1)}")
    assert (first.listed_on, first.partner_id) == (date(2026, 3, 2), source.partner_id)
    assert first.family == "cooperative" if first.legal_form else first.family == ""
    assert first.sources == {"": ["https://rejestr.example.org/"]}
    status = EnterpriseStatus.objects.get(enterprise=second)
    assert (status.code, status.valid_from, status.valid_to) == (
        "pl-ps",
        date(2024, 3, 5),
        date(2026, 12, 31),
    )
    link = RegisterLink.objects.get(enterprise=first)
    assert (link.external_id, link.last_seen_on, link.vanished_on) == ("1", date(2026, 3, 2), None)
    events = AuditEvent.objects.filter(verb="apply_register")
    assert [event.detail["new"] for event in events] == [2]


def test_the_same_file_again_changes_nothing() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST, SECOND))
    before = list(Enterprise.objects.order_by("pk").values())

    run = applied(source, table(FIRST, SECOND), now=later(7))

    assert run.report == {"same": 2, "open": 0, "problems": 2}
    assert list(Enterprise.objects.order_by("pk").values()) == before
    assert EnterpriseStatus.objects.count() == 2
    assert {link.last_seen_on for link in RegisterLink.objects.all()} == {date(2026, 3, 9)}
