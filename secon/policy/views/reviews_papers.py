"""A published review on paper: PDF and Word."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.throttling import AnonRateThrottle

from secon.kernel.files import attached
from secon.kernel.paper.docx_writer import docx
from secon.kernel.paper.model import Document
from secon.kernel.paper.typst_writer import pdf
from secon.policy.domain import review_reading
from secon.policy.enums import ReviewState
from secon.policy.interfaces import review_paper, review_rows
from secon.policy.views.reviews import Shown

FILES = "12/m"
KINDS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
}


class PaperLimit(AnonRateThrottle):
    """How many documents one reader has made: each keeps a process busy for a while."""

    scope = "review_papers"


class Paper(Shown):
    """The document in the reader's language; ``kind`` is pdf or docx."""

    needs = "page"

    def get(self, request: HttpRequest, kind: str, **kwargs: object) -> HttpResponse:
        """The file; 404 before the publication, 429 where somebody asks too often."""
        if kind not in KINDS or self.review.state != ReviewState.PUBLISHED:
            raise Http404
        if not PaperLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            wait = {"Retry-After": "60"}
            return HttpResponse(said, status=429, content_type="text/plain", headers=wait)
        content_type, writer = KINDS[kind]
        answer = HttpResponse(writer(self._document()), content_type=content_type)
        attached(answer, f"joint-review-{self.review.pk}-{self.language}.{kind}")
        return answer

    def _document(self) -> Document:
        today = timezone.localdate(self.now)
        states = review_reading.states_now(self.review)
        address = self.request.build_absolute_uri(reverse("policy:review", args=[self.review.pk]))
        return review_paper.document(
            self.sheet,
            review_rows.advised_rows(self.sheet, states, today),
            language=self.language,
            address=address,
            today=today,
            is_example=self.review.is_example,
        )
