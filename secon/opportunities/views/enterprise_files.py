"""An enterprise's list taken away: files with the filters of the page, and secret addresses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from secon.enterprises.models import Enterprise
from secon.kernel import files
from secon.opportunities.domain import feeds, offered
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.enterprise_enums import IN_CALENDAR
from secon.opportunities.interfaces import enterprise_filters as filters
from secon.opportunities.interfaces.enterprise_files import (
    COLUMNS,
    FEED_ROWS,
    calendar,
    feed,
    records,
)
from secon.opportunities.interfaces.enterprise_filters import Show
from secon.opportunities.interfaces.enterprise_rows import rows
from secon.opportunities.views.enterprise import Own, reader_language


class Download(Own):
    """The list in another form, with the filters of the page."""

    ending: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file, or 400 with what cannot be read."""
        if self.ask.form.errors:
            lines = [f"{name}: {error}" for name, error in filters.problems(self.ask.form)]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        found = self.asked_for()
        shown = rows(found, enterprise=self.enterprise, language=reader_language(), now=self.now)
        absolute = request.build_absolute_uri
        day = timezone.localdate(self.now)
        return files.answer(
            list(records(found, shown, absolute=absolute)),
            COLUMNS,
            kind=self.ending,
            name=f"opportunities-{self.enterprise.pk}-{day}",
            about={"enterprise": self.enterprise.pk, "on": str(day)},
            key="opportunities",
        )


class CsvView(Download):
    """CSV."""

    ending = "csv"


class JsonView(Download):
    """JSON."""

    ending = "json"


class SpreadsheetView(Download):
    """XLSX."""

    ending = "xlsx"


class FeedKeyView(Own):
    """Makes, renews and ends the secret addresses."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """``action=end``, else new ones."""
        if request.POST.get("action") == "end":
            feeds.end(enterprise=self.enterprise, by=self.user, now=self.now)
            said = _("The addresses no longer work.")
        else:
            feeds.renew(enterprise=self.enterprise, by=self.user, now=self.now)
            said = _("Your addresses are ready. Earlier ones no longer work.")
        messages.success(request, said)
        return redirect(f"{reverse('opportunities:own', args=[self.enterprise.pk])}#take")


@method_decorator(never_cache, name="dispatch")
class Secret(View, ABC):
    """Behind a secret address: read by a program, without signing in."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The file; 404 where the address was renewed, ended or its owner left."""
        enterprise = feeds.enterprise_of(token)
        if enterprise is None:
            raise Http404(_("This address does not work, or no longer."))
        now = timezone.now()
        answer = self.answer(enterprise, now, request.build_absolute_uri)
        answer["X-Robots-Tag"] = "noindex"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    @abstractmethod
    def answer(
        self, enterprise: Enterprise, now: datetime, absolute: Callable[[str], str]
    ) -> HttpResponse:
        """The file."""

    def found(self, enterprise: Enterprise, now: datetime) -> list[Opportunity]:
        """Everything of the enterprise."""
        today = timezone.localdate(now)
        return offered.of(enterprise, today=today, language=reader_language())


class FeedView(Secret):
    """The newest matches as Atom."""

    def answer(
        self, enterprise: Enterprise, now: datetime, absolute: Callable[[str], str]
    ) -> HttpResponse:
        """The feed."""
        today = timezone.localdate(now)
        open_ones = filters.in_part(self.found(enterprise, now), Show.ALL, today)
        newest = filters.ordered(open_ones, filters.Sort.NEWEST)[:FEED_ROWS]
        language = reader_language()
        text = feed(
            enterprise,
            newest,
            rows(newest, enterprise=enterprise, language=language, now=now),
            language=language,
            page=absolute(reverse("opportunities:own", args=[enterprise.pk])),
            address=self.request.build_absolute_uri(),
            absolute=absolute,
        )
        return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


class CalendarView(Secret):
    """The deadlines of what is saved or bid for."""

    def answer(
        self, enterprise: Enterprise, now: datetime, absolute: Callable[[str], str]
    ) -> HttpResponse:
        """The calendar."""
        kept = [one for one in self.found(enterprise, now) if one.state in IN_CALENDAR]
        language = reader_language()
        shown = rows(kept, enterprise=enterprise, language=language, now=now, with_reasons=False)
        data = calendar(enterprise, kept, shown, language=language, now=now, absolute=absolute)
        answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="secon-{enterprise.pk}.ics"'
        return answer
