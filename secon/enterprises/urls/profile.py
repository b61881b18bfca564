"""One enterprise: ``<pk>/<slug>/`` and below it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
