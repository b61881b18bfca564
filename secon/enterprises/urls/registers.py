"""Imports from registers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
