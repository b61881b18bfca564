"""What waits for a region's decision."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
