"""Addresses of opportunities, below ``opportunities/``: one module for each kind of visitor."""

from secon.opportunities.urls import enterprise

app_name = "opportunities"
urlpatterns = [
    *enterprise.urlpatterns,  # an enterprise's own list, letters, figures
]
