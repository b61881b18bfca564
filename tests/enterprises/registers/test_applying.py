"""Registers taken over: first, again, changed, without what vanished."""

from __future__ import annotations

from datetime import date

import pytest

from secon.enterprises.domain.registers import applying, decisions
from secon.enterprises.domain.registers.errors import RegisterError
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
    partner,
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
    assert {problem.code for problem in run.problems.all()} == {"town"}  # no map in this test
    first, second = Enterprise.objects.order_by("pk")
    assert (first.name, first.town, first.state) == ("Spółdzielnia Żuraw", "Radom", State.LISTED)
    assert (first.company_number, first.number_key) == (nip(1), f"PL{nip(1)}")
    assert (first.listed_on, first.partner_id) == (date(2026, 3, 2), source.partner_id)
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


def test_what_the_register_changes_goes_straight() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST))
    before = Enterprise.objects.get()

    run = applied(source, table(FIRST.replace("48 111", "48 222")), now=later(7))

    after = Enterprise.objects.get()
    assert run.report == {"update": 1, "open": 0, "problems": 1}
    assert (after.phone, after.name) == ("48 222", before.name)
    assert after.version > before.version
    assert Change.objects.count() == 0


def test_what_the_enterprise_changed_since_is_not_overwritten_but_waits() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST))
    Enterprise.objects.update(phone="48 999", street="ul. Nowa 1")

    run = applied(
        source, table(FIRST.replace("48 111", "48 222").replace("Żuraw", "Bocian")), now=later(7)
    )

    entry = Enterprise.objects.get()
    assert (entry.phone, entry.name, entry.street) == (
        "48 999",
        "Spółdzielnia Bocian",
        "ul. Nowa 1",
    )
    change = Change.objects.get()
    assert (change.kind, change.base, change.content) == (
        ChangeKind.IMPORT,
        {"phone": "48 999"},
        {"phone": "48 222"},
    )
    problem = run.problems.get(code="conflict")
    assert problem.detail == {"fields": ["phone"], "waits": True}


def test_a_conflict_is_told_once_and_not_with_every_file() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST))
    Enterprise.objects.update(phone="48 999")
    changed = FIRST.replace("48 111", "48 222")
    applied(source, table(changed), now=later(7))

    applied(source, table(changed.replace("Radom", "Płock")), now=later(14))

    entry = Enterprise.objects.get()
    assert (entry.phone, entry.town) == ("48 999", "Płock")
    assert Change.objects.count() == 1


def test_an_entry_with_the_number_is_linked_and_its_gaps_are_filled() -> None:
    source = RegisterSourceFactory()
    entry = EnterpriseFactory(
        name="Żuraw", company_number=nip(1), number_key=f"PL{nip(1)}", town="Radom", phone="",
        postal_code="26-600", lon=None, lat=None,
    )  # fmt: skip

    run = applied(source, table(FIRST))

    entry.refresh_from_db()
    assert (run.report["update"], Enterprise.objects.count()) == (1, 1)
    assert entry.phone == "48 111"
    assert entry.name == "Żuraw"
    assert Change.objects.get().content == {"name": "Spółdzielnia Żuraw"}
    assert entry.registers.get().external_id == "1"
    assert entry.statuses.get().code == "pl-ps"


def test_an_entry_of_another_partner_is_left_to_it() -> None:
    source = RegisterSourceFactory()
    EnterpriseFactory(name="Żuraw", number_key=f"PL{nip(1)}", partner=partner("riga"))

    run = applied(source, table(FIRST))

    assert run.report == {"elsewhere": 1, "open": 0, "problems": 2}
    assert Enterprise.objects.get().phone == ""
    assert RegisterLink.objects.count() == 0


