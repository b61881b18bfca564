"""What no setting of Django covers: a header, and addresses that have no language."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

MACHINES = ("/api/", "/admin/", "/documents/", "/media/", "/oembed", "/static/", "/.well-known/")


class PermissionsPolicyMiddleware:
    """Ask the browser for nothing but the position, and that only on our own pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
        )
        return response


class RefuseNulMiddleware:
    """400 for a path with NUL in it: no address of ours has one, and PostgreSQL cannot compare it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise BadRequest("NUL in the path")
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but what machines do not find is not found: no detour by way of a language.

    Wagtail answers under every language for every address, so Django would redirect each 404.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """As Django does it, for readers' addresses; others pass as they are."""
        if request.path_info.startswith(MACHINES):
            return response
        return super().process_response(request, response)
