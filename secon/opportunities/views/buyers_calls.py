"""Short calls as everybody sees them: list, page, feed, calendar, files."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from secon.enterprises.models import Enterprise
from secon.kernel import files
from secon.kernel.addresses import Addresses
from secon.kernel.documents import TYPES
from secon.opportunities.buyer_enums import CallKind, CallState, Reservation
from secon.opportunities.domain import call_answers
from secon.opportunities.interfaces import call_rows
from secon.opportunities.interfaces.call_filter import CallFilter
from secon.opportunities.interfaces.call_forms import AnswerForm, QuestionForm
from secon.opportunities.models import CallFile, ShortCall
from secon.opportunities.views.buyers_base import reader_language
from secon.people.models import User
from secon.procurement.interfaces.calendar import calendar_file

Answer = TypeVar("Answer", bound=HttpResponseBase)
PAGE, FEED, MOST = 20, 50, 5_000
ADDRESSES = Addresses(paging=("page",))


class CallsView(TemplateView):
    """The list of short calls."""

    template_name = "opportunities/buyers/calls.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, language = timezone.now(), reader_language()
        form = CallFilter(self.request.GET)
        found = form.calls(now).select_related("buyer").in_language(language)
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "rows": call_rows.rows(page.object_list, language=language, now=now),
            "query": ADDRESSES.changed(self.request.GET),
            "may_publish": self.request.user.has_perm("opportunities.contact_supplier"),
        }


class CallsFile(View):
    """The list in another form; ``kind`` is csv, xlsx, json, feed or calendar."""

    kind = "csv"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file; 400 where the filters cannot be read."""
        form, language = CallFilter(request.GET), reader_language()
        if not form.is_valid():
            lines = [f"{name}: {' '.join(map(str, found))}" for name, found in form.errors.items()]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        chosen = form.calls(timezone.now()).select_related("buyer").in_language(language)
        calls = list(chosen[: FEED if self.kind == "feed" else MOST])
        absolute = request.build_absolute_uri
        if self.kind == "feed":
            return self.feed(request, calls)
        if self.kind == "calendar":
            found = call_rows.deadlines(calls, language=language, absolute=absolute)
            data = calendar_file(
                found, name=_("Short calls in SECON"), language=language, now=timezone.now()
            )
            return _named(HttpResponse(data, content_type="text/calendar; charset=utf-8"), "ics")
        records = call_rows.records(calls, language=language, absolute=absolute)
        about = {"address": absolute()}
        return files.answer(
            records, call_rows.COLUMNS, kind=self.kind, name="short-calls", about=about, key="calls"
        )

    def feed(self, request: HttpRequest, calls: list[ShortCall]) -> HttpResponse:
        """The calls as an Atom feed."""
        language, absolute = reader_language(), request.build_absolute_uri
        page = f"{reverse('opportunities:calls')}?{ADDRESSES.changed(request.GET)}"
        feed = Atom1Feed(
            title=_("Short calls in SECON"),
            link=absolute(page),
            description="",
            language=language,
            feed_url=absolute(),
            author_name="SECON",
        )
        for call in calls:
            address = absolute(call.get_absolute_url())
            feed.add_item(
                title=call.best(language, "title")["title"],
                link=address,
                description="; ".join(filter(None, [call.buyer.organisation, call.town])),
                unique_id=address,
                pubdate=call.published_at,
                updateddate=call.changed_at,
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


class CallView(TemplateView):
    """The page of a call; a draft only for its buyer."""

    template_name = "opportunities/buyers/call.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now, language = self.request.user, timezone.now(), reader_language()
        call = visible(self.request, self.kwargs["pk"])
        questions = list(call.questions.all())
        owner = user.has_perm("opportunities.read_answers", call) or user.has_perm(
            "opportunities.change_call", call
        )
        is_open = call.state == CallState.PUBLISHED and call.deadline > now
        kept = kept_by(user) if user.is_authenticated and is_open else None
        own = (
            list(
                call.answers.filter(enterprise__in=kept, withdrawn_at=None).select_related(
                    "enterprise"
                )
            )
            if kept is not None
            else []
        )
        return (
            super().get_context_data(**kwargs)
            | call_rows.page_facts(call, language=language, now=now)
            | {
                "call": call,
                "now": now,
                "is_open": is_open,
                "is_draft": call.state == CallState.DRAFT,
                "is_tender": call.kind == CallKind.TENDER,
                "is_reserved": call.reserved != Reservation.NONE,
                "files": call.files.filter(answer=None).defer("data"),
                "questions": [one for one in questions if one.answered_at],
                "open_questions": [one for one in questions if not one.answered_at]
                if owner
                else [],
                "owner": owner,
                "may": {
                    name: user.has_perm(f"opportunities.{name}_call", call)
                    for name in ("change", "publish", "close", "award", "cancel")
                },
                "can_read": user.is_authenticated and call_answers.can_read(user, call, now),
                "answer_count": call.answers.filter(withdrawn_at=None).count() if owner else 0,
                "own_answers": own,
                "question_form": QuestionForm(),
                "answer_form": AnswerForm(
                    enterprises=kept, initial={"reply_to": cast("User", user).email}
                )
                if kept is not None and kept.exists()
                else None,
            }
        )


class CallFileView(View):
    """A file of a call, or of an answer for those who may read it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file as an attachment, never shown by the browser itself."""
        chosen = CallFile.objects.select_related("call__buyer", "answer__enterprise")
        file = get_object_or_404(chosen, pk=pk)
        user = request.user if request.user.is_authenticated else None
        if not call_answers.may_open(user, file, timezone.now()):
            raise Http404
        made = HttpResponse(bytes(file.data), content_type=TYPES[file.kind])
        is_public = file.answer_id is None and file.call.state != CallState.DRAFT
        made["Cache-Control"] = "max-age=300" if is_public else "no-store"
        return files.attached(made, file.name)


class CallCalendarView(View):
    """One call's deadline as a calendar file."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file."""
        call = visible(request, pk)
        language = reader_language()
        found = call_rows.deadlines([call], language=language, absolute=request.build_absolute_uri)
        data = calendar_file(found, name=call.title, language=language, now=timezone.now())
        return _named(HttpResponse(data, content_type="text/calendar; charset=utf-8"), "ics")


def visible(request: HttpRequest, pk: int) -> ShortCall:
    """The call of an address, if the reader may see it; else there is none."""
    chosen = ShortCall.objects.select_related("buyer", "winner").in_language(reader_language())
    call: ShortCall = get_object_or_404(chosen, pk=pk)
    if not request.user.has_perm("opportunities.view_call", call):
        raise Http404
    return call


def kept_by(user: Any) -> Any:
    """The listed enterprises that a person speaks for."""
    return Enterprise.objects.listed().filter(stewards__user=user, stewards__ended_at=None)


def _named(answer: Answer, ending: str) -> Answer:
    answer["Content-Disposition"] = f'attachment; filename="short-calls.{ending}"'
    return answer
