"""Maps in other sites."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
