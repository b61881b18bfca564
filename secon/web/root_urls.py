"""Addresses without a language: for machines, and the choice of a language itself."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
