"""Addresses of partnership."""

from django.urls import path

from secon.partnership import views

app_name = "partnership"
urlpatterns = [
    path("accounts/roles/", views.RolesView.as_view(), name="roles"),
    path("accounts/roles/<slug:kind>/<int:pk>/end/", views.EndRoleView.as_view(), name="end_role"),
]
