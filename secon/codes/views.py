"""Pages of the code finder."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from secon.codes.domain import labels, queries
from secon.codes.domain.finder import find
from secon.codes.domain.grouping import grouped
from secon.codes.domain.ranking import MAX_CHARACTERS
from secon.codes.interfaces.fields import Typed, read_words
from secon.codes.interfaces.forms import FinderForm
from secon.codes.rules import CPV, cpv_level

SHOWN = 20
SOCIAL_SERVICES = "social-service-cpv"
_FIELD = re.compile(r"[A-Za-z0-9_-]{1,60}")


def _language() -> str:
    return get_language() or "en"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Words to codes; without words, the divisions to walk down from."""
    typed = request.GET.get("q", "").strip()
    form = FinderForm(request.GET if typed else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    hits = find(asked, language=_language(), limit=SHOWN) if asked else []
    named = labels.all_labels(CPV, _language())
    context = {
        "form": form,
        "asked": asked,
        "groups": grouped(hits),
        "count": len(hits),
        "divisions": [(code, label) for code, label in named.items() if cpv_level(code) == 0],
        "list": labels.list_head(CPV),
    }
    return render(request, "codes/search.html", context)


@require_safe
def code(request: HttpRequest, code: str) -> HttpResponse:
    """One code: where it stands in the tree and what it is called in every language."""
    found = queries.code_in_context(CPV, code, _language())
    if found is None:
        raise Http404(_("There is no code %(code)s in the list loaded here.") % {"code": code})
    names = dict(settings.LANGUAGES)
    context = {
        "code": found,
        "translations": [
            (language, names[language], found.labels[language])
            for language in names
            if language in found.labels
        ],
        "is_social_service": bool(labels.label(SOCIAL_SERVICES, code, _language())),
        "list": labels.list_head(CPV),
    }
    return render(request, "codes/code.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment for htmx: what the words typed in the field named ``field`` are read as."""
    name = request.GET.get("field", "")
    if not _FIELD.fullmatch(name):
        raise Http404
    typed = request.GET.get(name, "").strip()[:MAX_CHARACTERS]
    reading = read_words(Typed(typed), language=_language()) if typed else None
    template = "codes/_readings.html" if reading else "codes/_no_reading.html"
    return render(request, template, {"reading": reading, "name": name, "typed": typed})
