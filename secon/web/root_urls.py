"""Addresses without a language: for machines, and the choice of a language itself."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from secon.web import gallery
from secon.web.api import api
from secon.web.sitemaps import SITEMAPS
from secon.web.views import machines, open_data

urlpatterns = [
    path("", machines.root, name="root"),
    path("health/", machines.health, name="health"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", machines.security_txt, name="security-txt"),
    path("api/v1/docs", machines.docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("data/catalog", open_data.catalog, name="catalog"),
    path("data/catalog.<slug:form>", open_data.catalog, name="catalog-file"),
    path("data/ocds/extension/extension.json", open_data.ocds_extension, name="ocds-extension"),
    path(
        "data/ocds/extension/release-schema.json",
        open_data.ocds_extension_schema,
        name="ocds-extension-schema",
    ),
]
if settings.SECON_LOCAL:
    urlpatterns += [
        path("ui/", gallery.gallery, name="gallery"),
        path("ui/counts.json", gallery.gallery_counts, name="gallery-counts"),
    ]
