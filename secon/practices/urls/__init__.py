"""Addresses of practices: one module for each kind of page. A practice's own comes last."""

from secon.practices.urls import fitting, practices, review, transfers

app_name = "practices"
urlpatterns = [
    *practices.urlpatterns,
    *review.urlpatterns,
    *transfers.urlpatterns,
    *fitting.urlpatterns,
    *practices.own_page,
]
