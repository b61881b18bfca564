"""The list, its map and its downloads."""

from django.urls import path

from secon.enterprises.views.directory import DirectoryView, ExamplesView, MapView
from secon.enterprises.views.downloads import (
    CsvView,
    FeedView,
    GeoJsonView,
    JsonLdView,
    SpreadsheetView,
)

urlpatterns = [
    path("", DirectoryView.as_view(), name="list"),
    path("map.json", MapView.as_view(), name="map"),
    path("enterprises.csv", CsvView.as_view(), name="csv"),
    path("enterprises.xlsx", SpreadsheetView.as_view(), name="xlsx"),
    path("enterprises.geojson", GeoJsonView.as_view(), name="geojson"),
    path("enterprises.jsonld", JsonLdView.as_view(), name="jsonld"),
    path("feed.xml", FeedView.as_view(), name="feed"),
    path("examples/", ExamplesView.as_view(), name="examples"),
]
