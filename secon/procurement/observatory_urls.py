"""Addresses of the observatory, below ``tenders/observatory/``; names as those of procurement."""

from django.urls import path

from secon.procurement.views import observatory as pages
from secon.procurement.views.observatory_files import FileView
from secon.procurement.views.observatory_map import MapView

urlpatterns = [
    path("", pages.OverviewView.as_view(), name="observatory"),
    path("regions/", pages.RegionsView.as_view(), name="observatory-regions"),
    path("sectors/", pages.SectorsView.as_view(), name="observatory-sectors"),
    path("months/", pages.MonthsView.as_view(), name="observatory-months"),
    path("compare/", pages.CompareView.as_view(), name="observatory-compare"),
    path("lots/", pages.LotsView.as_view(), name="observatory-lots"),
    path("method/", pages.MethodView.as_view(), name="observatory-method"),
    path("map.json", MapView.as_view(), name="observatory-map"),
    path("<slug:page>.<slug:ending>", FileView.as_view(), name="observatory-file"),
]
