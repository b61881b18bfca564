"""Addresses of partnership."""

from django.urls import path

from secon.partnership.views import roles, texts

app_name = "partnership"
urlpatterns = [
    path("accounts/roles/", roles.RolesView.as_view(), name="roles"),
    path("accounts/roles/<slug:kind>/<int:pk>/end/", roles.EndRoleView.as_view(), name="end_role"),
    path("texts/<slug:kind>/<int:pk>/", texts.LanguagesView.as_view(), name="languages"),
    path("texts/<slug:kind>/<int:pk>/<slug:language>/", texts.TextsView.as_view(), name="texts"),
]
