"""Addresses of instruments: the map, a page for each, and the forms of editors."""

from django.urls import path

from secon.policy.views import instrument_desk, instruments

urlpatterns = [
    path("", instruments.MapView.as_view(), name="map"),
    path("list.<slug:kind>", instruments.MapFile.as_view(), name="map_file"),
    path("feed/", instruments.MapFeed.as_view(), name="map_feed"),
    path("new/", instrument_desk.NewInstrument.as_view(), name="instrument_new"),
    path("documents/<int:pk>/", instruments.DocumentFile.as_view(), name="document_file"),
    path("<int:pk>/edit/", instrument_desk.EditInstrument.as_view(), name="instrument_edit"),
    path("<int:pk>/group/", instrument_desk.EditGroup.as_view(), name="group_edit"),
    path("<int:pk>/<slug:slug>/", instruments.InstrumentPage.as_view(), name="instrument"),
]
