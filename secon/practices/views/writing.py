"""Where authors write: a new practice, a version of one, and the list of one's own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from secon.kernel.keeping import KeptForm
from secon.people.enums import Role
from secon.people.models import User
from secon.practices.domain import queries, review, writing
from secon.practices.interfaces.writing_page import WritingPage, checked
from secon.practices.models import Practice


class WritingView(LoginRequiredMixin, KeptForm, TemplateResponseMixin, ContextMixin, View, ABC):
    """The form of a practice. Saving needs a title and a region; handing in needs all of it."""

    template_name = "practices/write.html"
    kept_name = "practices.practice"
    record: Practice | None = None

    @property
    def user(self) -> User:
        """Whoever writes."""
        return cast("User", self.request.user)

    @cached_property
    def version(self) -> Practice | None:
        """What is being changed; None for a new practice."""
        return None

    def kept_forms(self) -> list[Any]:
        """The forms of the newest version."""
        return self.page().forms

    def page(self, **sent: Any) -> WritingPage:
        """The page of the newest version, with what was sent."""
        found = writing.findings(self.version, now=timezone.now()) if self.version else ()
        return WritingPage(
            self.version,
            language=_language(),
            initial=self.begins_with(),
            findings=found,
            **sent,
        )

    def begins_with(self) -> dict[str, Any]:
        """What a new form begins with: the reader's language, the own region."""
        asked = self.request.GET.get("region", "")
        own = [one.scope for one in self.user.held(timezone.now()) if one.scope]
        return {
            "original_language": _language(),
            "partner": asked or (str(own[0]) if own else ""),
            "currency": "EUR",
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, with what was typed before or with every gap at its field."""
        if self.kept_data is not None:
            page = self.page(data=self.kept_data)
            page.quiet()
        elif self.version is not None and "check" in request.GET:
            found = writing.findings(self.version, now=timezone.now())
            page = checked(self.version, found, language=_language())
        else:
            page = self.page()
        return self.show(page)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a row, save, or save and hand in."""
        more = request.POST.get("add", "")
        page = self.page(data=request.POST, files=request.FILES, more=more)
        if more:
            return self.show(page)
        if not page.is_valid():
            return self.show(page, status=422)
        try:
            saved = self.save(page)
        except ValidationError as error:
            page.say(error)
            return self.show(page, status=422)
        if request.POST.get("do") == "submit":
            return self.hand_in(saved)
        messages.success(request, _("Saved. Readers do not see it until it has been reviewed."))
        return redirect("practices:edit", saved.pk)

    @abstractmethod
    def save(self, page: WritingPage) -> Practice:
        """Store what the page says."""

    def hand_in(self, saved: Practice) -> HttpResponse:
        """Into the review, or back with every gap at its field: what was written is saved."""
        try:
            review.submit(practice=saved, by=self.user, now=timezone.now())
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                messages.error(self.request, " ".join(error.messages))
            said = _("Saved, but not handed in: something is missing.")
            messages.warning(self.request, said)
            return redirect(f"{redirect('practices:edit', saved.pk).url}?check=1")
        messages.success(self.request, _("Handed in. The lead partner looks at it first."))
        return redirect("practices:mine")

    def show(self, page: WritingPage, status: int = 200) -> HttpResponse:
        """The page."""
        checking = self.request.method == "GET" and "check" in self.request.GET
        context = self.get_context_data(page=page, version=self.version, is_check=checking)
        return self.render_to_response(context, status=status)


@method_decorator(never_cache, name="dispatch")
class NewPracticeView(WritingView):
    """A new practice."""

    def save(self, page: WritingPage) -> Practice:
        """Begin it."""
        return writing.create(content=page.content(), by=self.user, now=timezone.now())


@method_decorator(never_cache, name="dispatch")
class EditPracticeView(WritingView):
    """A practice that is there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Those who may change it now; others see why not where it stands."""
        if request.user.is_authenticated:
            practice = self.kept_record()
            if not request.user.has_perm("practices.change_practice", practice):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def kept_record(self) -> Practice:
        """The practice of the address."""
        if self.record is None:
            self.record = get_object_or_404(Practice, pk=self.kwargs["pk"])
        return self.record

    @cached_property
    def version(self) -> Practice:
        """The newest version as it is stored now."""
        return writing.newest(Practice.objects.get(pk=self.kept_record().pk))

    def save(self, page: WritingPage) -> Practice:
        """A new version; what others changed meanwhile is in it already (``KeptForm``)."""
        return writing.save_draft(
            practice=self.kept_record(),
            content=page.content(),
            by=self.user,
            now=timezone.now(),
            based_on=self.version.latest_revision_id,
        )


class DiscardView(LoginRequiredMixin, View):
    """Throws a draft away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Discard."""
        practice = get_object_or_404(Practice, pk=pk)
        try:
            writing.discard(practice=practice, by=cast("User", request.user), now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The draft is thrown away."))
        return redirect("practices:mine")


@method_decorator(never_cache, name="dispatch")
class MineView(LoginRequiredMixin, TemplateView):
    """The author's practices, and where each of them stands."""

    template_name = "practices/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast("User", self.request.user)
        held = user.held(timezone.now())
        regions = [one.scope for one in held if one.role is Role.PARTNER_EDITOR and one.scope]
        return super().get_context_data(**kwargs) | {
            "own": queries.mine(user.pk),
            "others": queries.written_at(regions, apart_from=user.pk) if regions else (),
            "most": settings.SECON_PRACTICE_DRAFTS,
        }


def _language() -> str:
    return get_language() or "en"
