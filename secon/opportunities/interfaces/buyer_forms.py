"""A person names the public body they buy for; a partner decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secon.enterprises.interfaces.entry_forms import text
from secon.kernel.models import language_choices
from secon.opportunities.domain.buyers import Body
from secon.opportunities.interfaces.place_reading import Place, PlaceField


class BodyForm(forms.Form):
    """Who you buy for, and how the partner can see it."""

    organisation = text(_("Name of the public body"), 200, required=True)
    where = PlaceField(label=_("Where it sits"), help_text=_("A town or postal code."))
    email = forms.EmailField(
        label=_("E-mail of the public body"),
        help_text=_("Of the body, not your own. Answers of suppliers go there."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    language = forms.ChoiceField(label=_("Language you write in"), choices=language_choices)
    evidence = text(
        _("How we can see that you buy for it"),
        500,
        required=True,
        lines=3,
        hint=_("For example: the address of the page that names you or your office."),
    )

    def body(self) -> Body:
        """What was said. Call after ``is_valid()``."""
        data: dict[str, Any] = self.cleaned_data
        place: Place = data["where"]
        return Body(
            organisation=data["organisation"],
            country=place.country,
            nuts=place.nuts,
            town=place.typed,
            email=data["email"],
            website=data["website"],
            language=data["language"],
            evidence=data["evidence"],
        )


class DecisionForm(forms.Form):
    """A partner's decision about a buyer."""

    reason = text(_("Why not"), 500, lines=2, hint=_("Only if you decline. The person reads it."))
