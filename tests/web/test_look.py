"""What the skeleton promises: contrast in both schemes, the funding statement, pages that stand alone."""

import math
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from secon.web import gallery

CSS = Path(settings.BASE_DIR, "secon/web/static/css")
TOKEN = re.compile(r"(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {
    name: (day, night) for name, day, night in TOKEN.findall((CSS / "tokens.css").read_text())
}

AAA, AA, SHAPE = 7.0, 4.5, 3.0
PAIRS = [
    *[("--color-text", ground, AAA) for ground in ("--color-paper", "--color-surface", "--color-sunken")],
    *[("--color-muted", ground, AAA) for ground in ("--color-paper", "--color-surface")],
    *[("--color-text", f"--tint-{tint}", AAA) for tint in ("olive", "terracotta", "sea", "straw", "neutral")],
    *[(f"--on-tint-{tint}", f"--tint-{tint}", AAA) for tint in ("olive", "terracotta", "sea", "straw", "neutral")],
    *[("--color-link", ground, AA) for ground in ("--color-paper", "--color-surface", "--tint-olive", "--tint-straw", "--tint-terracotta", "--tint-sea", "--tint-neutral")],
    *[(name, "--color-paper", AA) for name in ("--color-olive", "--color-action", "--color-danger")],
    ("--color-on-olive", "--color-olive", AA),
    ("--color-on-olive", "--color-olive-deep", AA),
    ("--color-on-action", "--color-action", AA),
    ("--color-on-action", "--color-action-deep", AA),
    ("--color-line-strong", "--color-paper", SHAPE),
    ("--color-line-strong", "--color-surface", SHAPE),
    ("--color-focus", "--color-paper", SHAPE),
    ("--color-olive", "--map-country", SHAPE),
]  # fmt: skip


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground", "least"), PAIRS)
def test_contrast_is_enough(words: str, ground: str, least: float, scheme: int) -> None:
    assert contrast(TOKENS[words][scheme], TOKENS[ground][scheme]) >= least


def test_every_component_file_is_imported_once() -> None:
    listed = re.findall(r'@import url\("components/(.+?)"\)', (CSS / "site.css").read_text())
    assert sorted(listed) == sorted(path.name for path in (CSS / "components").glob("*.css"))


def test_every_rule_of_ours_is_in_a_layer() -> None:
    for path in CSS.rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
        assert re.match(r"@layer|@media print", text), path


@pytest.mark.django_db
def test_page_states_its_funding_language_and_way_past_the_header(client: Client) -> None:
    html = client.get("/ui/").content.decode()
    assert "Co-funded by the European Union" in html
    assert 'src="/static/img/eu.svg"' in html
    assert '<html lang="en" dir="ltr">' in html
    assert 'href="#content"' in html
    assert '<main id="content" tabindex="-1">' in html
    assert html.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_every_page_offers_every_language_by_its_own_name(client: Client, code: str) -> None:
    html = client.get(f"/{code}/accounts/login/").content.decode()
    assert f'<html lang="{code}"' in html
    for other, name in settings.LANGUAGES:
        assert f'href="/{other}/accounts/login/" lang="{other}" hreflang="{other}"' in html
        assert f">{name}</a>" in html


def test_emblem_is_the_flag_as_specified() -> None:
    """Blue 2:3, twelve stars, each inscribed in 1/18 of the height, on a circle of a third."""
    found = finders.find("img/eu.svg")
    assert isinstance(found, str)
    svg = Path(found).read_text()
    assert 'viewBox="0 0 810 540"' in svg
    assert 'fill="#039"' in svg
    stars = [
        [tuple(map(float, point.split(","))) for point in star.split("L")]
        for star in re.findall(r"M([^zh]+)z", svg.split('fill="#fc0"')[1])
    ]
    assert len(stars) == 12
    for hour, star in enumerate(stars):
        centre = (
            405 + 180 * math.cos(math.radians(30 * hour)),
            270 + 180 * math.sin(math.radians(30 * hour)),
        )
        assert len(star) == 10
        assert all(math.dist(tip, centre) == pytest.approx(30, abs=0.02) for tip in star[::2])
        assert star[0][0] == pytest.approx(centre[0], abs=0.02)  # one tip up
        assert star[0][1] < centre[1]


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
@pytest.mark.parametrize("language", ["en", "el"])
def test_bare_error_page_needs_no_database_request_or_manifest(
    name: str, language: str, settings: object
) -> None:
    settings.STORAGES["staticfiles"]["BACKEND"] = "no.such.Storage"  # type: ignore[attr-defined]
    with translation.override(language):
        html = render_to_string(name)
    assert f'<html lang="{language}">' in html
    assert "Co-funded" in html or language != "en"


@pytest.mark.django_db
def test_missing_page_leads_on(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/en/no-such-page/")
    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["login", "signup", "password/reset", "confirm-email"])
def test_sign_in_pages_have_one_heading_and_labelled_fields(client: Client, address: str) -> None:
    html = client.get(f"/en/accounts/{address}/").content.decode()
    assert html.count("<h1>") == 1
    for name in re.findall(r'<input[^>]+class="ds-input"[^>]*?id="([^"]+)"', html):
        assert f'<label for="{name}"' in html


def test_gallery_names_no_real_body() -> None:
    assert all(region.href == "#" for region in gallery.REGIONS)
