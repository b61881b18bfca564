"""One tender: the notice with its lots, and its deadlines as a calendar."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from secon.kernel.languages import language_name
from secon.procurement.domain import queries
from secon.procurement.domain.queries import Tender
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.reading import ReadingForm
from secon.procurement.interfaces.records import TED_NOTICE
from secon.procurement.interfaces.rows import time_left
from secon.procurement.interfaces.tenders import tender_page
from secon.procurement.views.downloads import absolute_url, calendar_answer


class TenderView(TemplateView):
    """A notice with its lots. Contact persons are read only for people who are signed in."""

    template_name = "procurement/tender.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; nothing between us and a signed-in reader keeps a copy of the contacts."""
        answer: HttpResponse = super().get(request, *args, **kwargs)
        if request.user.is_authenticated:
            add_never_cache_headers(answer)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page; 404 where the notice is not stored."""
        now = timezone.now()
        form = ReadingForm(self.request.GET)
        form.is_valid()
        signed_in = self.request.user.is_authenticated
        found = _found(
            self.kwargs["publication"],
            lot=form.cleaned_data.get("lot") or "",
            after=form.cleaned_data.get("after") or 0,
            with_contacts=signed_in,
        )
        language = get_language() or "en"
        zone: ZoneInfo | None = form.cleaned_data.get("tz")
        reader = form.cleaned_data.get("text") or language
        page = tender_page(found, reader=reader, language=language, zone=zone)
        lead = page.lots[0] if page.lots else None
        documents = found.notice.documents
        return super().get_context_data(**kwargs) | {
            "found": found,
            "page": page,
            "lead": lead,
            "unknown_field": wording.UNKNOWN_FIELD,
            "left": time_left(now, lead.deadline) if lead else "",
            "form": form,
            "documents": documents if documents.startswith(("https://", "http://")) else "",
            "kept_fields": [
                (name, value) for name in ("text", "lot") if (value := form.cleaned_data.get(name))
            ],
            "reader": reader,
            "source": TED_NOTICE.format(found.notice.publication),
            "languages": [(code, language_name(code)) for code in found.notice.languages],
            "contacts": found.contacts,
            "signed_in": signed_in,
        }


class TenderCalendarView(View):
    """The deadlines of one notice, or of one of its lots, as a calendar file."""

    def get(self, request: HttpRequest, publication: str) -> HttpResponse:
        """The file; 404 where there is no such notice, lot or deadline."""
        form = ReadingForm(request.GET)
        ref = form.cleaned_data["lot"] if form.is_valid() else None
        lots = [] if ref is None else queries.lots_with_deadline(publication, ref=ref)
        if not lots:
            raise Http404(_("This tender has no deadline."))
        return calendar_answer(
            lots,
            name=f"TED {publication}",
            file=f"tender-{lots[0].notice_id}.ics",
            absolute=absolute_url(request),
        )


def _found(publication: str, *, lot: str, after: int, with_contacts: bool) -> Tender:
    found = queries.tender(publication, lot=lot, after=after, with_contacts=with_contacts)
    if found is None:
        raise Http404(_("This tender is not stored here."))
    return found
