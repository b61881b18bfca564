"""What a list of suppliers can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from secon.opportunities.buyer_enums import Reservation, Size
from secon.opportunities.domain.advice import Need, size_for, thresholds
from secon.opportunities.domain.supply_search import Found
from secon.opportunities.enums import Answer

_UNDER = {"20": Reservation.ARTICLE_20, "77": Reservation.ARTICLE_77}


class SupplierFilter(forms.Form):
    """By GET beside the need. A value that cannot be read narrows nothing."""

    under = forms.ChoiceField(
        label=_("Qualifies for reserved contracts"),
        required=False,
        choices=[
            ("", _("All")),
            ("20", _("Under Article 20")),
            ("77", _("Under Article 77")),
        ],
    )
    unsure = forms.BooleanField(label=_("Also where that is not known yet"), required=False)
    fits = forms.BooleanField(label=_("Only where the size fits"), required=False)

    def narrowed(self, found: Sequence[Found], need: Need) -> list[Found]:
        """Those of ``found`` that meet it, in their order."""
        self.is_valid()
        data = self.cleaned_data
        article = _UNDER.get(data.get("under") or "")
        wanted = {Answer.YES, Answer.UNKNOWN} if data.get("unsure") else {Answer.YES}
        kept = [one for one in found if not article or one.verdicts[article].answer in wanted]
        if data.get("fits"):
            yearly, numbers = need.yearly(), thresholds()
            good = {Size.FITS, Size.MAY_FIT, Size.NO_VALUE}
            kept = [one for one in kept if size_for(one.supplier.turnover, yearly, numbers) in good]
        return kept

    def query(self) -> str:
        """Its part of the address."""
        self.is_valid()
        values = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode({name: "on" if value is True else value for name, value in values.items()})
