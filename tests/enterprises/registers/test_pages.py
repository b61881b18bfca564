"""The pages of imports: who sees them, and a file's way through them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secon.enterprises.domain.registers import claims
from secon.enterprises.models import Enterprise, RegisterRow, RegisterRun, RegisterSource
from secon.enterprises.views import register_runs
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.partnership import member
from tests.factories.people import UserFactory, person
from tests.factories.registers import (
    MAPPING,
    RegisterSourceFactory,
    applied,
    nip,
    partner,
    previewed,
    table,
    workbook,
)

pytestmark = pytest.mark.django_db
FIRST = f"1;Spółdzielnia Żuraw;{nip(1)};Radom;26-600;48 111;01.02.2024;"
BAD = "2;Fundacja Źródło;1234567890;Radom;26-600;;;"
Stage = RegisterRun.Stage


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in(member(Role.PARTNER_EDITOR, partner()))


@pytest.fixture
def source() -> RegisterSource:
    source: RegisterSource = RegisterSourceFactory()
    return source


def upload(client: Client, source: RegisterSource, data: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile(more.pop("name", "rejestr.csv"), data)
    return client.post(reverse("enterprises:register", args=[source.pk]), {"file": file, **more})


PEOPLE: dict[str, Callable[[], User]] = {
    "citizen": UserFactory,
    "stakeholder": lambda: member(Role.STAKEHOLDER, partner()),
    "reviewer": lambda: person(Role.REVIEWER),
    "editor elsewhere": lambda: member(Role.PARTNER_EDITOR, partner("riga")),
    "editor": lambda: member(Role.PARTNER_EDITOR, partner()),
    "web admin": lambda: person(Role.WEB_ADMIN),
}


@pytest.mark.parametrize(
    ("who", "lists", "own"),
    [
        ("citizen", 403, 404),
        ("stakeholder", 403, 404),
        ("reviewer", 403, 404),
        ("editor elsewhere", 200, 404),
        ("editor", 200, 200),
        ("web admin", 200, 200),
    ],
)
def test_only_the_partners_own_people_and_those_who_run_all_import(
    who: str, lists: int, own: int, source: RegisterSource
) -> None:
    run = previewed(source, table(FIRST, BAD))
    client = signed_in(PEOPLE[who]())
    own_source = 403 if lists == 403 else own

    assert client.get(reverse("enterprises:registers")).status_code == lists
    assert client.get(reverse("enterprises:register_add")).status_code == lists
    for name in ("register", "register_change"):
        found = client.get(reverse(f"enterprises:{name}", args=[source.pk]))
        assert found.status_code == own_source
    for name in ("import", "import_problems"):
        found = client.get(reverse(f"enterprises:{name}", args=[run.pk]))
        assert found.status_code == own
    refused = own != 200
    for name, done in (("import_apply", 302), ("import_drop", 302)):
        answer = client.post(reverse(f"enterprises:{name}", args=[run.pk]))
        assert answer.status_code == (404 if refused else done)
    assert Enterprise.objects.count() == (0 if refused else 1)


def test_nobody_sees_anything_without_signing_in(source: RegisterSource) -> None:
    run = previewed(source, table(FIRST))

    for address in (
        reverse("enterprises:registers"),
        reverse("enterprises:register", args=[source.pk]),
        reverse("enterprises:import", args=[run.pk]),
        reverse("enterprises:import_problems", args=[run.pk]),
    ):
        answer = Client().get(address)
        assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)
    assert not AnonymousUser().has_perm("enterprises.import_register", source)


def test_a_register_is_added_once_for_the_own_partner_only(editor: Client) -> None:
    said = {
        "partner": partner().pk, "name": "Wykaz", "country": "PL", "language": "pl",
        "url": "https://example.org/",
    }  # fmt: skip

    answer = editor.post(reverse("enterprises:register_add"), said)
    again = editor.post(reverse("enterprises:register_add"), said)
    foreign = editor.post(
        reverse("enterprises:register_add"), said | {"partner": partner("riga").pk}
    )

    source = RegisterSource.objects.get()
    assert answer["Location"] == reverse("enterprises:register", args=[source.pk])
    assert again.context["form"].errors["name"] == ["This partner has a register of this name."]
    assert "partner" in foreign.context["form"].errors


def test_a_register_can_be_described_otherwise(editor: Client, source: RegisterSource) -> None:
    address = reverse("enterprises:register_change", args=[source.pk])
    initial = editor.get(address).context["form"].initial

    editor.post(address, initial | {"partner": source.partner_id, "name": "Nowa nazwa"})

    source.refresh_from_db()
    assert (source.name, source.url) == ("Nowa nazwa", "https://rejestr.example.org/")


def test_a_first_file_asks_for_its_columns_with_examples_and_guesses(
    editor: Client, source: RegisterSource
) -> None:
    source.mapping = {}
    source.save()

    sent = upload(editor, source, table(FIRST, BAD))
    run = RegisterRun.objects.get()
    page = editor.get(sent["Location"])

    assert sent["Location"] == reverse("enterprises:import_columns", args=[run.pk])
    rows = page.context["form"].rows
    assert [(bound.value(), examples) for bound, _heading, examples in rows][1] == (
        "name",
        ["Spółdzielnia Żuraw", "Fundacja Źródło"],
    )
    chosen = {f"column_{at}": field for at, field in enumerate(MAPPING.values())}
    read = editor.post(sent["Location"], chosen | {"status": "pl-ps"})

    assert read["Location"] == reverse("enterprises:import", args=[run.pk])
    source.refresh_from_db()
    assert (source.mapping, source.defaults) == (MAPPING, {"status": "pl-ps"})
    run.refresh_from_db()
    assert (run.stage, run.report["new"], run.report["refused"]) == ("preview", 1, 1)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"column_0": "town"}, "Say which column holds the name."),
        (
            {"column_0": "name", "column_1": "name"},
            "“Name” is chosen for 2 columns. Choose it for one.",
        ),
        (
            {"column_0": "name", "column_1": "lat"},
            "A point has a latitude and a longitude: choose both or none.",
        ),
    ],
)
def test_columns_that_make_no_entry_are_told(
    editor: Client, source: RegisterSource, chosen: dict[str, str], message: str
) -> None:
    source.mapping = {}
    source.save()
    address = upload(editor, source, table(FIRST))["Location"]

    answer = editor.post(address, chosen)

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [message])


def test_the_next_file_goes_straight_to_its_preview(editor: Client, source: RegisterSource) -> None:
    answer = upload(editor, source, table(FIRST))

    run = RegisterRun.objects.get()
    assert answer["Location"] == reverse("enterprises:import", args=[run.pk])
    assert run.stage == Stage.PREVIEW


def test_a_renamed_column_is_asked_for_and_left_out_ones_stay_out(
    editor: Client, source: RegisterSource
) -> None:
    source.mapping = MAPPING | {"Telefon": ""}
    source.save()
    head = ";".join(MAPPING).replace("Miasto", "Miejscowość")

    address = upload(editor, source, table(FIRST, head=head))["Location"]
    form = editor.get(address).context["form"]

    guessed = {heading.text: bound.value() for bound, heading, _examples in form.rows}
    assert (guessed["Miejscowość"], guessed["Telefon"]) == ("town", "")


def test_another_sheet_can_be_chosen(editor: Client, source: RegisterSource) -> None:
    source.mapping = {}
    source.save()
    data = workbook([["Nazwa", "Miasto"], ["Jeden", "Radom"]], [["Nazwa", "Kod"], ["Dwa", 1]], [])
    address = upload(editor, source, data, name="rejestr.xlsx")["Location"]

    page = editor.get(address, {"sheet": "Sheet 2"})
    empty = editor.get(address, {"sheet": "Sheet 3"})

    assert page.context["sheets"] == ("Sheet 1", "Sheet 2", "Sheet 3")
    assert [heading.text for _b, heading, _e in page.context["form"].rows] == ["Nazwa", "Kod"]
    assert [str(one) for one in empty.context["messages"]] == [
        "The sheet “Sheet 3” is empty. Choose another one."
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (
            b"PK\x03\x04 no zip",
            "The file is damaged and cannot be read to its end. Download or save it again.",
        ),
        (
            b"Nazwa;Data;Data\nA;1;2\n",
            "Several columns have one name: Data (B), Data (C). Give each its own name in row 1.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field_and_not_kept(
    editor: Client, source: RegisterSource, data: bytes, message: str
) -> None:
    answer = upload(editor, source, data)

    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, [message])
    assert RegisterRun.objects.count() == 0


def test_preview_shows_problems_and_twins_and_apply_takes_the_rest(
    editor: Client, source: RegisterSource
) -> None:
    EnterpriseFactory(
        name="Spółdzielnia Żuraw", name_key="zuraw", word_key="zuraw", town="Radom",
        town_key="radom", street="ul. Stara 1",
    )  # fmt: skip
    third = FIRST.replace(nip(1), nip(3)).replace("1;", "3;", 1).replace("Żuraw", "Kalina")
    upload(editor, source, table(FIRST.replace(nip(1), ""), BAD, third))
    run = RegisterRun.objects.get()
    address = reverse("enterprises:import", args=[run.pk])

    page = editor.get(address)
    text = page.content.decode()
    pair = page.context["pairs"][0]
    assert (pair.title, pair.other, pair.can_be_new) == (
        "Spółdzielnia Żuraw",
        "In the directory",
        True,
    )
    assert ("Street and number", "", "ul. Stara 1") in pair.facts
    assert "A sign is wrong: the check digit does not fit the others." in text
    assert page.context["undecided"] == 1

    decided = editor.post(
        reverse("enterprises:import_decide", args=[run.pk, 2]), {"how": "same", "page": "1"}
    )
    assert decided["Location"] == f"{address}?page=1#held"
    editor.post(reverse("enterprises:import_apply", args=[run.pk]))

    run.refresh_from_db()
    assert (run.stage, run.applied_by_id) == (Stage.APPLIED, run.uploaded_by_id)
    assert sorted(Enterprise.objects.values_list("name", flat=True)) == [
        "Spółdzielnia Kalina",
        "Spółdzielnia Żuraw",
    ]
    assert "Taken over on" in editor.get(address).content.decode()


def test_an_entry_of_another_region_is_decided_there(
    editor: Client, source: RegisterSource
) -> None:
    EnterpriseFactory(
        name="Spółdzielnia Żuraw", name_key="zuraw", word_key="zuraw", town="Radom",
        town_key="radom", partner=partner("riga"),
    )  # fmt: skip
    run = previewed(source, table(FIRST.replace(nip(1), "")))

    answer = editor.post(
        reverse("enterprises:import_decide", args=[run.pk, 2]), {"how": "same"}, follow=True
    )

    assert [str(one) for one in answer.context["messages"]] == [
        "This entry belongs to another partner's region, which decides about it."
    ]
    assert RegisterRow.objects.get().decided == ""


@pytest.mark.parametrize(("how", "status"), [("perhaps", 404), ("", 404)])
def test_a_decision_nobody_can_make_is_not_found(
    editor: Client, source: RegisterSource, how: str, status: int
) -> None:
    run = previewed(source, table(FIRST))

    answer = editor.post(reverse("enterprises:import_decide", args=[run.pk, 2]), {"how": how})

    assert answer.status_code == status


def test_problems_come_as_csv_that_no_spreadsheet_runs(
    editor: Client, source: RegisterSource
) -> None:
    run = previewed(source, table(BAD.replace("1234567890", "=1+1")))

    answer = editor.get(reverse("enterprises:import_problems", args=[run.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]

    assert lines[0] == "row,column,value,severe,kind,problem"
    assert lines[1].startswith("2,NIP,'=1+1,yes,company_number,")


def test_a_dropped_file_leaves_nothing(editor: Client, source: RegisterSource) -> None:
    run = previewed(source, table(FIRST))

    editor.post(reverse("enterprises:import_drop", args=[run.pk]))
    late = editor.post(reverse("enterprises:import_apply", args=[run.pk]), follow=True)

    run.refresh_from_db()
    assert (run.stage, run.rows.count(), Enterprise.objects.count()) == (Stage.DROPPED, 0, 0)
    assert [str(one) for one in late.context["messages"]] == [
        "Nothing of this file was taken over.",
        "This import is being worked on already. Wait until it is finished.",
    ]


def test_a_large_file_goes_to_a_worker(
    editor: Client, source: RegisterSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_runs, "AT_ONCE_BYTES", {True: 0, False: 0})
    monkeypatch.setattr(register_runs, "AT_ONCE_ROWS", 0)

    upload(editor, source, table(FIRST))  # the tests' worker begins at once
    run = RegisterRun.objects.get()
    assert run.stage == Stage.PREVIEW
    editor.post(reverse("enterprises:import_apply", args=[run.pk]))

    run.refresh_from_db()
    assert (run.stage, Enterprise.objects.count()) == (Stage.APPLIED, 1)


@pytest.mark.parametrize(
    ("seen", "title", "button"),
    [
        (None, "It waits for a free worker.", "Ask a worker again"),
        ("now", "Being applied", None),
        ("long ago", "It stopped.", "Go on"),
    ],
)
def test_a_run_at_work_says_how_far_it_is_and_goes_on_when_it_stopped(
    editor: Client, source: RegisterSource, seen: str | None, title: str, button: str | None
) -> None:
    run = previewed(source, table(FIRST))
    now = timezone.now()
    moment = {None: None, "now": now, "long ago": now - 2 * claims.SILENCE}[seen]
    RegisterRun.objects.filter(pk=run.pk).update(
        stage=Stage.APPLYING, claim="x" if seen else "", claimed_at=moment, total=5000, done=1200
    )
    address = reverse("enterprises:import", args=[run.pk])

    text = editor.get(address).content.decode()
    assert title in text
    assert (button is None) or button in text
    assert ("1,200 of 5,000" in text) == (seen == "now")

    editor.post(reverse("enterprises:import_apply", args=[run.pk]))
    run.refresh_from_db()
    assert run.stage == (Stage.APPLYING if seen == "now" else Stage.APPLIED)
    if run.stage == Stage.APPLIED:
        answer = editor.get(address, headers={"HX-Request": "true"})
        assert answer.headers["HX-Refresh"] == "true"


def test_what_is_gone_is_listed_with_a_way_to_end_it(
    editor: Client, source: RegisterSource
) -> None:
    applied(source, table(FIRST), is_whole=True)
    other = FIRST.replace(nip(1), nip(2)).replace("1;", "2;", 1).replace("Żuraw", "Kalina")
    applied(source, table(other), is_whole=True)
    gone = Enterprise.objects.get(name="Spółdzielnia Żuraw")

    text = editor.get(reverse("enterprises:register", args=[source.pk])).content.decode()

    assert "Gone from the register" in text
    assert reverse("enterprises:end", args=[gone.pk]) in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_register_as_for_three(
    editor: Client, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        RegisterSourceFactory()
    address = reverse("enterprises:registers")
    editor.get(address)

    with django_assert_num_queries(7):
        assert len(editor.get(address).context["sources"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_asks_as_much_for_one_row_of_each_kind_as_for_three(
    editor: Client, source: RegisterSource, count: int, django_assert_num_queries: Any
) -> None:
    rows = []
    for number in range(1, count + 1):
        name = f"Spółdzielnia {'Żuraw' * number}"
        rows += [
            f"a{number};{name};{nip(number)};Radom;26-600;;;",
            f"b{number};{name}a;;Radom;26-600;;;",
            f"c{number};Bez {number};1234567890;Radom;;;;",
        ]
    run = previewed(source, table(*rows))
    address = reverse("enterprises:import", args=[run.pk])
    editor.get(address)

    with django_assert_num_queries(14):
        page = editor.get(address)
    assert (len(page.context["pairs"]), len(page.context["problems"])) == (count, 4 * count)
