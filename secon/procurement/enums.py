"""The states and kinds of procurement that are stored, with the words shown for them."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """Where in a procedure a notice stands; values of ``notice.Stage``."""

    PLANNING = "planning", pgettext_lazy("stage of a procurement", "Planned")
    CALL = "call", pgettext_lazy("stage of a procurement", "Call for tenders")
    RESULT = "result", pgettext_lazy("stage of a procurement", "Result")
    CHANGE = "change", pgettext_lazy("stage of a procurement", "Contract changed")
    OTHER = "other", pgettext_lazy("stage of a procurement", "Other notice")


class Rung(TextChoices):
    """Which statement told the place, best first; values of ``notice.Rung``."""

    LOT = "lot", _("The lot's own region code")
    ANYWHERE = "anywhere", _("The buyer says: anywhere")
    PROCEDURE = "procedure", _("The region code of the whole procedure")
    COUNTRY = "country", _("Only a country is stated")
    BUYER = "buyer", _("Only the buyer's address is stated")
    NOTHING = "nothing", _("No place is stated")


class LotKind(TextChoices):
    """What carries the lot's number: values of ``notice.Lot.kind``."""

    LOT = "lot", _("Lot")
    PART = "part", _("Part of a plan")
    GROUP = "group", _("Group of lots")


class SignalKind(TextChoices):
    """What makes a lot social, green or open to small enterprises; kinds of ``signals.Signal``."""

    RESERVED_PARTICIPATION = "reserved-participation", _("Reserved participation")
    RESERVED_EXECUTION = "reserved-execution", _("Reserved execution")
    SOCIAL_OBJECTIVE = "social-objective", _("Social objective")
    STRATEGIC_SOCIAL = "strategic-social", _("Strategic procurement with a social aim")
    SOCIAL_SERVICE = "social-service", _("Social service")
    GREEN = "green", _("Environmental aim")
    INNOVATION = "innovation", _("Innovation")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    SME = "sme", _("Suitable for small and medium enterprises")
    # New kinds at the end: the order gives the bits that are stored.
    CLAUSE = "clause", _("Social clause in the text")
    MENTION = "mention", _("Mentioned in the text only")
    SUITED_SECTOR = "suited-sector", _("Sector suited to social enterprises")


SIGNAL_BITS: Final = {kind.value: 1 << place for place, kind in enumerate(SignalKind)}
"""Kind to its bit in ``Lot.signals`` and ``Lot.doubts``."""
RESERVED_KINDS: Final = frozenset(
    {SignalKind.RESERVED_PARTICIPATION, SignalKind.RESERVED_EXECUTION}
)
SOCIAL_KINDS: Final = RESERVED_KINDS | {
    SignalKind.SOCIAL_OBJECTIVE,
    SignalKind.STRATEGIC_SOCIAL,
    SignalKind.SOCIAL_SERVICE,
}


class Strength(TextChoices):
    """How a signal is known; values of ``signals.Strength``."""

    CODED = "coded", pgettext_lazy("strength of a signal", "Coded by the buyer")
    DERIVED = "derived", pgettext_lazy("strength of a signal", "Concluded from another code")
    TEXT = "text", pgettext_lazy("strength of a signal", "Said in the text")
    LIKELY = "likely", pgettext_lazy("strength of a signal", "Likely, from words and their place")


class ClauseKind(TextChoices):
    """What a clause in the text is about, ``LotSignal.code`` of its row; ``clauses.Kind``."""

    WORK_INTEGRATION = "work-integration", _("Work integration")
    LABOUR_RIGHTS = "labour-rights", _("Labour rights")
    EQUALITY = "equality", _("Equality")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    SOCIAL_SERVICE_QUALITY = "social-service-quality", _("Quality of social services")
    SOCIAL_ECONOMY = "social-economy", _("Social economy")
    COMMUNITY = "community", _("Community benefit")
    OTHER_SOCIAL = "other-social", _("Other social aim")


class ClauseUse(TextChoices):
    """What a clause in the text does in the contract; ``clauses.Use``. A mention binds nobody."""

    RESERVATION = "reservation", _("Reservation")
    AWARD_CRITERION = "award-criterion", _("Award criterion")
    PERFORMANCE_CONDITION = "performance-condition", _("Performance condition")
    SPECIFICATION = "specification", _("Specification")
    SUBJECT_MATTER = "subject-matter", _("Subject of the contract")
    MENTION = "mention", _("Mention")


class Doubt(TextChoices):
    """Why a coded signal is shown as doubtful; empty where there is no doubt. ``signals.Doubt``."""

    NOT_BORNE_OUT = "not-borne-out", _("Neither the words of the notice nor its sector support it.")
    OUTSIDE_ARTICLE_77 = (
        "outside-article-77",
        _("The law allows it for certain services only, and this is not one of them."),
    )


class ClosedBy(TextChoices):
    """Why a lot stopped being open before its deadline."""

    RESULT = "result", pgettext_lazy("why a lot is closed", "A result was published")
    CANCELLED = "cancelled", pgettext_lazy("why a lot is closed", "The call was cancelled")
    SUPERSEDED = (
        "superseded",
        pgettext_lazy("why a lot is closed", "A corrected notice replaced it"),
    )


class PointerKind(TextChoices):
    """Why a notice names another one."""

    CHANGES = "changes", _("Changes")
    REFERS_TO = "refers-to", _("Refers to")


class RunState(TextChoices):
    """A run is running, then done or failed; interrupted when a later run found it unfinished."""

    RUNNING = "running", pgettext_lazy("state of an import", "Running")
    DONE = "done", pgettext_lazy("state of an import", "Done")
    FAILED = "failed", pgettext_lazy("state of an import", "Failed")
    INTERRUPTED = "interrupted", pgettext_lazy("state of an import", "Interrupted")


class SourceKind(TextChoices):
    """Where the notices of a run came from."""

    GIVEN = "given", _("A file or folder given to the import")
    SETTING = "setting", _("The folder named in SECON_TED")
    SHARED = "shared", _("The project's folder of real notices from TED")
    DOWNLOAD = "download", _("A package downloaded from TED")
    EXAMPLES = "examples", _("Example notices written for the project: not real tenders")


class ProblemLevel(TextChoices):
    """An error lost something (a notice, a package); a warning did not."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
