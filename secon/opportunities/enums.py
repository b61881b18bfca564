"""The closed lists of opportunities."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class DemandKind(TextChoices):
    """Where a demand comes from, and so what its key is the key of."""

    LOT = "lot", pgettext_lazy("kind of opportunity", "Lot of a notice on TED")
    SHORT_CALL = "short", pgettext_lazy("kind of opportunity", "Short call on this platform")


class Answer(TextChoices):
    """Whether an enterprise may take part. Unknown wherever a fact is missing."""

    YES = "yes", pgettext_lazy("eligibility", "Yes")
    NO = "no", pgettext_lazy("eligibility", "No")
    UNKNOWN = "unknown", pgettext_lazy("eligibility", "Not known yet")
    OPEN_TO_ALL = "open", pgettext_lazy("eligibility", "Open to all")


class MatchState(TextChoices):
    """Whether a match holds, or held once."""

    CURRENT = "current", pgettext_lazy("match", "Current")
    GONE = "gone", pgettext_lazy("match", "Gone")


class MatchRunKind(TextChoices):
    """Whether a run compared everything, or only what changed since the run before."""

    FULL = "full", pgettext_lazy("matching run", "Everything")
    INCREMENTAL = "new", pgettext_lazy("matching run", "What changed")


class MatchRunState(TextChoices):
    """A run is running, then done or failed; interrupted when a later run found it unfinished."""

    RUNNING = "running", pgettext_lazy("matching run", "Running")
    DONE = "done", pgettext_lazy("matching run", "Done")
    FAILED = "failed", pgettext_lazy("matching run", "Failed")
    INTERRUPTED = "interrupted", pgettext_lazy("matching run", "Interrupted")
