"""What machines ask for: is it alive, what may be read, which language, whom to tell."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECURITY_TXT_LIFE = timedelta(days=180)


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The home page in the language the reader's browser asks for."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The guide to the API, in the language the reader's browser asks for."""
    with override(get_language_from_request(request)):
        response = redirect("web:api-guide")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503. Says nothing an attacker could use."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "down"}, status=503)
    return JsonResponse({"status": "up", "database": "up"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Readers' pages may be read; filtered lists without end, the editor and forms may not."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *[f"Disallow: /{code}/accounts/" for code, _ in settings.LANGUAGES],
        "Disallow: /*/tenders/*?",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without a contact there is nothing true to say, so there is no such file."""
    if not settings.SECON_CONTACT_EMAIL:
        return HttpResponse(status=404)
    expires = (timezone.now() + SECURITY_TXT_LIFE).astimezone(UTC)
    lines = [
        f"Contact: mailto:{settings.SECON_CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _ in settings.LANGUAGES)}",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
