"""Addresses of policy: one module for each kind of page."""

from secon.policy.urls import factors, improvements, instruments, reviews

app_name = "policy"
urlpatterns = [
    *instruments.urlpatterns,
    *improvements.urlpatterns,
    *factors.urlpatterns,
    *reviews.urlpatterns,
]
