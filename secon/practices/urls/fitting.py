"""Addresses of the practices that fit a region."""

from django.urls import path

from secon.practices.views.fitting import FitFile, FitView

urlpatterns = [
    path("fit/", FitView.as_view(), name="fit"),
    path("fit/list.<slug:kind>", FitFile.as_view(), name="fit_file"),
]
