"""Addresses of reports."""

from django.urls import URLPattern, path

from secon.monitoring.views import desk, reports

urlpatterns: list[URLPattern] = [
    path("", reports.ReportsView.as_view(), name="reports"),
    path("<slug:slug>/", reports.ReportView.as_view(), name="report"),
    path("<slug:slug>/report.<str:kind>", reports.ReportFile.as_view(), name="report_file"),
    path("<slug:slug>/editions/feed/", reports.EditionFeed(), name="edition_feed"),
    path("<slug:slug>/editions/compare/", reports.CompareView.as_view(), name="compare"),
    path("<slug:slug>/editions/<int:number>/", reports.ReportView.as_view(), name="edition"),
    path(
        "<slug:slug>/editions/<int:number>/report.<str:kind>",
        reports.ReportFile.as_view(),
        name="edition_file",
    ),
    path("<slug:slug>/desk/", desk.DeskView.as_view(), name="desk"),
    path("<slug:slug>/desk/<int:pk>/", desk.EditSection.as_view(), name="edit_section"),
]
