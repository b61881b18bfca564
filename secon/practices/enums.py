"""The closed lists of good practices, their review and their transfer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PracticeState(TextChoices):
    """Where a practice stands in the programme's chain of review."""

    DRAFT = "draft", pgettext_lazy("practice", "Draft")
    SUBMITTED = "submitted", _("With the lead partner")
    CHANGES = "changes", _("Changes asked for")
    ACCEPTED = "accepted", _("Accepted by the lead partner")
    PUBLISHED = "published", _("Published on this site")
    COUNTED = "counted", _("Counted by the programme")
    VALIDATED = "validated", _("In the programme's database")
    NOT_SELECTED = "not_selected", _("Not chosen for the programme's database")
    DECLINED = "declined", pgettext_lazy("practice", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("practice", "Withdrawn")


EDITABLE_STATES = frozenset({PracticeState.DRAFT, PracticeState.CHANGES})
PUBLIC_STATES = frozenset(
    {
        PracticeState.PUBLISHED,
        PracticeState.COUNTED,
        PracticeState.VALIDATED,
        PracticeState.NOT_SELECTED,
    }
)

PRACTICE_STEPS: dict[PracticeState, frozenset[PracticeState]] = {
    PracticeState.DRAFT: frozenset({PracticeState.SUBMITTED, PracticeState.WITHDRAWN}),
    PracticeState.SUBMITTED: frozenset(
        {
            PracticeState.CHANGES,
            PracticeState.ACCEPTED,
            PracticeState.DECLINED,
            PracticeState.WITHDRAWN,
        }
    ),
    PracticeState.CHANGES: frozenset({PracticeState.SUBMITTED, PracticeState.WITHDRAWN}),
    PracticeState.ACCEPTED: frozenset(
        {
            PracticeState.CHANGES,
            PracticeState.PUBLISHED,
            PracticeState.DECLINED,
            PracticeState.WITHDRAWN,
        }
    ),
    PracticeState.PUBLISHED: frozenset(
        {PracticeState.COUNTED, PracticeState.NOT_SELECTED, PracticeState.WITHDRAWN}
    ),
    PracticeState.COUNTED: frozenset(
        {
            PracticeState.VALIDATED,
            PracticeState.NOT_SELECTED,
            PracticeState.PUBLISHED,
            PracticeState.WITHDRAWN,
        }
    ),
    PracticeState.VALIDATED: frozenset({PracticeState.PUBLISHED, PracticeState.WITHDRAWN}),
    PracticeState.NOT_SELECTED: frozenset({PracticeState.PUBLISHED, PracticeState.WITHDRAWN}),
    PracticeState.DECLINED: frozenset(),
    PracticeState.WITHDRAWN: frozenset({PracticeState.DRAFT}),
}
"""From a published practice a new version walks the first two steps again beside the old page.

Back to published: the new version is so different that the programme counts it anew."""


class Step(TextChoices):
    """The steps of the review, in order."""

    LEAD = "lead", _("Lead partner")
    WEB = "web", _("Web administrator")
    OFFICER = "officer", _("Policy officer of the programme")
    EXPERT = "expert", _("Thematic expert of the programme")


class StepOutcome(TextChoices):
    """How a step ended. Empty: it waits."""

    PASSED = "passed", pgettext_lazy("review step", "Passed")
    CHANGES = "changes", pgettext_lazy("review step", "Changes asked for")
    DECLINED = "declined", pgettext_lazy("review step", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("review step", "Withdrawn by the author")


class YesNo(TextChoices):
    """A yes or a no. Empty: unknown."""

    YES = "yes", pgettext_lazy("answer", "Yes")
    NO = "no", pgettext_lazy("answer", "No")


class Criterion(TextChoices):
    """The project's own seven criteria (Best Practices Report)."""

    RELEVANCE = "relevance", _("Relevant to policy on the social economy or social innovation")
    TIME = "time", _("In place for at least two years")
    QUALITY = "quality", _("Quality is assured, with stated indicators, methods or tools")
    EFFECT = "effect", _("Effective and efficient: measurable results and regional impact")
    SUSTAINABILITY = "sustainability", _("Can be kept up with the resources there are")
    TRANSFER = "transfer", _("Documented so that others can take it over or enlarge it")
    ETHICS = "ethics", _("Respects ethical values and guards dignity")


class Met(TextChoices):
    """Whether a criterion is met. No row: nobody judged it."""

    YES = "yes", pgettext_lazy("criterion", "Yes")
    PARTLY = "partly", pgettext_lazy("criterion", "Partly")
    NO = "no", pgettext_lazy("criterion", "No")


class Judge(TextChoices):
    """Who judged a criterion."""

    AUTHOR = "author", _("Author")
    LEAD = "lead", _("Lead partner")
    EXPERT = "expert", _("Thematic expert of the programme")


class TransferState(TextChoices):
    """How far a region has come with a practice: understand, adapt, re-use."""

    INTEREST = "interest", _("Interested")
    CONTACT = "contact", _("In contact with the owner")
    VISIT = "visit", _("Visited")
    PLAN = "plan", _("Plan made")
    ADAPTED = "adapted", _("Adapted and tried")
    IN_INSTRUMENT = "in_instrument", _("In the policy instrument")
    DROPPED = "dropped", pgettext_lazy("transfer", "Dropped")


class Stage(TextChoices):
    """The three stages of a transfer, after URBACT."""

    UNDERSTAND = "understand", pgettext_lazy("stage", "Understand")
    ADAPT = "adapt", pgettext_lazy("stage", "Adapt")
    REUSE = "reuse", pgettext_lazy("stage", "Re-use")


STAGE_OF: dict[TransferState, Stage] = {
    TransferState.INTEREST: Stage.UNDERSTAND,
    TransferState.CONTACT: Stage.UNDERSTAND,
    TransferState.VISIT: Stage.UNDERSTAND,
    TransferState.PLAN: Stage.ADAPT,
    TransferState.ADAPTED: Stage.ADAPT,
    TransferState.IN_INSTRUMENT: Stage.REUSE,
}
OPEN_TRANSFERS = frozenset(set(TransferState) - {TransferState.DROPPED})
TRANSFER_ORDER: tuple[TransferState, ...] = (
    TransferState.INTEREST,
    TransferState.CONTACT,
    TransferState.VISIT,
    TransferState.PLAN,
    TransferState.ADAPTED,
    TransferState.IN_INSTRUMENT,
)
"""Forward, and a visit may be skipped; from each to dropped; from dropped back to interest."""


class Context(TextChoices):
    """What of the surroundings matters when a practice travels."""

    PEOPLE = "people", _("Who lives there and needs it")
    RURAL = "rural", _("Town or country")
    LAW = "law", _("Legal frame")
    GOVERNANCE = "governance", _("Who decides and who carries it")
    INSTRUMENT = "instrument", _("Policy instrument")
    MONEY = "money", pgettext_lazy("context", "Money")
    SKILLS = "skills", _("Skills and support")


class Likeness(TextChoices):
    """How alike two contexts are. Empty: unknown."""

    SAME = "same", _("Alike")
    SIMILAR = "similar", _("Somewhat alike")
    DIFFERENT = "different", _("Different")
