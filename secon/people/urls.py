"""Addresses of people, beside allauth's own under the same ``accounts/``."""

from django.urls import path

from secon.people import views

app_name = "people"
urlpatterns = [
    path("", views.AccountView.as_view(), name="account"),
    path("export/", views.ExportView.as_view(), name="export"),
    path("delete/", views.DeleteView.as_view(), name="delete"),
]
