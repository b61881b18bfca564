"""Pages and files of reports, for every reader and for those who write them."""

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from secon.kernel.models import AuditEvent
from secon.monitoring.domain import editions
from secon.monitoring.models import Edition, ReportSection
from secon.people.enums import Role
from tests.factories.monitoring import ReportFactory, ReportSectionFactory
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import InstrumentFactory
from tests.monitoring.making import NOW, lead, region

pytestmark = pytest.mark.django_db
WRITERS = (Role.LEAD_PARTNER, Role.WEB_ADMIN)
OTHERS = (Role.PARTNER_EDITOR, Role.STAKEHOLDER, Role.REVIEWER, Role.POLICY_OFFICER, None)


@pytest.fixture
def section():
    report = ReportFactory(slug="policies", title="Policies compared")
    return ReportSectionFactory(
        report=report, kind="instruments", title="Instruments", text="Old words.", chapter=True
    )


def somebody(role):
    if role is None:
        return UserFactory()
    if role == Role.LEAD_PARTNER:
        return lead()
    if role in {Role.PARTNER_EDITOR, Role.STAKEHOLDER}:
        return member(role, PartnerFactory())
    return person(role)


def frozen(section, title="November"):
    writer = lead()
    return editions.freeze(report=section.report, title=title, by=writer, now=NOW)


def test_the_living_report_says_that_it_lives(client, section):
    InstrumentFactory(partner=region(), name="Programme <b>bold</b>")
    page = client.get("/en/reports/policies/").content.decode()
    assert "A living report" in page
    assert "Programme &lt;b&gt;bold&lt;/b&gt;" in page
    assert f'id="section-{section.pk}"' in page
    assert client.get("/en/reports/other/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")]
)
def test_the_report_and_its_editions_are_files_to_keep(client, section, kind, begins):
    frozen(section)
    for path, name in (
        (f"report.{kind}", "secon-policies-"),
        (f"editions/1/report.{kind}", f"secon-policies-edition-1-en.{kind}"),
    ):
        answer = client.get(f"/en/reports/policies/{path}")
        content = b"".join(answer) if answer.streaming else answer.content
        assert (answer.status_code, content[: len(begins)]) == (200, begins)
        assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}')
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_files_are_limited_for_each_reader(client, section):
    path = "/en/reports/policies/report.json"
    assert [client.get(path).status_code for _ in range(13)] == [200] * 12 + [429]


def test_other_kinds_of_files_do_not_exist(client, section):
    assert client.get("/en/reports/policies/report.exe").status_code == 404
    assert client.get("/en/reports/policies/editions/1/report.pdf").status_code == 404


