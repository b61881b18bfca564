"""How a reader wants one tender shown: language of the texts, time zone, which lot first."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


class ReadingForm(forms.Form):
    """Reads the parameters of a tender's page."""

    text = forms.RegexField(regex=r"^[a-z]{2}$", required=False)
    tz = forms.CharField(label=_("Time zone"), required=False, max_length=60)
    lot = forms.CharField(required=False, max_length=60)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**62)

    def clean_tz(self) -> ZoneInfo | None:
        """The zone, where one was named."""
        name: str = self.cleaned_data["tz"]
        if not name:
            return None
        if name not in _zones():
            raise ValidationError(_("This is not a time zone such as Europe/Riga."))
        return ZoneInfo(name)
