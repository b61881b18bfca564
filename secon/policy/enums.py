"""The closed lists of policies, barriers and joint reviews."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(TextChoices):
    """The eight topics of the Council Recommendation C/2023/1344, and institutions."""

    SKILLS = "skills", _("Skills")
    SOCIAL_INNOVATION = "social_innovation", _("Social innovation")
    FUNDING = "funding", _("Access to funding")
    MARKETS = "markets", _("Access to markets and public contracts")
    STATE_AID = "state_aid", _("State aid")
    TAXATION = "taxation", _("Taxation")
    IMPACT = "impact", _("Measuring social impact")
    VISIBILITY = "visibility", _("Visibility and recognition")
    INSTITUTIONS = "institutions", _("Institutions and dialogue")


class Level(TextChoices):
    """Who decides on it."""

    EU = "eu", pgettext_lazy("level", "European Union")
    NATIONAL = "national", pgettext_lazy("level", "National")
    REGIONAL = "regional", pgettext_lazy("level", "Regional")
    LOCAL = "local", pgettext_lazy("level", "Local")


class InstrumentKind(TextChoices):
    """What a policy instrument is."""

    EU_PROGRAMME = "eu_programme", _("Programme with EU funds")
    OWN_PROGRAMME = "own_programme", _("Programme with own money")
    STRATEGY = "strategy", _("Strategy")
    LAW = "law", _("Law or regulation")
    TAX = "tax", _("Tax measure")
    SERVICE = "service", _("Public service or label")
    OTHER = "other", pgettext_lazy("kind of instrument", "Other")


class Fund(TextChoices):
    """Where money comes from."""

    ESF = "esf", _("European Social Fund Plus")
    ERDF = "erdf", _("European Regional Development Fund")
    EAFRD = "eafrd", _("European Agricultural Fund for Rural Development")
    INTERREG = "interreg", "Interreg"
    OTHER_EU = "other_eu", _("Other money of the European Union")
    NATIONAL = "national", _("National money")
    REGIONAL = "regional", _("Regional money")
    LOCAL = "local", _("Local money")
    PRIVATE = "private", _("Private money")


class OrganisationKind(TextChoices):
    """What an organisation in a stakeholder group is."""

    REGION = "region", _("Regional authority")
    LOCAL = "local", _("Local authority")
    STATE = "state", _("National authority")
    ENTERPRISE = "enterprise", _("Social enterprise")
    SUPPORT = "support", _("Support organisation or network")
    NGO = "ngo", _("Association or foundation")
    RESEARCH = "research", _("University or research")
    FINANCE = "finance", _("Bank or fund")
    CHAMBER = "chamber", _("Chamber or employers")
    OTHER = "other", pgettext_lazy("kind of organisation", "Other")


class Effect(TextChoices):
    """Whether a factor hinders or helps."""

    BARRIER = "barrier", _("Barrier")
    ENABLER = "enabler", _("Enabling factor")


class Aspect(TextChoices):
    """What a barrier or enabling factor is about: the project's list, the same in every region."""

    VISIBILITY = "visibility", _("Visibility and awareness")
    LEADERSHIP = "leadership", _("Leadership and administration")
    FINANCE = "finance", _("Finance")
    TAXATION = "taxation", pgettext_lazy("aspect", "Taxation")
    LAW = "law", _("Legal framework")
    SKILLS = "skills", _("Skills and management")
    INFRASTRUCTURE = "infrastructure", _("Infrastructure")
    MARKETS = "markets", _("Markets and public contracts")
    IMPACT = "impact", _("Measuring impact")
    COMMUNITY = "community", _("Engaging the community")
    SCALING = "scaling", _("Growing and spreading")


TOPIC_OF_ASPECT: dict[Aspect, Topic | None] = {
    Aspect.VISIBILITY: Topic.VISIBILITY,
    Aspect.LEADERSHIP: Topic.INSTITUTIONS,
    Aspect.FINANCE: Topic.FUNDING,
    Aspect.TAXATION: Topic.TAXATION,
    Aspect.LAW: Topic.INSTITUTIONS,
    Aspect.SKILLS: Topic.SKILLS,
    Aspect.INFRASTRUCTURE: None,
    Aspect.MARKETS: Topic.MARKETS,
    Aspect.IMPACT: Topic.IMPACT,
    Aspect.COMMUNITY: None,
    Aspect.SCALING: None,
}
"""Where an aspect stands among the topics unless an editor says otherwise; None: outside them."""


class Rural(TextChoices):
    """Whether something concerns rural areas. Empty: unknown."""

    RURAL = "rural", _("Rural areas above all")
    BOTH = "both", _("Town and country alike")
    URBAN = "urban", _("Towns above all")


