"""Addresses of monitoring: one module for each kind of page."""

from secon.monitoring.urls import reports

app_name = "monitoring"
urlpatterns = [
    *reports.urlpatterns,
]