def test_new_dates_of_a_status_change_it_and_a_new_number_is_a_new_row() -> None:
    source = RegisterSourceFactory(
        mapping={"Nr": "external_id", "Nazwa": "name", "Decyzja": "status_number",
                 "Od": "status_from", "Do": "status_to"},
    )  # fmt: skip
    head = "Nr;Nazwa;Decyzja;Od;Do"
    applied(source, table("1;Żuraw;PS/1;1.2.2023;", head=head))

    applied(source, table("1;Żuraw;PS/1;1.2.2023;1.2.2025", head=head), now=later(7))
    applied(source, table("1;Żuraw;PS/2;2.2.2025;", head=head), now=later(14))

    rows = EnterpriseStatus.objects.order_by("valid_from")
    assert [(row.number, row.valid_from, row.valid_to) for row in rows] == [
        ("PS/1", date(2023, 2, 1), date(2025, 2, 1)),
        ("PS/2", date(2025, 2, 2), None),
    ]


def test_what_vanished_is_marked_kept_and_unmarked_when_it_comes_back() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST, SECOND), is_whole=True)
    gone = Enterprise.objects.get(name="Fundacja Źródło")
    Enterprise.objects.filter(pk=gone.pk).update(
        state=State.VERIFIED, verified_on=date(2026, 3, 2), check_again_on=date(2028, 3, 2)
    )

    run = applied(source, table(FIRST), is_whole=True, now=later(7))

    gone.refresh_from_db()
    assert run.report["vanished"] == 1
    assert (gone.state, gone.check_again_on) == (State.VERIFIED, date(2026, 3, 9))
    assert gone.registers.get().vanished_on == date(2026, 3, 9)

    applied(source, table(FIRST, SECOND), is_whole=True, now=later(14))
    assert gone.registers.get().vanished_on is None


def test_a_file_with_a_part_of_the_register_marks_nothing() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST, SECOND), is_whole=True)

    applied(source, table(FIRST), now=later(7))

    assert RegisterLink.objects.filter(vanished_on__isnull=False).count() == 0


def test_a_row_that_cannot_be_read_does_not_make_its_entry_vanish() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST, SECOND), is_whole=True)

    run = applied(source, table(FIRST, SECOND.replace("2024-03-05", "soon")), is_whole=True)

    assert (run.report["refused"], run.report["vanished"]) == (1, 0)


def test_entry_and_row_alike_are_held_until_a_person_decides() -> None:
    source = RegisterSourceFactory()
    entry = EnterpriseFactory(
        name="Spółdzielnia Żuraw", name_key="zuraw", word_key="zuraw", town="Radom",
        town_key="radom", company_number="",
    )  # fmt: skip
    row = FIRST.replace(nip(1), "")

    run = applied(source, table(row))

    assert run.report == {"duplicate": 1, "open": 1, "problems": 1}
    assert Enterprise.objects.count() == 1
    held = run.rows.get()
    assert (held.enterprise_id, held.why, held.is_done) == (entry.pk, "place", False)

    decisions.decide(row=held, how=RegisterRow.Decided.SAME, by=None, now=NOW)
    assert Enterprise.objects.count() == 1
    assert entry.registers.get().external_id == "1"
    again = applied(source, table(row), now=later(7))
    assert again.report == {"same": 1, "open": 0, "problems": 1}


def test_another_organisation_becomes_an_entry_of_its_own() -> None:
    source = RegisterSourceFactory()
    EnterpriseFactory(
        name="Spółdzielnia Żuraw", name_key="zuraw", word_key="zuraw", town="Radom",
        town_key="radom",
    )  # fmt: skip
    run = previewed(source, table(FIRST.replace(nip(1), "")))

    decisions.decide(row=run.rows.get(), how=RegisterRow.Decided.NEW, by=None, now=NOW)
    assert Enterprise.objects.count() == 1  # only noted until the import is applied
    applying.apply(run=run, by=None, now=NOW, clock=lambda: NOW)

    assert Enterprise.objects.count() == 2


