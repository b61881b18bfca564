"""The closed lists of the directory. What each country calls a social enterprise is data: frames.py."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Family(TextChoices):
    """The families of the social economy (EU benchmark of 2024)."""

    COOPERATIVE = "cooperative", _("Cooperative")
    MUTUAL = "mutual", _("Mutual society")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    OTHER = "other", pgettext_lazy("family", "Other form")


class SocialEnterprise(TextChoices):
    """Whether an organisation is a social enterprise. Nothing stored: unknown."""

    BY_LAW = "by_law", _("Social enterprise by law")
    IN_FACT = "in_fact", _("Social enterprise in fact")
    NO = "no", _("Not a social enterprise")


class State(TextChoices):
    """Where an entry stands. Written by ``domain.listing`` and ``domain.verification`` only."""

    PROPOSED = "proposed", pgettext_lazy("entry", "Proposed")
    DECLINED = "declined", pgettext_lazy("entry", "Declined")
    LISTED = "listed", pgettext_lazy("entry", "Listed")
    VERIFIED = "verified", pgettext_lazy("entry", "Verified")
    ENDED = "ended", pgettext_lazy("entry", "Ended")


PUBLIC_STATES = frozenset({State.LISTED, State.VERIFIED})
"""Found in the directory. An ended entry keeps its page, which says so."""

STEPS: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.LISTED, State.DECLINED}),
    State.DECLINED: frozenset({State.PROPOSED}),
    State.LISTED: frozenset({State.VERIFIED, State.ENDED}),
    State.VERIFIED: frozenset({State.LISTED, State.ENDED}),
    State.ENDED: frozenset({State.LISTED}),
}
"""From where to where an entry may go."""


class Standing(TextChoices):
    """What a reader is told on a day: the state, and whether a check has run out since."""

    LISTED = "listed", _("Listed, not yet verified")
    VERIFIED = "verified", pgettext_lazy("entry", "Verified")
    RECHECK = "recheck", _("To be checked again")
    ENDED = "ended", pgettext_lazy("entry", "Ended")


class Audience(TextChoices):
    """For whom an offer is."""

    CITIZENS = "citizens", _("Citizens")
    PUBLIC_BUYERS = "public_buyers", _("Public buyers")
    BUSINESSES = "businesses", _("Businesses")


class Group(TextChoices):
    """People whom an enterprise employs or serves."""

    DISABILITY = "disability", _("People with disabilities")
    MENTAL_HEALTH = "mental_health", _("People with mental health problems")
    LONG_TERM_UNEMPLOYED = "unemployed", _("Long-term unemployed people")
    YOUNG = "young", _("Young people")
    OLDER = "older", _("Older people")
    CHILDREN = "children", _("Children and families")
    WOMEN = "women", _("Women")
    MIGRANTS = "migrants", _("Migrants and refugees")
    MINORITIES = "minorities", _("Roma and other minorities")
    POVERTY = "poverty", _("People in poverty or without a home")
    ADDICTION = "addiction", _("People with an addiction")
    PRISON = "prison", _("People leaving prison")
    RURAL = "rural", _("People in remote and rural places")
    EVERYONE = "everyone", _("Everyone")


class Headcount(TextChoices):
    """Size by people employed (EU recommendation 2003/361)."""

    NONE = "0", _("No employees")
    MICRO = "1-9", _("1 to 9 people")
    SMALL = "10-49", _("10 to 49 people")
    MEDIUM = "50-249", _("50 to 249 people")
    LARGE = "250+", _("250 people or more")


class Turnover(TextChoices):
    """Size by turnover a year, in euro."""

    TINY = "0-50k", _("Below 50 000 euro")
    MICRO = "50k-2m", _("50 000 to 2 million euro")
    SMALL = "2m-10m", _("2 to 10 million euro")
    MEDIUM = "10m-50m", _("10 to 50 million euro")
    LARGE = "50m+", _("50 million euro or more")


class Icnp(TextChoices):
    """Sections of ICNP/TSO (UN Handbook F 91 Rev. 1, 2018)."""

    CULTURE = "A", _("Culture, communication and recreation")
    EDUCATION = "B", _("Education")
    HEALTH = "C", _("Human health")
    SOCIAL = "D", _("Social services")
    ENVIRONMENT = "E", _("Environment and animal welfare")
    COMMUNITY = "F", _("Community and economic development, housing")
    CIVIC = "G", _("Civic, advocacy, political and international activities")
    PHILANTHROPY = "H", _("Philanthropic intermediaries and voluntarism")
    RELIGION = "I", _("Religious congregations and associations")
    BUSINESS = "J", _("Business, professional and labour organisations")
    PROFESSIONAL = "K", _("Professional, scientific and administrative services")
    OTHER = "L", pgettext_lazy("ICNP", "Other activities")


class Sector(TextChoices):
    """What an offer is about, in a citizen's words; CPV says it exactly."""

    FOOD = "food", _("Food and catering")
    FARMING = "farming", _("Farming and forestry")
    GARDENS = "gardens", _("Gardens and green spaces")
    CLEANING = "cleaning", _("Cleaning and laundry")
    REPAIR = "repair", _("Repair, reuse and recycling")
    BUILDING = "building", _("Building and renovation")
    CRAFTS = "crafts", _("Crafts, gifts and clothes")
    CARE = "care", _("Care and social services")
    HEALTH = "health", pgettext_lazy("sector", "Health")
    EDUCATION = "education", _("Education and training")
    CULTURE = "culture", _("Culture, tourism and leisure")
    TRANSPORT = "transport", _("Transport and delivery")
    DIGITAL = "digital", _("Digital and office services")
    PRINT = "print", _("Printing, packing and assembly")
    ENERGY = "energy", _("Energy and environment")
    HOUSING = "housing", _("Housing")
    FINANCE = "finance", _("Finance and advice")
    OTHER = "other", pgettext_lazy("sector", "Something else")


