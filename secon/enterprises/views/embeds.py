"""Small pages for frames in other sites: without session and cookies, framed only where allowed."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from secon.enterprises.domain import embedding, profiles, queries
from secon.enterprises.domain.directory import PAGE
from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.interfaces import embeds, profile_texts
from secon.enterprises.interfaces.addresses import changed, paged
from secon.enterprises.interfaces.cards import cards
from secon.enterprises.interfaces.profile import standing_said
from secon.enterprises.interfaces.profile_places import hours_said
from secon.enterprises.interfaces.requests import asked
from secon.enterprises.models import EmbedOrigin
from secon.partnership.domain.territories import name_in, territory_of
from secon.places.countries import country_name


def framed(request: HttpRequest, answer: HttpResponse, partner_slug: str) -> HttpResponse:
    """``answer`` for frames in the sites that the partner allows, and in no others."""
    allowed = embedding.origins_of(partner_slug) or [NONE]
    answer.xframe_options_exempt = True
    policy = csp_replace({"frame-ancestors": allowed})
    policy(lambda _request: answer)(request)
    return answer


class Embed(View):
    """A page of a partner's list with its map. Filters are those of the directory."""

    def get(self, request: HttpRequest, partner: str) -> HttpResponse:
        """The page; 404 for a partner without a region."""
        territory = territory_of(partner)
        if territory is None:
            raise Http404(_("There is no such region."))
        language, now = get_language() or "en", timezone.now()
        query = request.GET.copy()
        if not query.getlist("region"):
            query.setlist("region", [partner])
        ask = asked(query, now=now, language=language)
        result = queries.found(ask.criteria)
        first = (result.page - 1) * PAGE + 1
        context = {
            "title": name_in(territory, language),
            "cards": cards(
                result.rows, first=first, language=language, today=timezone.localdate(now)
            ),
            "result": result,
            "ask": ask,
            "address": changed(query),
            "previous": paged(query, page=_step(result.page, -1, result.pages)),
            "next": paged(query, page=_step(result.page, +1, result.pages)),
        }
        page = render_to_string("enterprises/embeds/list.html", context)
        return framed(request, HttpResponse(page), partner)


class EmbedOne(View):
    """One enterprise as a card."""

    def get(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """The card; 404 for what is not listed or has no partner."""
        language, now = get_language() or "en", timezone.now()
        found = profiles.find(pk, language)
        if found is None or found.state not in PUBLIC_STATES or found.partner is None:
            raise Http404(_("There is no such enterprise."))
        today = timezone.localdate(now)
        context = {
            "enterprise": found,
            "name": profile_texts.name(found, language),
            "summary": profile_texts.words(found, language, "summary"),
            "country": country_name(found.country, language),
            "hours": hours_said(found, profiles.hours_of(found), now),
            "standing": found.standing(today),
            "standing_said": standing_said(found, today),
        }
        page = render_to_string("enterprises/embeds/one.html", context)
        return framed(request, HttpResponse(page), found.partner.slug)


class OEmbed(View):
    """oEmbed 1.0: how to show a page of ours in a page of another."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON; 400 without an address, 404 for pages without a frame, 501 for other formats."""
        form = embeds.OEmbedForm(request.GET)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        if form.cleaned_data["format"] not in ("", "json"):
            return HttpResponse(status=501)
        found = embeds.frame_at(form.cleaned_data["url"], request.get_host())
        if found is None:
            return HttpResponse(status=404)
        frame, language = found
        with override(language):
            answer = JsonResponse(
                form.answer(
                    frame,
                    absolute=request.build_absolute_uri(frame.path),
                    provider=request.build_absolute_uri("/"),
                )
            )
        answer["Access-Control-Allow-Origin"] = "*"
        return answer


class Embeds(LoginRequiredMixin, FormView[embeds.AllowForm]):
    """A partner's allowed sites, and the code to paste into them."""

    template_name = "enterprises/embeds/allow.html"
    form_class = embeds.AllowForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for those who edit for a partner."""
        if request.user.is_authenticated and not request.user.has_perm(embedding.PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        partners = embedding.partners_of(self.request.user)  # type: ignore[arg-type]  # signed in
        return super().get_form_kwargs() | {"partners": partners}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        language = get_language() or "en"
        partners = context["form"].fields["partner"].queryset.prefetch_related("embed_origins")
        return context | {
            "maps": [(one, *self._code(one.slug, language)) for one in partners.order_by("number")]
        }

    def form_valid(self, form: embeds.AllowForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            embedding.allow(**data, by=self.request.user, now=timezone.now())  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error("origin", error.messages)
            return self.form_invalid(form)
        messages.success(
            self.request, _("%(site)s may show the map now.") % {"site": data["origin"]}
        )
        return redirect("enterprises:embeds")

    def _code(self, slug: str, language: str) -> tuple[str, str, str]:
        """The region's name, the address of its map, the code to paste."""
        territory = territory_of(slug)
        name = name_in(territory, language) if territory else slug
        url = self.request.build_absolute_uri(reverse("enterprises:embed", args=[slug]))
        title = _("Social enterprises: %(region)s") % {"region": name}
        return name, url, embeds.code(url, title)


class ForgetEmbed(LoginRequiredMixin, View):
    """Let a site show a partner's map no more."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the list."""
        allowed = get_object_or_404(EmbedOrigin.objects.select_related("partner"), pk=pk)
        embedding.forget(allowed=allowed, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        messages.success(request, _("%(site)s shows the map no more.") % {"site": allowed.origin})
        return redirect("enterprises:embeds")


def _step(page: int, step: int, pages: int) -> str | None:
    number = page + step
    return str(number) if 1 <= number <= pages else None