def test_rows_of_one_file_that_are_one_organisation_are_listed_once() -> None:
    source = RegisterSourceFactory()
    slip = FIRST.replace("1;", "3;", 1).replace("Żuraw", "Zurawa").replace(nip(1), "")
    number = SECOND.replace("2;", "4;", 1).replace("Źródło", "Całkiem inna")

    run = previewed(source, table(FIRST, SECOND, slip, number))

    rows = {row.number: row for row in run.rows.all()}
    assert (rows[4].outcome, rows[4].twin, rows[4].why) == ("duplicate", 2, "place")
    assert (rows[5].outcome, rows[5].twin, rows[5].likeness) == ("duplicate", 3, 100)
    for row in (rows[4], rows[5]):
        decisions.decide(row=row, how=RegisterRow.Decided.SAME, by=None, now=NOW)
    applying.apply(run=run, by=None, now=NOW, clock=lambda: NOW)

    first, second = Enterprise.objects.order_by("pk")
    assert sorted(link.external_id for link in first.registers.all()) == ["1", "3"]
    assert sorted(link.external_id for link in second.registers.all()) == ["2", "4"]


def test_the_same_number_cannot_be_another_organisation() -> None:
    source = RegisterSourceFactory()
    twin = FIRST.replace("1;", "3;", 1)
    run = previewed(source, table(FIRST, twin))

    with pytest.raises(RegisterError, match="same company number"):
        decisions.decide(row=run.rows.get(number=3), how=RegisterRow.Decided.NEW, by=None, now=NOW)


def test_a_number_of_the_register_that_comes_twice_is_told() -> None:
    run = previewed(RegisterSourceFactory(), table(FIRST, SECOND.replace("2;", "1;", 1)))

    problem = run.problems.get(code="doubled_id")
    assert (problem.row, problem.severe, problem.detail["first"]) == (3, True, 2)
    assert run.report["refused"] == 1


def test_an_entry_listed_between_preview_and_application_is_not_doubled() -> None:
    source, other = RegisterSourceFactory(), RegisterSourceFactory()
    number = table(FIRST)
    name = table(SECOND.replace(nip(2), ""))
    one, two = previewed(source, number), previewed(other, number)
    three, four = previewed(source, name), previewed(other, name)

    for run in (one, two, three, four):
        applying.apply(run=run, by=None, now=NOW, clock=lambda: NOW)

    assert Enterprise.objects.count() == 2
    assert Enterprise.objects.get(company_number=nip(1)).registers.count() == 2
    assert four.rows.get().outcome == "duplicate"


def test_an_ended_entry_is_told_and_not_listed_by_a_machine() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST))
    Enterprise.objects.update(state=State.ENDED, ended_on=date(2026, 3, 3))

    run = applied(source, table(FIRST.replace("48 111", "48 222")), now=later(7))

    assert Enterprise.objects.get().state == State.ENDED
    assert run.problems.filter(code="ended").count() == 1


def test_a_wrong_number_another_entry_has_is_not_taken() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST, SECOND))

    run = applied(source, table(FIRST.replace(nip(1), nip(2))), now=later(7))

    assert run.problems.filter(code="number_taken").count() == 1
    assert Enterprise.objects.get(name="Spółdzielnia Żuraw").company_number == nip(1)


def test_a_status_that_has_ended_makes_no_new_entry_but_ends_at_a_known_one() -> None:
    source = RegisterSourceFactory()
    over = FIRST.replace("01.02.2024;", "01.02.2024;01.02.2026")

    first = previewed(source, table(over))
    assert [(one.code, one.severe) for one in first.problems.exclude(code="town")] == [
        ("status_over", True)
    ]
    assert first.report["refused"] == 1

    applied(source, table(FIRST))
    assert Enterprise.objects.get().social_enterprise == "by_law"
    applied(source, table(over), now=later(7))
    assert EnterpriseStatus.objects.get().valid_to == date(2026, 2, 1)


def test_what_was_taken_out_since_is_not_brought_back() -> None:
    source = RegisterSourceFactory()
    applied(source, table(FIRST))
    Enterprise.objects.update(phone="")

    applied(source, table(FIRST.replace("Żuraw", "Bocian")), now=later(7))
    assert Enterprise.objects.get().phone == ""
    applied(source, table(FIRST.replace("48 111", "48 222")), now=later(14))

    assert Enterprise.objects.get().phone == ""
    assert Change.objects.get().content == {"phone": "48 222"}