class Reach(TextChoices):
    """How far an enterprise delivers, apart from where it sits."""

    COUNTRY = "country", _("The whole country")
    DISTANCE = "distance", _("Within a distance")
    REGIONS = "regions", _("Chosen regions")


class LinkKind(TextChoices):
    """What an address of an enterprise leads to."""

    WEBSITE = "website", pgettext_lazy("link", "Website")
    SHOP = "shop", _("Online shop")
    SOCIAL = "social", _("Social media")
    REPORT = "report", _("Report or accounts")
    OTHER = "other", pgettext_lazy("link", "Other page")


class Weekday(IntegerChoices):
    """As ``date.weekday()`` counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Met(TextChoices):
    """Whether a criterion is met. Not checked: no row, shown as unknown."""

    YES = "yes", pgettext_lazy("criterion", "Met")
    NO = "no", pgettext_lazy("criterion", "Not met")


class EvidenceKind(TextChoices):
    """What a check rests on."""

    REGISTER = "register", _("Entry in a public register")
    CERTIFICATE = "certificate", _("Certificate or decision")
    STATUTES = "statutes", _("Statutes")
    ACCOUNTS = "accounts", _("Accounts or annual report")
    VISIT = "visit", _("Visit or interview")
    STATEMENT = "statement", _("Statement of the enterprise")
    WEBSITE = "website", _("Published page")


class SameBy(TextChoices):
    """Why two entries may be one organisation."""

    NUMBER = "number", _("The same company number")
    NAME_AND_PLACE = "place", _("A similar name in the same place")
    NAME = "name", _("A similar name")


class ChangeKind(TextChoices):
    """Where a proposed change comes from."""

    REGISTRATION = "registration", _("New entry by the enterprise")
    EDIT = "edit", _("Change by the enterprise")
    MISSING = "missing", _("Missing entry named by a citizen")
    CORRECTION = "correction", _("Correction by a citizen")
    CONFIRMATION = "confirmation", _("Correction from a reminder")
    IMPORT = "import", _("Import from a register")
    DESK = "desk", _("Change by the partner")


class Decision(TextChoices):
    """What became of a change or a claim."""

    OPEN = "open", pgettext_lazy("decision", "Waiting")
    CLEARED = "cleared", pgettext_lazy("decision", "Cleared")
    DECLINED = "declined", pgettext_lazy("decision", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("decision", "Withdrawn")