class Strength(IntegerChoices):
    """How strongly a factor hinders or helps. Empty: nobody said."""

    SLIGHT = 1, pgettext_lazy("strength", "Slight")
    NOTICEABLE = 2, pgettext_lazy("strength", "Noticeable")
    CLEAR = 3, pgettext_lazy("strength", "Clear")
    STRONG = 4, pgettext_lazy("strength", "Strong")
    DECISIVE = 5, pgettext_lazy("strength", "Decisive")


class Basis(TextChoices):
    """How an assessment came about."""

    INTERVIEW = "interview", _("Interview")
    SURVEY = "survey", _("Survey")
    DESK = "desk", _("Desk research")
    MEETING = "meeting", _("Meeting")


class ImprovementKind(TextChoices):
    """The programme's three ways to improve an instrument."""

    MEASURES = "measures", _("New measures funded")
    MANAGEMENT = "management", _("Management or criteria changed")
    STRATEGY = "strategy", _("Strategic text changed")


class ImprovementState(TextChoices):
    """Where a policy improvement stands."""

    PLANNED = "planned", pgettext_lazy("improvement", "Planned")
    DONE = "done", _("Done, not yet submitted for validation")
    SUBMITTED = "submitted", _("Submitted for validation")
    VALIDATED = "validated", pgettext_lazy("improvement", "Validated")
    REFUSED = "refused", _("Not validated")


IMPROVEMENT_STEPS: dict[ImprovementState, frozenset[ImprovementState]] = {
    ImprovementState.PLANNED: frozenset({ImprovementState.DONE}),
    ImprovementState.DONE: frozenset({ImprovementState.SUBMITTED}),
    ImprovementState.SUBMITTED: frozenset({ImprovementState.VALIDATED, ImprovementState.REFUSED}),
    ImprovementState.REFUSED: frozenset({ImprovementState.SUBMITTED}),
    ImprovementState.VALIDATED: frozenset(),
}


class ProofKind(TextChoices):
    """What a piece of evidence is."""

    TEXT = "text", _("Adopted text")
    CALL = "call", _("Text of a call")
    LETTER = "letter", _("Statement of the policy owner")
    REPORT = "report", _("Report or study")
    FIGURES = "figures", _("Figures")
    PRESS = "press", _("Press or news")
    MINUTES = "minutes", _("Minutes of a meeting")
    OTHER = "other", pgettext_lazy("kind of evidence", "Other")


class Module(TextChoices):
    """The seven modules of a joint review."""

    CULTURE = "culture", _("Visibility and recognition")
    INSTITUTIONS = "institutions", _("Institutions and dialogue")
    LEGAL = "legal", _("Law, State aid and taxation")
    FINANCE = "finance", _("Access to funding")
    MARKETS = "markets", _("Access to markets and public contracts")
    SKILLS = "skills", _("Skills and social innovation")
    IMPACT = "impact", _("Measuring social impact")


class ReviewState(TextChoices):
    """Where a joint review stands."""

    DRAFT = "draft", pgettext_lazy("joint review", "In preparation")
    ANSWERING = "answering", _("Each answers alone")
    DISCUSSING = "discussing", _("The differences are discussed")
    PUBLISHED = "published", pgettext_lazy("joint review", "Published")
    CANCELLED = "cancelled", pgettext_lazy("joint review", "Cancelled")


REVIEW_STEPS: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.DRAFT: frozenset({ReviewState.ANSWERING, ReviewState.CANCELLED}),
    ReviewState.ANSWERING: frozenset({ReviewState.DISCUSSING, ReviewState.CANCELLED}),
    ReviewState.DISCUSSING: frozenset({ReviewState.PUBLISHED, ReviewState.CANCELLED}),
    ReviewState.PUBLISHED: frozenset(),
    ReviewState.CANCELLED: frozenset(),
}


class Side(TextChoices):
    """From where a reviewer comes."""

    OTHER_REGION = "other_region", _("Another region")
    STAKEHOLDER = "stakeholder", _("Stakeholder group")
    OWNER = "owner", _("Those who run the instrument")


class Outcome(TextChoices):
    """What a discussion of a question came to. Empty: not yet discussed."""

    AGREED = "agreed", _("All agree")
    MAJORITY = "majority", _("Most agree, some do not")
    OPEN = "open", _("No agreement")


class RecommendationState(TextChoices):
    """What has become of a recommendation."""

    OPEN = "open", pgettext_lazy("recommendation", "Open")
    UNDER_WAY = "under_way", pgettext_lazy("recommendation", "Under way")
    DONE = "done", pgettext_lazy("recommendation", "Done")
    DROPPED = "dropped", pgettext_lazy("recommendation", "Dropped")
