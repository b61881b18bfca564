"""The gallery: every component in every state, and only on a local machine."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, reverse
from pytest_django import DjangoAssertNumQueries

from secon.kernel.templatetags import ui
from secon.web import root_urls

SOURCE = Path(settings.BASE_DIR, "secon/web/templates/web/gallery.html").read_text("utf-8")


@pytest.mark.django_db
def test_gallery_renders_without_a_query_of_its_own(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(reverse("gallery"))
    assert response.status_code == 200


@pytest.mark.parametrize(
    "name", sorted(ui.register.tags.keys() - {"map_assets", "htmx", "moments"})
)
def test_gallery_shows_every_component(name: str) -> None:
    used = re.findall(r"{% (\w+)", SOURCE)
    shown_by_another = {"page_head": "page-head", "icon": "icon="}
    assert name in used or shown_by_another[name] in SOURCE


@pytest.mark.django_db
def test_gallery_shows_every_variant(client: Client) -> None:
    html = client.get(reverse("gallery")).content.decode()
    shown = set(re.findall(r'data-variant="([a-z]+)"', html))
    assert shown >= set().union(*(ui.VARIANTS[name] for name in ui.VARIANTS))


def test_gallery_counts_have_what_the_map_reads(client: Client) -> None:
    counts = client.get(reverse("gallery-counts")).json()
    assert counts["said"]
    assert {frozenset(region) for region in counts["regions"]} == {
        frozenset({"code", "name", "count", "href"})
    }


def test_gallery_is_mounted_by_the_local_setting_alone() -> None:
    names = [p.name for p in root_urls.urlpatterns if isinstance(p, URLPattern)]
    assert ("gallery" in names) == settings.SECON_LOCAL
    source = Path(root_urls.__file__).read_text("utf-8")
    assert re.search(r"if settings\.SECON_LOCAL:\n.*\n.*gallery", source)
