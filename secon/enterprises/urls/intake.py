"""Ways in for enterprises and citizens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
