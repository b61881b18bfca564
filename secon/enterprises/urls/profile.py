"""One enterprise: ``<pk>/<slug>/`` and below it."""

from django.urls import path

from secon.enterprises.views.poster import Poster
from secon.enterprises.views.profile import (
    Calendar,
    Described,
    Detail,
    History,
    QrCode,
    Short,
)

urlpatterns = [
    path("<int:pk>/", Short.as_view(), name="short"),
    path("<int:pk>/<slug:slug>/", Detail.as_view(), name="detail"),
    path("<int:pk>/<slug:slug>/history/", History.as_view(), name="history"),
    path("<int:pk>/<slug:slug>/poster.pdf", Poster.as_view(), name="poster"),
    path("<int:pk>/<slug:slug>/hours.ics", Calendar.as_view(), name="calendar"),
    path("<int:pk>/<slug:slug>/qr.svg", QrCode.as_view(), name="qr"),
    path("<int:pk>/<slug:slug>/entry.jsonld", Described.as_view(), name="described"),
]
