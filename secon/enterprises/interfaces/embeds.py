"""Frames for other sites: the code to paste, the form for allowed sites, answers of oEmbed 1.0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from secon.enterprises.domain import profiles
from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import Enterprise
from secon.partnership.domain.territories import name_in, territory_of
from secon.partnership.models import Partner

LIST_SIZE = (800, 640)
ONE_SIZE = (480, 260)
SMALLEST = 200
PROVIDER = "SECON"
CACHED = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Frame:
    """What can be framed: the path of the small page and how large it likes to be."""

    path: str
    title: str
    size: tuple[int, int]


def code(url: str, title: str, size: tuple[int, int] | None = None) -> str:
    """The HTML to paste; without a size as wide as its place."""
    width, height = size or ("100%", LIST_SIZE[1])
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        url,
        title,
        width,
        height,
    )


def frame_of_list(slug: str, query: QueryDict, language: str) -> Frame | None:
    """The small page of a list of one partner's region; None where there is no such region."""
    territory = territory_of(slug)
    if territory is None:
        return None
    kept = query.copy()
    kept.pop("page", None)
    if kept.getlist("region") == [slug]:
        kept.pop("region")
    path = reverse("enterprises:embed", args=[slug])
    said = str(_("Social enterprises: %(region)s")) % {"region": name_in(territory, language)}
    return Frame(f"{path}?{kept.urlencode()}" if kept else path, said, LIST_SIZE)


def frame_of_one(enterprise: Enterprise, language: str) -> Frame | None:
    """The small page of an enterprise; None where it is not listed or no partner speaks for it."""
    if enterprise.state not in PUBLIC_STATES or enterprise.partner_id is None:
        return None
    path = reverse("enterprises:embed_one", args=[enterprise.pk, enterprise.slug])
    return Frame(path, enterprise.best(language, "name")["name"], ONE_SIZE)


def frame_at(url: str, host: str) -> tuple[Frame, str] | None:
    """What can be framed of a page of this platform, and its language; None for all other pages."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    language = get_language_from_path(parts.path)
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != host or not language:
        return None
    with override(language):
        try:
            found = resolve(parts.path)
        except Resolver404:
            return None
        frame = _frame(found.view_name, found.kwargs, QueryDict(parts.query), language)
    return (frame, language) if frame else None


def _frame(name: str, kwargs: Mapping[str, Any], query: QueryDict, language: str) -> Frame | None:
    if name == "enterprises:list":
        regions = query.getlist("region")
        return frame_of_list(regions[0], query, language) if len(regions) == 1 else None
    if name == "enterprises:embed":
        return frame_of_list(kwargs["partner"], query, language)
    if name in ("enterprises:detail", "enterprises:embed_one"):
        enterprise = profiles.find(kwargs["pk"], language)
        return frame_of_one(enterprise, language) if enterprise else None
    return None


class OEmbedForm(forms.Form):
    """The parameters of oEmbed 1.0."""

    url = forms.CharField(max_length=2000)
    maxwidth = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    maxheight = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    format = forms.CharField(required=False)

    def answer(self, frame: Frame, *, absolute: str, provider: str) -> dict[str, Any]:
        """The response for a frame at ``absolute``, no larger than asked."""
        width, height = frame.size
        size = (
            min(width, self.cleaned_data["maxwidth"] or width),
            min(height, self.cleaned_data["maxheight"] or height),
        )
        return {
            "version": "1.0",
            "type": "rich",
            "provider_name": PROVIDER,
            "provider_url": provider,
            "title": frame.title,
            "html": code(absolute, frame.title, size),
            "width": size[0],
            "height": size[1],
            "cache_age": CACHED,
        }


class AllowForm(forms.Form):
    """A site that may show a partner's maps."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("Whose maps"), empty_label=None
    )
    origin = forms.CharField(
        label=_("Address of the site"),
        max_length=300,
        help_text=_("The beginning of the address, for example https://www.example.org"),
    )

    def __init__(self, *args: Any, partners: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.filter(pk__in=[one.pk for one in partners])
        if len(partners) == 1:
            field.widget = forms.HiddenInput()
            field.initial = partners[0].pk

    def clean_origin(self) -> str:
        """``https://www.example.org`` of whatever address of the site was pasted."""
        said: str = self.cleaned_data["origin"].strip()
        try:
            parts = urlsplit(said)
            host = (parts.hostname or "").encode("idna").decode()
            port = f":{parts.port}" if parts.port else ""
        except (UnicodeError, ValueError):
            return said
        return f"{parts.scheme}://{host}{port}" if parts.scheme and host else said
