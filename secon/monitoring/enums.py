"""The closed lists of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SectionKind(TextChoices):
    """What stands live in a section of the analysis report, after its text."""

    TEXT = "text", _("Text only")
    FRAMEWORKS = "frameworks", _("National frameworks")
    INSTRUMENTS = "instruments", _("Regional and local instruments")
    MONEY = "money", _("Money behind the instruments")
    GROUPS = "groups", _("Stakeholder groups")
    BARRIERS = "barriers", _("Barriers by region")
    ENABLERS = "enablers", _("Enabling factors by region")
    RURAL = "rural", _("Rural areas")
    PRACTICES = "practices", _("Good practices")
    TRANSFERS = "transfers", _("From practice to policy")
    IMPROVEMENTS = "improvements", _("Policy improvements")
    REVIEWS = "reviews", _("Joint reviews")
    GAPS = "gaps", _("What is not known")
    SOURCES = "sources", _("Sources")
