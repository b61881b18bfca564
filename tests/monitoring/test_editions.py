"""Editions: frozen in every language, never changed after, compared by their tables."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.kernel.models import AuditEvent
from secon.kernel.paper.model import Cell, Chapter, Column, Row, Table, plain
from secon.monitoring.domain import changes, editions, writing
from secon.monitoring.models import Edition
from secon.people.enums import Role
from secon.policy.models import Instrument
from tests.factories.monitoring import ReportFactory, ReportSectionFactory
from tests.factories.partnership import member
from tests.factories.people import person
from tests.factories.policy import InstrumentFactory
from tests.kernel.paper.making import document
from tests.monitoring.making import NOW, lead, region

LANGUAGES = {"en", "el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg"}


def reported():
    report = ReportFactory()
    ReportSectionFactory(report=report, kind="instruments", chapter=True, title="Instruments")
    return report


@pytest.mark.django_db
def test_an_edition_keeps_every_language_and_says_who_froze_it():
    writer = lead()
    report = reported()
    first = editions.freeze(report=report, title=" November ", by=writer, now=NOW)
    second = editions.freeze(report=report, title="December", by=writer, now=NOW)
    assert (first.number, first.title, first.by, second.number) == (1, "November", writer, 2)
    assert set(first.content) == LANGUAGES
    assert editions.is_intact(Edition.objects.get(pk=first.pk))
    verbs = AuditEvent.objects.filter(target="monitoring.report").values_list("verb", "by_id")
    assert list(verbs) == [("freeze", writer.pk), ("freeze", writer.pk)]


@pytest.mark.django_db
def test_an_edition_says_the_same_after_the_records_changed():
    partner = region()
    InstrumentFactory(partner=partner, name="Before")
    edition = editions.freeze(
        report=reported(), title="November", by=person(Role.WEB_ADMIN), now=NOW
    )
    frozen = editions.document(Edition.objects.get(pk=edition.pk), "el")
    Instrument.objects.update(name="After")
    again = editions.document(Edition.objects.get(pk=edition.pk), "el")
    assert again == frozen
    assert frozen.language == "el"
    assert frozen.facts[1][1].endswith("November")
    assert frozen.address == edition_address(edition, "el")


def edition_address(edition, language):
    return f"http://localhost:8000/{language}/reports/{edition.report.slug}/editions/1/"


@pytest.mark.django_db
def test_a_stored_edition_is_never_written_again():
    edition = editions.freeze(report=reported(), title="x", by=lead(), now=NOW)
    edition.title = "y"
    with pytest.raises(TypeError):
        edition.save()
    assert Edition.objects.get().title == "x"


@pytest.mark.django_db
def test_an_edition_changed_behind_our_back_is_told_apart():
    edition = editions.freeze(report=reported(), title="x", by=lead(), now=NOW)
    content = edition.content | {"en": edition.content["en"] | {"kicker": "forged"}}
    Edition.objects.filter(pk=edition.pk).update(content=content)
    assert not editions.is_intact(Edition.objects.get())


@pytest.mark.django_db
def test_records_that_change_while_an_edition_is_written_are_refused(monkeypatch):
    report, partner, written = reported(), region(), writing.written

    def changing(*args, **options):
        InstrumentFactory(partner=partner)
        return written(*args, **options)

    monkeypatch.setattr(writing, "written", changing)
    with pytest.raises(ValidationError, match="The records changed meanwhile"):
        editions.freeze(report=report, title="x", by=lead(), now=NOW)
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_an_edition_has_a_name():
    with pytest.raises(ValidationError):
        editions.freeze(report=reported(), title="  ", by=lead(), now=NOW)
    assert not Edition.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.PARTNER_EDITOR, Role.STAKEHOLDER])
def test_who_does_not_run_the_platform_freezes_nothing(role):
    somebody = member(role, region())
    with pytest.raises(PermissionDenied):
        editions.freeze(report=reported(), title="x", by=somebody, now=NOW)
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_the_living_report_is_compared_with_an_edition():
    partner, report = region(), reported()
    kept = InstrumentFactory(partner=partner, name="Kept")
    gone = InstrumentFactory(partner=partner, name="Gone")
    edition = editions.freeze(report=report, title="x", by=lead(), now=NOW)
    Instrument.objects.filter(pk=kept.pk).update(authority="Office")
    gone.delete()
    InstrumentFactory(partner=partner, name="New")
    before = editions.document(edition, "en")
    after = writing.living(report, language="en", now=NOW)
    listed = next(one for one in changes.between(before, after) if one.caption.startswith("Reg"))
    assert listed.rows == (
        changes.RowChange("Kraina · Gone", removed=True),
        changes.RowChange(
            "Kraina · Kept", (changes.CellChange("Managing authority", "unknown", "Office"),)
        ),
        changes.RowChange("Kraina · New", added=True),
    )


def with_table(*rows, heads=("Region", "Voices")):
    columns = tuple(Column(head) for head in heads)
    made = tuple(Row(key, tuple(Cell(plain(text, 3)) for text in cells)) for key, *cells in rows)
    table = Table("regions", "Regions", columns, made)
    return type(document())(
        **{
            **{name: getattr(document(), name) for name in document().__dataclass_fields__},
            "chapters": (Chapter("one", plain("One"), (table,)),),
        }
    )


def test_equal_tables_have_no_changes():
    assert changes.between(with_table(("a", "A", "1")), with_table(("a", "A", "1"))) == ()


def test_a_column_that_came_is_a_change_of_its_cells():
    before = with_table(("a", "A"), heads=("Region",))
    after = with_table(("a", "A", "1"))
    (table,) = changes.between(before, after)
    assert table.rows == (changes.RowChange("A · 1", (changes.CellChange("Voices", "", "1"),)),)


def test_a_table_that_went_lost_all_its_rows():
    (table,) = changes.between(with_table(("a", "A", "1")), with_table())
    assert [row.removed for row in table.rows] == [True]
