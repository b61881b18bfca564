"""What pages with a form and rows of more forms share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from secon.kernel.keeping import KeptForm, without_errors
from secon.policy.views.factors_base import Signed, tell


class RowsView(KeptForm, Signed, TemplateResponseMixin, ContextMixin, View, ABC):
    """Shows forms, stores them, and leads on; what is refused comes back to its field."""

    done: Any = ""  # said when it is stored

    @abstractmethod
    def forms(self, **sent: Any) -> dict[str, Any]:
        """The form as ``form`` and the formsets by name, unbound or with ``data`` and ``files``."""

    @abstractmethod
    def store(self, found: dict[str, Any]) -> Any:
        """Store what valid forms say; what to lead on to."""

    def kept_forms(self) -> list[Any]:
        """The forms of the record as it is now."""
        return list(self.forms().values())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The forms, with what was typed before where the reader goes on with it."""
        if self.kept_data is None:
            return self.show(self.forms())
        found = self.forms(data=self.kept_data)
        for form in found.values():
            without_errors(form)
        return self.show(found)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a row, or store everything."""
        if more := request.POST.get("add", ""):
            return self.show(self._longer(more))
        found = self.forms(data=request.POST, files=request.FILES)
        valid = [form.is_valid() for form in found.values()]  # every form says what is wrong
        if not all(valid):
            return self.show(found, status=422)
        try:
            target = self.store(found)
        except ValidationError as error:
            tell(found["form"], error)
            return self.show(found, status=422)
        messages.success(request, str(self.done))
        return redirect(target)

    def show(self, found: dict[str, Any], status: int = 200) -> HttpResponse:
        """The page."""
        has_problems = status != 200
        context = self.get_context_data(**found, has_problems=has_problems)
        return self.render_to_response(context, status=status)

    def _longer(self, prefix: str) -> dict[str, Any]:
        data = self.request.POST.copy()
        total = f"{prefix}-TOTAL_FORMS"
        number = str(data.get(total, ""))
        if number.isdecimal():
            data[total] = str(int(number) + 1)
        found = self.forms(data=data)
        for form in found.values():
            without_errors(form)
        return found
