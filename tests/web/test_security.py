"""Headers of every answer, and what production insists on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k9" * 30 + "QwErTyUiOpAsDfGhJkL",
    "ALLOWED_HOSTS": "platform.example",
    "PATH": os.environ["PATH"],
}


def manage(*arguments, **environment):
    """Run manage.py in production settings and return the finished process."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.django_db
def test_every_answer_forbids_inline_code_and_other_hosts(client, trees):
    policy = client.get("/en/")["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if rule.strip())
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
    ],
)
def test_every_answer_has_the_header(client, trees, header, expected):
    assert client.get("/en/")[header] == expected


@pytest.mark.django_db
def test_reading_sets_no_cookie(client, trees, partnership):
    for address in ("/en/", "/en/regions/", "/en/project/", "/en/news/", "/en/privacy/"):
        assert client.get(address).cookies == {}, address


def test_production_passes_the_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(missing):
    done = manage("check", **{missing: ""})

    assert done.returncode != 0
    assert f"Set {missing}" in done.stderr


def test_production_refuses_a_short_or_default_key():
    for key in ("short", "local-only-not-a-secret" * 3):
        assert "SECRET_KEY is too short or a default" in manage("check", SECRET_KEY=key).stderr


def test_production_asks_browsers_to_stay_on_https():
    done = manage(
        "shell",
        "-c",
        "from django.conf import settings as s;"
        "print(s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE)",
    )

    assert done.stdout.splitlines()[-1] == "31536000 True True"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/en/tenders/1%00/", "/api/v1/tenders/1%00", "/api/v1/codes/cpv/%00", "/api/v1/codes/%00/1"],
)
def test_an_address_with_nul_is_refused_before_a_database_sees_it(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "code.js", "feed.xml", "run.exe"])
def test_a_document_that_a_browser_would_run_is_not_taken(name):
    document = get_document_model()(title="x", file=ContentFile(b"<script>", name=name))

    with pytest.raises(ValidationError) as refused:
        document.clean()
    assert "file" in refused.value.message_dict


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["minutes.pdf", "budget.ods", "Minutes.PDF"])
def test_a_document_to_read_is_taken(name):
    get_document_model()(title="x", file=ContentFile(b"%PDF", name=name)).clean()
