"""The closed lists of the site as a whole."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SearchKind(TextChoices):
    """What the search finds, in the order of its filter."""

    PRACTICE = "practice", _("Good practices")
    INSTRUMENT = "instrument", _("Policy instruments")
    FACTOR = "factor", _("Barriers and enabling factors")
    IMPROVEMENT = "improvement", _("Policy improvements")
    REVIEW = "review", _("Joint reviews")
    EVENT = "event", pgettext_lazy("search", "Meetings and events")
    PARTNER = "partner", _("Regions and partners")

    @property
    def one(self) -> str:
        """What a single record of this kind is called."""
        return str(_ONE[self])


_ONE = {
    SearchKind.PRACTICE: _("Good practice"),
    SearchKind.INSTRUMENT: _("Policy instrument"),
    SearchKind.FACTOR: _("Barrier or enabling factor"),
    SearchKind.IMPROVEMENT: _("Policy improvement"),
    SearchKind.REVIEW: _("Joint review"),
    SearchKind.EVENT: pgettext_lazy("search", "Meeting or event"),
    SearchKind.PARTNER: _("Region or partner"),
}
