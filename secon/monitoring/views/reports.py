"""Reports and their editions, for every reader."""

from __future__ import annotations

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from ninja.throttling import AnonRateThrottle

from secon.kernel.paper.model import Document, Heading
from secon.monitoring.domain import changes, editions, writing
from secon.monitoring.interfaces.forms import CompareForm, edition_name
from secon.monitoring.models import Edition, Report
from secon.monitoring.views import files

FILES = "12/m"
DOWNLOADS = (
    ("pdf", "PDF"),
    ("docx", "DOCX"),
    ("xlsx", gettext_lazy("Its tables (XLSX)")),
    ("json", "JSON"),
)


def language() -> str:
    """The reader's."""
    return get_language() or "en"


class OfReport(View):
    """A page of the report its address names."""

    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> Report:
        """The report."""
        found = Report.objects.in_language(language())
        return get_object_or_404(found, slug=self.kwargs["slug"])

    @cached_property
    def editions(self) -> list[Edition]:
        """Its editions without their contents, the newest first."""
        return list(self.report.editions.defer("content"))

    @cached_property
    def edition(self) -> Edition | None:
        """The edition the address names, with what it says; none: the living report."""
        if "number" not in self.kwargs:
            return None
        return get_object_or_404(self.report.editions, number=self.kwargs["number"])

    @cached_property
    def document(self) -> Document:
        """What the page shows, in the reader's language."""
        if self.edition is not None:
            return editions.document(self.edition, language())
        return writing.living(self.report, language=language(), now=timezone.now())


class ReportsView(TemplateView):
    """Every report, with its editions."""

    template_name = "monitoring/reports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Report.objects.in_language(language()).prefetch_related("editions")
        rows = [(one, one.best(language()), list(one.editions.all())) for one in found]
        return super().get_context_data(**kwargs) | {"rows": rows}


class ReportView(OfReport, TemplateView):
    """A report as it stands, or an edition of it."""

    template_name = "monitoring/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document, edition = self.document, self.edition
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "document": document,
            "contents": contents(document),
            "edition": edition,
            "edition_name": edition_name(edition) if edition else "",
            "is_intact": edition is None or editions.is_intact(edition),
            "editions": self.editions,
            "downloads": DOWNLOADS,
            "may_edit": self.request.user.has_perm("monitoring.view_desk"),
        }


class FileLimit(AnonRateThrottle):
    """How many files one reader has made: each keeps a process busy for a while."""

    scope = "report_files"


class ReportFile(OfReport):
    """A report, or an edition, to take away."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file, or 429 where somebody asks too often."""
        if not FileLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            wait = {"Retry-After": "60"}
            return HttpResponse(said, status=429, content_type="text/plain", headers=wait)
        name, edition = self.report.slug, self.edition
        end = f"edition-{edition.number}" if edition else f"{self.document.dated:%Y-%m-%d}"
        return files.answer(self.document, kind=kwargs["kind"], name=f"{name}-{end}")


class CompareView(OfReport, TemplateView):
    """What changed in the tables between two editions, or since one."""

    template_name = "monitoring/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET if "before" in self.request.GET else None
        form = CompareForm(asked, editions=self.report.editions.defer("content"))
        found = None
        if form.is_valid():
            before = editions.document(form.cleaned_data["before"], language())
            chosen = form.cleaned_data["after"]
            after = editions.document(chosen, language()) if chosen else self.document
            found = changes.between(before, after)
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "title": self.report.best(language(), "title"),
            "editions": self.editions,
            "form": form,
            "changes": found,
        }


class EditionFeed(Feed):
    """New editions of a report, one feed for each language."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest, slug: str) -> Report:
        found = Report.objects.in_language(language()).filter(slug=slug).first()
        if found is None:
            raise Http404
        return found

    def title(self, report: Report) -> str:
        said = {"report": report.best(language(), "title")["title"]}
        return _("Editions of “%(report)s”") % said

    def link(self, report: Report) -> str:
        return report.get_absolute_url()

    def items(self, report: Report) -> list[Edition]:
        return list(report.editions.defer("content")[:30])

    def item_title(self, edition: Edition) -> str:
        return edition_name(edition)

    def item_description(self, edition: Edition) -> str:
        return _("Digest %(digest)s") % {"digest": edition.digest}

    def item_link(self, edition: Edition) -> str:
        return reverse("monitoring:edition", args=[edition.report.slug, edition.number])

    def item_pubdate(self, edition: Edition) -> Any:
        return edition.frozen_at

    item_updateddate = item_pubdate


def contents(document: Document) -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    """Chapters and the sections in them: anchor, title, and those below."""
    return [
        (
            chapter.anchor,
            chapter.title,
            [
                (block.anchor, block.words)
                for block in chapter.blocks
                if isinstance(block, Heading) and block.anchor
            ],
        )
        for chapter in document.chapters
    ]
