"""The plan of a transfer: one page of forms for the region that adopts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from secon.kernel.keeping import KeptForm, without_errors
from secon.practices.domain import surroundings, transfer_plans, transfer_queries
from secon.practices.interfaces.transfer_plan_forms import WholePlan
from secon.practices.models import Transfer
from secon.practices.views.transfer_base import Changing, reader_language


class EditPlan(KeptForm, Changing, View):
    """Surroundings side by side, what changes, who decides, law, money, steps."""

    kept_name = "practices.transfer"

    def kept_record(self) -> Transfer:
        """The transfer."""
        return self.transfer

    def kept_forms(self) -> list[Any]:
        """As the transfer is now."""
        return self._forms().parts

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The forms, with what the platform knows of both sides where nothing is written yet."""
        forms = self._forms(self.kept_data)
        if self.kept_data is not None:
            for one in forms.parts:
                without_errors(one)
        return self._show(forms)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store all of it, or nothing."""
        forms = self._forms(request.POST)
        if not forms.is_valid():
            return self._show(forms, status=422)
        try:
            transfer_plans.write(
                transfer=self.transfer, plan=forms.plan(), by=self.user, now=self.now
            )
        except ValidationError as error:
            _tell(forms, error)
            return self._show(forms, status=422)
        messages.success(request, _("Stored."))
        return redirect("practices:transfer", pk)

    def _forms(self, data: Any = None) -> WholePlan:
        return WholePlan(
            self.transfer,
            data,
            instruments=transfer_queries.target_instruments(
                self.transfer.partner, reader_language()
            ),
            known=surroundings.known(self.transfer),
        )

    def _show(self, forms: WholePlan, status: int = 200) -> HttpResponse:
        context = {
            "shown": self.shown,
            "transfer": self.transfer,
            "forms": forms,
            "form": forms.own,
            "kept": self.kept,
        }
        return render(self.request, "practices/transfers/edit.html", context, status=status)


def _tell(forms: WholePlan, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        for message in error.messages:
            forms.add_error(None, message)
        return
    for field, said in error.message_dict.items():
        for message in said:
            forms.add_error(field, message)
