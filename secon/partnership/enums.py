"""The partnership's closed lists."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerRole(TextChoices):
    """What a partner does in the project."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Partner")
    ADVISORY = "advisory", _("Advisory partner")


class Evidence(TextChoices):
    """How sure a fact is."""

    PUBLISHED = "published", _("Published")
    DERIVED = "derived", _("Derived from published facts")
    TO_BE_CONFIRMED = "to_be_confirmed", _("To be confirmed by the partner")


class TerritoryUse(TextChoices):
    """Why a code stands with a partner."""

    TERRITORY = "territory", _("The region the partner works for")
    SEAT = "seat", _("Where the partner sits")


class Caveat(TextChoices):
    """What a reader of a territory's code must know."""

    MERGED_2024 = (
        "merged_2024",
        _(
            "The codes of 2024 no longer tell Riga and its surroundings apart: places of the "
            "region outside this code cannot be found by code."
        ),
    )


class Theme(TextChoices):
    """The five SECON themes: a vocabulary for everything the project does."""

    AWARENESS = "awareness", _("Awareness")
    PROCUREMENT_FINANCE = "procurement_finance", _("Public contracts and finance")
    BUSINESS_SUPPORT = "business_support", _("Business support")
    GREEN_DIGITAL = "green_digital", _("Green and digital transition")
    SOCIAL_INNOVATION = "social_innovation", _("Social innovation")


class PhaseKind(TextChoices):
    """The three phases of a project of the programme, in order."""

    CORE = "core", _("Core phase")
    FOLLOW_UP = "follow_up", _("Follow-up phase")
    CLOSURE = "closure", _("Closure")


class BudgetKind(TextChoices):
    """What a published figure of money is about."""

    TOTAL = "total", _("Total budget")
    PARTNER_SHARE = "partner_share", _("Share of a partner")
    CO_FINANCING = "co_financing", _("Share paid by Interreg Europe")


class PlannedPer(TextChoices):
    """What a planned number is counted for."""

    PROJECT = "project", _("in the project")
    COUNTRY = "country", _("per country")


class RecordState(TextChoices):
    """Whether something published did happen."""

    DONE = "done", pgettext_lazy("activity", "Done")
    ANNOUNCED = "announced", _("Announced; no page says that it took place")


class DeadlineKind(TextChoices):
    """Who reports to whom."""

    PARTNER = "partner", _("Partners' reports to their controllers")
    PROGRAMME = "programme", _("Joint report to the programme")
