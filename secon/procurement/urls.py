"""Addresses of procurement, below ``tenders/``."""

from django.urls import include, path

from secon.procurement.views.downloads import (
    CalendarView,
    CsvView,
    FeedView,
    JsonView,
    SpreadsheetView,
)
from secon.procurement.views.lists import RegionCountsView, TenderListView
from secon.procurement.views.tenders import TenderCalendarView, TenderView

app_name = "procurement"
urlpatterns = [
    path("", TenderListView.as_view(), name="list"),
    path("regions.json", RegionCountsView.as_view(), name="regions"),
    path("tenders.csv", CsvView.as_view(), name="csv"),
    path("tenders.json", JsonView.as_view(), name="json"),
    path("tenders.xlsx", SpreadsheetView.as_view(), name="xlsx"),
    path("feed.xml", FeedView.as_view(), name="feed"),
    path("deadlines.ics", CalendarView.as_view(), name="calendar"),
    path("observatory/", include("secon.procurement.observatory_urls")),
    path("<str:publication>/", TenderView.as_view(), name="tender"),
    path("<str:publication>/deadline.ics", TenderCalendarView.as_view(), name="tender-calendar"),
]
