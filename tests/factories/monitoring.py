"""Reports for tests: invented."""

import factory

from secon.monitoring.models import Report, ReportSection


class ReportFactory(factory.django.DjangoModelFactory):
    """A report without sections."""

    class Meta:
        model = Report

    slug = factory.Sequence(lambda n: f"report-{n}")
    title = "Policies"
    summary = "What is on record."


class ReportSectionFactory(factory.django.DjangoModelFactory):
    """A section of text only."""

    class Meta:
        model = ReportSection

    report = factory.SubFactory(ReportFactory)
    order = factory.Sequence(lambda n: n)
    kind = "text"
    title = factory.Sequence(lambda n: f"Section {n}")
    text = "Words of our own."
