"""Addresses of practices."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
own_page: list[URLPattern] = []
