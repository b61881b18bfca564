"""Advice for a need and the suppliers who could deliver it: public, by address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from ninja.throttling import AnonRateThrottle

from secon.enterprises.models import Enterprise
from secon.kernel import files
from secon.opportunities.domain import advice, buyers, others, supply_search
from secon.opportunities.domain.supply_search import Answered, Found
from secon.opportunities.interfaces import advice_words, supply_rows
from secon.opportunities.interfaces.contact_forms import ContactForm
from secon.opportunities.interfaces.need_forms import NeedForm, stated
from secon.opportunities.interfaces.supplier_filter import SupplierFilter
from secon.opportunities.views.buyers_base import Confirmed, reader_language, tell
from secon.procurement.domain.queries import alone
from secon.procurement.interfaces.rows import groups

PAGE = 20
FILES = "12/m"


class BuyersView(TemplateView):
    """What the platform does for public buyers, and what a buyer has here."""

    template_name = "opportunities/buyers/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        profile = buyers.profile_of(user) if user.is_authenticated else None
        return super().get_context_data(**kwargs) | {
            "profile": profile,
            "form": NeedForm(),
            "decides": user.has_perm("opportunities.view_buyers"),
        }


class OfNeed:
    """A page about a need, which stands in the address."""

    request: HttpRequest

    @cached_property
    def form(self) -> NeedForm:
        """Empty where nothing was asked."""
        return NeedForm(self.request.GET if "what" in self.request.GET else None)

    @cached_property
    def answered(self) -> Answered:
        """The suppliers of the need. Call for a valid form."""
        return supply_search.search(self.form.demand(), today=timezone.localdate())

    def query(self) -> str:
        """The address text of the need alone."""
        names = {*NeedForm.base_fields, "what_pick", "what_for"}
        kept = self.request.GET.copy()
        for name in list(kept):
            if name not in names or not kept[name]:
                del kept[name]
        return kept.urlencode()


class AdviceView(OfNeed, TemplateView):
    """Which social instrument fits a need."""

    template_name = "opportunities/buyers/advice.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, or the form with its answer; problems stand at their fields."""
        answer = super().get(request, *args, **kwargs)
        if self.form.is_bound and not self.form.is_valid():
            answer.status_code = 422
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"form": self.form}
        if not (self.form.is_bound and self.form.is_valid()):
            return context
        found = self.answered
        able, need, place = found.able(), self.form.need(), self.form.place
        advised = advice.advise(need=need, suppliers=able, near=found.near)
        branch, lots = others.others((self.form.reading.code,), country=place.country)
        language = reader_language()
        return context | {
            "stated": stated(self.form),
            "advised": advised,
            "ladder": advice_words.ladder(advised),
            "laws": advice_words.laws(advised, place.country),
            "reasons": advice_words.reasons(advised, place=place.label, near=found.near),
            "counts": advice_words.counts(advised.whole),
            "lot_counts": advice_words.counts(advised.lot) if advised.lot else [],
            "numbers": advice.thresholds(),
            "source": advice.source(),
            "near": found.near,
            "suppliers": supply_rows.rows(found.found[:5], first=1, need=need, language=language),
            "supplier_count": len(found.found),
            "examples": sum(one.supplier.is_example for one in found.found),
            "branch": branch,
            "others": groups(alone(lots), language=language, seen_from=timezone.now()),
            "query": self.query(),
            "today": timezone.localdate(),
        }


class SuppliersView(OfNeed, TemplateView):
    """The ranked suppliers of a need."""

    template_name = "opportunities/buyers/suppliers.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; problems of the need stand at their fields."""
        answer = super().get(request, *args, **kwargs)
        if self.form.is_bound and not self.form.is_valid():
            answer.status_code = 422
        return answer

    @cached_property
    def filter(self) -> SupplierFilter:
        """What the list is narrowed by."""
        return SupplierFilter(self.request.GET)

    def found(self) -> list[Found]:
        """The suppliers in their order, narrowed."""
        return self.filter.narrowed(self.answered.found, self.form.need())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"form": self.form}
        if not (self.form.is_bound and self.form.is_valid()):
            return context
        found = self.found()
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        rows = supply_rows.rows(
            list(page.object_list),
            first=page.start_index() or 1,
            need=self.form.need(),
            language=reader_language(),
        )
        return context | {
            "stated": stated(self.form),
            "filter": self.filter,
            "rows": rows,
            "page": page,
            "count": len(found),
            "all_count": len(self.answered.found),
            "query": self.query(),
            "narrowed": self.filter.query(),
            "may_write": self.request.user.has_perm("opportunities.contact_supplier"),
        }


class FileLimit(AnonRateThrottle):
    """How many whole lists one reader takes away."""

    scope = "supplier_files"


class SuppliersFile(SuppliersView):
    """The same list to take away; ``kind`` is csv, xlsx or json."""

    kind = "csv"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # a file
        """The file, or 400 or 429 in plain words."""
        if not FileLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            return HttpResponse(said, status=429, content_type="text/plain")
        if not self.form.is_bound or not self.form.is_valid():
            lines = [
                f"{name}: {' '.join(map(str, found))}" for name, found in self.form.errors.items()
            ]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        records = supply_rows.records(
            self.found(),
            need=self.form.need(),
            language=reader_language(),
            absolute=self.request.build_absolute_uri,
        )
        about = {
            "cpv": self.form.reading.code,
            "where": self.form.place.label,
            "on": timezone.localdate().isoformat(),
            "address": self.request.build_absolute_uri(),
        }
        return files.answer(
            records,
            supply_rows.COLUMNS,
            kind=self.kind,
            name="suppliers",
            about=about,
            key="suppliers",
        )


class ContactView(Confirmed, FormView[ContactForm]):
    """A letter of a confirmed buyer to a supplier that agreed to letters."""

    template_name = "opportunities/buyers/contact.html"
    form_class = ContactForm

    @cached_property
    def enterprise(self) -> Enterprise:
        """The supplier of the address."""
        found: Enterprise = get_object_or_404(Enterprise.objects.listed(), pk=self.kwargs["pk"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "enterprise": self.enterprise,
            "profile": self.profile,
            "left": buyers.letters_left(self.user, self.now),
        }

    def form_valid(self, form: ContactForm) -> HttpResponse:
        try:
            buyers.write_to(
                enterprise=self.enterprise,
                message=form.cleaned_data["message"],
                by=self.user,
                now=self.now,
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Your letter is on its way. Answers come by e-mail."))
        return redirect(self.enterprise.get_absolute_url())

    def form_invalid(self, form: ContactForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
