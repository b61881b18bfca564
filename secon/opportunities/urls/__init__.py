"""Addresses of opportunities, below ``opportunities/``: one module for each kind of visitor."""

from secon.opportunities.urls import buyers, enterprise

app_name = "opportunities"
urlpatterns = [
    *buyers.urlpatterns,  # public buyers, and the short calls that everybody reads
    *enterprise.urlpatterns,  # an enterprise's own list, letters, figures
]
