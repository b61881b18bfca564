"""One practice for readers, its evidence, and the preview of a version."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from secon.kernel import evidence
from secon.practices.domain import contacts, queries, writing
from secon.practices.enums import PUBLIC_STATES
from secon.practices.interfaces import jsonld, practice_page
from secon.practices.models import Practice


class PracticeView(TemplateView):
    """The practice as readers see it; ``?version=newest`` shows those who may the newest one."""

    template_name = "practices/practice.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; an old or wrong name in the address leads to the right one."""
        language = get_language() or "en"
        stored = get_object_or_404(Practice.objects.in_language(language), pk=kwargs["pk"])
        version = self._version(request, stored)
        if kwargs["slug"] != stored.slug:
            moved: HttpResponse = redirect(stored.get_absolute_url(), permanent=stored.live)
            return moved
        context = self.get_context_data(**kwargs) | context_of(version, request)
        answer: HttpResponse = self.render_to_response(context)
        if version is not stored or not stored.live:
            answer["Cache-Control"] = "no-store"
            answer["X-Robots-Tag"] = "noindex"
        return answer

    def _version(self, request: HttpRequest, stored: Practice) -> Practice:
        if is_public(stored) and request.GET.get("version") != "newest":
            return stored
        if not request.user.has_perm("practices.view_draft", stored):
            if is_public(stored):
                raise PermissionDenied
            raise Http404
        return writing.newest(stored)


class EvidenceView(View):
    """A file of evidence as an attachment: of the version readers see, or to those who see drafts."""

    def get(self, request: HttpRequest, pk: int, place: int) -> HttpResponseBase:
        """The file in this place of the evidence."""
        stored = get_object_or_404(Practice, pk=pk)
        newest = request.GET.get("version") == "newest"
        if newest or not is_public(stored):
            if not request.user.has_perm("practices.view_draft", stored):
                raise Http404
            stored = writing.newest(stored)
        proofs = list(stored.proofs.all())
        if not 1 <= place <= len(proofs):
            raise Http404
        return evidence.serve(proofs[place - 1].file, public=not newest and is_public(stored))


def is_public(practice: Practice) -> bool:
    """Whether readers see it."""
    return bool(practice.live and practice.state in PUBLIC_STATES)


def context_of(version: Practice, request: HttpRequest) -> dict[str, Any]:
    """What the page shows of a version to this reader."""
    language = get_language() or "en"
    page = queries.page(version, language, similar=queries.alike(version))
    user = request.user
    stored = is_public(version) and not request.GET.get("version")
    url = request.build_absolute_uri(version.get_absolute_url()) if version.pk else ""
    return {
        "page": page,
        "shown": practice_page.shown(page, language, queries.versions(version)),
        "contact": contacts.shown(version, now=timezone.now()) if user.is_authenticated else None,
        "is_published": stored,
        "may_change": user.has_perm("practices.change_practice", version),
        "may_translate": user.has_perm("practices.translate_practice", version),
        "described": mark_safe(jsonld.script_text(jsonld.described(page, url=url))),  # noqa: S308 -- escaped there
        "reader": language,
    }


def preview_context(version: Practice, request: HttpRequest) -> dict[str, Any]:
    """The same for Wagtail's preview of what is being typed."""
    return context_of(version, request) | {"may_change": False, "may_translate": False}
