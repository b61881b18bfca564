"""Where editors write down instruments and their stakeholder groups."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from secon.partnership.models import Partner
from secon.policy.domain import instrument_page, instruments
from secon.policy.interfaces import instrument_forms
from secon.policy.interfaces.instrument_forms import (
    DocumentForms,
    GroupForm,
    InstrumentForm,
    MemberForms,
    MoneyForms,
)
from secon.policy.models import Instrument, StakeholderGroup
from secon.policy.views.factors_base import reader_language
from secon.policy.views.forms_base import RowsView


class InstrumentForms(RowsView):
    """The form of an instrument with its money and documents."""

    template_name = "policy/instruments/form.html"
    kept_name = "policy.instrument"
    done = _("Stored.")

    @property
    @abstractmethod
    def instrument(self) -> Instrument:
        """What is written."""

    @cached_property
    def partners(self) -> list[Partner]:
        """The regions for which this person may write."""
        return [
            one
            for one in Partner.objects.exclude(territory_name="").order_by("number")
            if self.user.has_perm("policy.change_instrument", Instrument(partner=one))
        ]

    def forms(self, **sent: Any) -> dict[str, Any]:
        one = self.instrument
        anywhere = self.user.has_perm("policy.change_instrument", Instrument(partner=None))
        first: dict[str, Any] = self.first() if one.pk is None else {}
        return {
            "form": InstrumentForm(
                instance=one, partners=self.partners, anywhere=anywhere, initial=first, **sent
            ),
            "money": MoneyForms(instance=one, prefix="money", **sent),
            "documents": DocumentForms(instance=one, prefix="documents", **sent),
        }

    def first(self) -> dict[str, Any]:
        """What a new one begins with: the reader's language, and the region if there is only one."""
        own = self.partners[0] if len(self.partners) == 1 else None
        return {
            "original_language": reader_language(),
            "partner": own and own.pk,
            "country": own and own.country,
            "level": "regional" if own else "national",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"instrument": self.instrument}

    def content(self, found: dict[str, Any]) -> instruments.Content:
        """What the valid forms say."""
        return instrument_forms.content(found["form"], found["money"], found["documents"])

    @property
    def publish(self) -> bool:
        """Whether the button to publish was pressed."""
        return self.request.POST.get("do") == "publish"


class NewInstrument(InstrumentForms):
    """A new instrument."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who edit for some region."""
        if request.user.is_authenticated and not request.user.has_perm("policy.add_instrument"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def instrument(self) -> Instrument:
        return Instrument(live=False)

    def kept_record(self) -> None:
        """It is new."""

    def store(self, found: dict[str, Any]) -> Instrument:
        content = self.content(found)
        return instruments.add(content=content, publish=self.publish, by=self.user, now=self.now)


class OfInstrument(RowsView):
    """A page on which an instrument of the own region is changed."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who edit for its region."""
        if request.user.is_authenticated and not request.user.has_perm(
            "policy.change_instrument", self.instrument
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def instrument(self) -> Instrument:
        """The instrument of the address."""
        return get_object_or_404(Instrument, pk=self.kwargs["pk"])

    def kept_record(self) -> Instrument:
        """The instrument."""
        return self.instrument


class EditInstrument(OfInstrument, InstrumentForms):
    """An instrument said anew."""

    def store(self, found: dict[str, Any]) -> Instrument:
        return instruments.edit(
            instrument=self.instrument,
            content=self.content(found),
            publish=self.publish,
            by=self.user,
            now=self.now,
        )


class EditGroup(OfInstrument):
    """The organisations of the stakeholder group."""

    template_name = "policy/instruments/group_form.html"
    kept_name = "policy.group"
    done = _("The stakeholder group is stored.")

    def forms(self, **sent: Any) -> dict[str, Any]:
        group = instrument_page.group_of(self.instrument) or StakeholderGroup(
            instrument=self.instrument
        )
        return {
            "form": GroupForm(instance=group, **sent),
            "members": MemberForms(instance=group, prefix="members", **sent),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"instrument": self.instrument}

    def store(self, found: dict[str, Any]) -> Instrument:
        instruments.edit_group(
            instrument=self.instrument,
            content=instrument_forms.group_content(found["form"], found["members"]),
            by=self.user,
            now=self.now,
        )
        return self.instrument
