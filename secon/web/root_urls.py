"""Addresses without a language: for machines, and the choice of a language itself."""

from django.conf import settings
from django.urls import path

from secon.web import gallery
from secon.web.views import machines

urlpatterns = [
    path("", machines.root, name="root"),
    path("health/", machines.health, name="health"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security_txt, name="security-txt"),
]
if settings.SECON_LOCAL:
    urlpatterns += [
        path("ui/", gallery.gallery, name="gallery"),
        path("ui/counts.json", gallery.gallery_counts, name="gallery-counts"),
    ]
