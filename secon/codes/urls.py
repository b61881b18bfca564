"""Addresses of codes: ``search`` (/codes/), ``code`` (/codes/<code>/), ``suggest`` (htmx)."""

from django.urls import URLPattern

app_name = "codes"
urlpatterns: list[URLPattern] = []