def test_the_spreadsheet_has_a_sheet_for_each_table_and_no_formula(client, section):
    InstrumentFactory(partner=region(), name="=1+1")
    answer = client.get("/en/reports/policies/report.xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer)))
    assert book.sheetnames == [
        "about",
        "Regional and local instruments",
        "Topics of the Council Recommend",
        "Aims of the project served, by",
        "Sources",
    ]
    assert book["Regional and local instruments"]["B2"].value == "'=1+1"


def test_an_edition_keeps_its_page_and_its_files(client, section):
    instrument = InstrumentFactory(partner=region(), name="Before")
    frozen(section)
    type(instrument).objects.update(name="After")
    page = client.get("/en/reports/policies/editions/1/").content.decode()
    file = json.loads(client.get("/en/reports/policies/editions/1/report.json").content)
    assert ("Before" in page, "After" in page) == (True, False)
    assert "After" not in json.dumps(file)


def test_a_forged_edition_is_not_shown_as_frozen(client, section):
    edition = frozen(section)
    content = edition.content | {"en": edition.content["en"] | {"kicker": "forged"}}
    Edition.objects.filter(pk=edition.pk).update(content=content)
    page = client.get("/en/reports/policies/editions/1/").content.decode()
    assert "This edition is not what was frozen" in page


def test_editions_have_a_list_a_feed_and_a_comparison(client, section):
    frozen(section)
    InstrumentFactory(partner=region(), name="Programme")
    assert "No. 1: November" in client.get("/en/reports/").content.decode()
    feed = client.get("/en/reports/policies/editions/feed/")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "No. 1: November" in feed.content.decode()
    page = client.get("/en/reports/policies/editions/compare/?before=1").content.decode()
    assert "Kraina · Programme" in page
    assert client.get("/en/reports/policies/editions/compare/?before=9").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_many_records(
    client, section, django_assert_num_queries, count
):
    for number in range(count):
        InstrumentFactory(partner=region(f"Region {number}"))
        frozen(section, f"Edition {number}")
    client.get("/en/reports/policies/")
    with django_assert_num_queries(19):
        client.get("/en/reports/policies/")


@pytest.mark.parametrize("role", [*WRITERS, *OTHERS])
def test_who_may_look_over_the_desk(client, section, role):
    client.force_login(somebody(role))
    allowed = role in {*WRITERS, Role.PARTNER_EDITOR, Role.REVIEWER}
    answer = client.get("/en/reports/policies/desk/")
    assert answer.status_code == (200 if allowed else 403)
    writes = answer.content.decode().count("Freeze this edition")
    assert writes == (1 if role in WRITERS else 0)


def test_nobody_writes_without_signing_in(client, section):
    edit = reverse("monitoring:edit_section", args=["policies", section.pk])
    for path in (edit, "/en/reports/policies/desk/"):
        assert client.get(path).status_code == 302
        assert client.post(path, {"title": "Stolen", "text": "Words"}).status_code == 302
    section.refresh_from_db()
    assert (section.title, Edition.objects.count()) == ("Instruments", 0)


@pytest.mark.parametrize("role", WRITERS)
def test_a_section_is_written_by_those_who_run_the_platform(client, section, role):
    writer = somebody(role)
    client.force_login(writer)
    edit = reverse("monitoring:edit_section", args=["policies", section.pk])
    sent = {"title": "Instruments", "text": "New words.\n\n- a point"}
    answer = client.post(edit, sent)
    section.refresh_from_db()
    assert answer["Location"] == f"/en/reports/policies/#section-{section.pk}"
    assert section.text == "New words.\n\n- a point"
    assert [one.content["text"] for one in section.revisions.order_by("pk")] == [
        "Old words.",
        "New words.\n\n- a point",
    ]
    event = AuditEvent.objects.get(target="monitoring.reportsection")
    assert (event.verb, event.by, event.detail) == ("edit", writer, {"fields": ["text"]})


@pytest.mark.parametrize("role", OTHERS)
def test_others_write_nothing(client, section, role):
    client.force_login(somebody(role))
    edit = reverse("monitoring:edit_section", args=["policies", section.pk])
    assert client.get(edit).status_code == 403
    assert client.post(edit, {"title": "Stolen", "text": "Words"}).status_code == 403
    assert client.post("/en/reports/policies/desk/", {"title": "x"}).status_code in {200, 403}
    assert (ReportSection.objects.get().title, Edition.objects.count()) == ("Instruments", 0)


def test_a_look_at_the_words_stores_nothing(client, section):
    client.force_login(lead())
    edit = reverse("monitoring:edit_section", args=["policies", section.pk])
    answer = client.post(edit, {"title": "T", "text": "- <i>point</i>", "do": "preview"})
    page = answer.content.decode()
    assert "<li>&lt;i&gt;point&lt;/i&gt;</li>" in page
    assert ReportSection.objects.get().text == "Old words."


def test_a_section_without_a_title_is_refused_and_keeps_what_was_typed(client, section):
    client.force_login(lead())
    edit = reverse("monitoring:edit_section", args=["policies", section.pk])
    answer = client.post(edit, {"title": "", "text": "Typed long."})
    assert answer.status_code == 422
    assert "Typed long." in answer.content.decode()
    assert ReportSection.objects.get().text == "Old words."


def test_a_section_of_another_report_is_not_found(client, section):
    other = ReportSectionFactory()
    client.force_login(lead())
    edit = reverse("monitoring:edit_section", args=["policies", other.pk])
    assert client.get(edit).status_code == 404


def test_an_edition_is_frozen_from_the_desk(client, section):
    client.force_login(lead())
    answer = client.post("/en/reports/policies/desk/", {"title": "November 2026"})
    assert answer["Location"] == "/en/reports/policies/editions/1/"
    assert client.post("/en/reports/policies/desk/", {"title": ""}).status_code == 422
    assert [one.title for one in Edition.objects.all()] == ["November 2026"]


def test_a_changed_section_ages_its_translations(client, section):
    writer = lead()
    client.force_login(writer)
    path = reverse("partnership:texts", args=["report-section", section.pk, "el"])
    client.post(path, {"title": "Μέσα", "text": "Λόγια."})
    edit = reverse("monitoring:edit_section", args=["policies", section.pk])
    client.post(edit, {"title": "Instruments", "text": "New."})
    row = section.translations.get()
    assert (row.title, row.state) == ("Μέσα", "stale")


@pytest.mark.parametrize("role", [*WRITERS, Role.PARTNER_EDITOR])
def test_sections_are_in_the_admin_of_those_who_run_the_platform(client, section, role):
    client.force_login(somebody(role))
    answer = client.get(f"/admin/snippets/monitoring/reportsection/edit/{section.pk}/")
    assert answer.status_code == (200 if role in WRITERS else 302)
