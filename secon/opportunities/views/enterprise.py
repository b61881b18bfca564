"""Opportunities for an enterprise: the list, its parts and filters, and what is taken away."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from secon.enterprises.models import Enterprise
from secon.opportunities.domain import feeds, matches, offered, sharing, wishes
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.enterprise_enums import Joint
from secon.opportunities.interfaces import enterprise_filters as filters
from secon.opportunities.interfaces.enterprise_empty import advice
from secon.opportunities.interfaces.enterprise_filters import Asked, Show
from secon.opportunities.interfaces.enterprise_forms import HideForm
from secon.opportunities.interfaces.enterprise_rows import names_for, rows
from secon.people.models import User
from secon.procurement.interfaces.names import Names


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "en"


@method_decorator(never_cache, name="dispatch")
class Own(LoginRequiredMixin, View):
    """Something of one enterprise for those who speak for it; nobody else learns whether it is."""

    enterprise: Enterprise
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it, or refuse."""
        self.now = timezone.now()
        if request.user.is_authenticated:
            found = Enterprise.objects.filter(pk=self.kwargs["enterprise"]).first()
            if found is None or not request.user.has_perm("opportunities.view_own", found):
                raise Http404(_("There is no such page for you."))
            self.enterprise = found
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    @cached_property
    def found(self) -> list[Opportunity]:
        """Everything the enterprise could see, best first."""
        today = timezone.localdate(self.now)
        return offered.of(self.enterprise, today=today, language=reader_language())

    @cached_property
    def ask(self) -> Asked:
        """What the query string asks for."""
        return filters.asked(self.request.GET, places=filters.places_of(self.found, self.names))

    @cached_property
    def names(self) -> Names:
        """Of every code and region of the list."""
        return names_for(self.found, reader_language())

    def asked_for(self) -> list[Opportunity]:
        """The list in its order."""
        return filters.narrowed(self.found, self.ask, today=timezone.localdate(self.now))


class MineView(LoginRequiredMixin, TemplateView):
    """The way in: to the list, or a choice among several enterprises."""

    template_name = "opportunities/enterprise/mine.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The only enterprise's list at once."""
        self.kept = wishes.kept_by(cast("User", request.user))
        if len(self.kept) == 1:
            return redirect("opportunities:own", self.kept[0].pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        counts: dict[int, int] = {}
        for one in matches.of_enterprises([kept.pk for kept in self.kept], on=today):
            counts[one.enterprise_id] = counts.get(one.enterprise_id, 0) + 1
        kept = [(one, counts.get(one.pk, 0)) for one in self.kept]
        return super().get_context_data(**kwargs) | {"kept": kept}


class OwnListView(Own, TemplateView):
    """The list of one enterprise."""

    template_name = "opportunities/enterprise/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, query = timezone.localdate(self.now), self.ask.query
        found = self.asked_for()
        pages = max(-(-len(found) // filters.PAGE), 1)
        page = min(self.ask.page, pages)
        part = found[(page - 1) * filters.PAGE : page * filters.PAGE]
        asked_of_us = [
            one
            for one in sharing.of(self.enterprise)
            if one.state == Joint.ASKED and one.asked_id == self.enterprise.pk
        ]
        key = feeds.of(self.enterprise, self.user)
        return super().get_context_data(**kwargs) | {
            "enterprise": self.enterprise,
            "ask": self.ask,
            "form": self.ask.form,
            "problems": filters.problems(self.ask.form),
            "filters": filters.active(self.ask),
            "parts": self._parts(),
            "rows": rows(
                part,
                enterprise=self.enterprise,
                language=reader_language(),
                now=self.now,
                names=self.names,
            ),
            "total": len(found),
            "page": page,
            "pages": pages,
            "previous": filters.paged(query, page=str(page - 1)) if page > 1 else "",
            "next": filters.paged(query, page=str(page + 1)) if page < pages else "",
            "address": filters.changed(query),
            "here": self.request.get_full_path(),
            "hide_form": HideForm(auto_id=False),
            "hidden": self._just_hidden(),
            "advice": None if part else advice(self.enterprise, is_narrowed=self.ask.is_narrowed),
            "last_run": matches.last_run(),
            "asked_of_us": asked_of_us,
            "feed_token": feeds.token_of(key) if key else "",
            "wish": wishes.of(self.user),
            "today": today,
        }

    def _parts(self) -> list[tuple[str, str, int, bool]]:
        """(label, query, how many, is it this one) of each part of the list."""
        today = timezone.localdate(self.now)
        return [
            (
                str(part.label),
                filters.changed(self.ask.query, show=part.value, drop="show"),
                len(filters.in_part(self.found, part, today)),
                part is self.ask.show,
            )
            for part in Show
        ]

    def _just_hidden(self) -> Opportunity | None:
        """What the reader has just put away, to be undone at once."""
        key = self.request.GET.get("said", "")
        return next(
            (one for one in self.found if one.is_hidden and "-".join(map(str, one.key)) == key),
            None,
        )


class AboutView(TemplateView):
    """What matching does, in words, and how to stop it. For everybody."""

    template_name = "opportunities/enterprise/about.html"
