"""The desk: one page per person with what waits for them and what is missing at their partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from secon.kernel import files
from secon.kernel.models import Text
from secon.kernel.tables import Record
from secon.partnership.domain import desk
from secon.partnership.domain.desk import Ask, Section
from secon.partnership.models import Partner
from secon.people.enums import RUNNING_ROLES, Role
from secon.people.models import User

SHOWN = 20
COLUMNS = ("part", "section", "record", "said", "due", "address")


class PartnerForm(forms.Form):
    """Whose desk a person who runs the platform looks at."""

    partner = forms.ChoiceField(label=_("Partner"))

    def __init__(self, *args: Any, partners: list[tuple[Partner, Text]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["partner"]
        field.choices = [(one.slug, text["name"]) for one, text in partners]


@method_decorator(never_cache, name="dispatch")
class AtDesk(LoginRequiredMixin, View):
    """The desk of the person signed in, at one of the partners they may look at."""

    @property
    def user(self) -> User:
        """Whoever is signed in."""
        return cast("User", self.request.user)

    @cached_property
    def language(self) -> str:
        """The reader's."""
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def partners(self) -> list[tuple[Partner, Text]]:
        """The partners whose gaps this person may see, their own first."""
        own = {one.scope for one in self.user.held_now if one.role == Role.PARTNER_EDITOR}
        lead = {one.scope for one in self.user.held_now if one.role == Role.LEAD_PARTNER}
        runs = self.user.is_superuser or self.user.holds(*RUNNING_ROLES)
        found = Partner.objects.in_language(self.language).order_by("number")
        if not runs:
            found = found.filter(pk__in=own)
        mine = own | lead
        ordered = sorted(found, key=lambda one: one.pk not in mine)
        return [(one, one.best(self.language, "name")) for one in ordered]

    @cached_property
    def partner(self) -> Partner | None:
        """The one asked for, else the person's own."""
        asked = self.request.GET.get("partner")
        allowed = {one.slug: one for one, _text in self.partners}
        if asked:
            if asked not in allowed:
                raise PermissionDenied
            return allowed[asked]
        return next(iter(allowed.values()), None)

    @cached_property
    def ask(self) -> Ask:
        """What the sources are asked."""
        return Ask(self.user, self.partner, self.language, timezone.now())


class DeskView(AtDesk, TemplateView):
    """The page."""

    template_name = "web/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting, gaps = desk.waiting(self.ask), desk.gaps(self.ask)
        partner = self.partner
        name = next((text for one, text in self.partners if one == partner), None)
        many = len(self.partners) > 1
        asked = {"partner": partner.slug} if partner else None
        return super().get_context_data(**kwargs) | {
            "waiting": waiting,
            "gaps": gaps,
            "gap_count": sum(len(section.items) for section in gaps),
            "partner": partner,
            "partner_name": name,
            "form": PartnerForm(asked, partners=self.partners) if many else None,
            "query": f"?partner={partner.slug}" if partner else "",
            "now": self.ask.now,
            "today": self.ask.today,
            "shown": SHOWN,
        }


class DeskFile(AtDesk):
    """The same list to take away."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """CSV, XLSX or JSON."""
        waiting, gaps = desk.waiting(self.ask), desk.gaps(self.ask)
        records = [*self._records("waiting", waiting), *self._records("missing", gaps)]
        partner = self.partner
        about = {"partner": partner.slug if partner else "", "on": self.ask.today.isoformat()}
        name = f"desk-{about['partner']}-{about['on']}" if partner else f"desk-{about['on']}"
        return files.answer(records, COLUMNS, kind=kind, name=name, about=about, key="desk")

    def _records(self, part: str, sections: tuple[Section, ...]) -> Iterator[Record]:
        for section in sections:
            for item in section.items:
                yield {
                    "part": part,
                    "section": str(section.title),
                    "record": item.title,
                    "said": str(item.said),
                    "due": item.due.isoformat() if item.due else None,
                    "address": self.request.build_absolute_uri(item.href),
                }
