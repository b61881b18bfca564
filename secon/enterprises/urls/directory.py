"""The list, its map and its downloads."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
