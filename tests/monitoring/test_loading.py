"""The start content of the analysis report."""

import pytest

from secon.monitoring.domain import loading
from secon.monitoring.enums import SectionKind
from secon.monitoring.models import Report, ReportSection
from secon.partnership.domain.loader import Action
from tests.monitoring.making import NOW

pytestmark = pytest.mark.django_db


def test_the_report_has_a_section_of_every_kind():
    loading.load(now=NOW)
    report = Report.objects.get()
    kinds = set(report.sections.values_list("kind", flat=True))
    assert (report.slug, kinds) == ("policies", set(SectionKind.values))


def test_loading_again_changes_nothing():
    loading.load(now=NOW)
    assert loading.load(now=NOW).changes == ()


def test_what_an_editor_wrote_stays():
    loading.load(now=NOW)
    ReportSection.objects.filter(kind="gaps").update(text="Our own words.")
    changed = {**loading.shipped()}
    changed["sections"] = [
        row | ({"text": "Shipped anew."} if row["kind"] == "gaps" else {})
        for row in changed["sections"]
    ]
    report = loading.load(now=NOW, said=changed)
    assert [change.action for change in report.changes] == [Action.KEPT]
    assert ReportSection.objects.get(kind="gaps").text == "Our own words."


def test_a_dry_run_stores_nothing():
    assert loading.load(now=NOW, dry_run=True).changes
    assert not Report.objects.exists()
