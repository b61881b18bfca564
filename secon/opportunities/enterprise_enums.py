"""The closed lists of what an enterprise does with an opportunity, and of letters about them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Choice(TextChoices):
    """Where an opportunity stands for an enterprise. No row: nothing was decided."""

    SAVED = "saved", pgettext_lazy("opportunity", "Saved")
    HIDDEN = "hidden", pgettext_lazy("opportunity", "Not interested")
    BID = "bid", pgettext_lazy("opportunity", "Bid sent")
    WON = "won", pgettext_lazy("opportunity", "Won")
    LOST = "lost", pgettext_lazy("opportunity", "Lost")


UNDECIDED = ""
NEXT: dict[str, frozenset[str]] = {
    UNDECIDED: frozenset({Choice.SAVED, Choice.HIDDEN, Choice.BID}),
    Choice.SAVED: frozenset({UNDECIDED, Choice.HIDDEN, Choice.BID}),
    Choice.HIDDEN: frozenset({UNDECIDED, Choice.SAVED, Choice.BID}),
    Choice.BID: frozenset({Choice.WON, Choice.LOST}),
    Choice.WON: frozenset(),
    Choice.LOST: frozenset(),
}
"""From where to where, beside the undoing of the last step, which is always possible."""
KEPT = frozenset({Choice.SAVED, Choice.BID, Choice.WON, Choice.LOST})
"""What the list of saved opportunities holds."""
IN_CALENDAR = frozenset({Choice.SAVED, Choice.BID})


class Reason(TextChoices):
    """Why an opportunity does not suit. Most teach the score (``decisions.TEACHING``)."""

    OTHER_WORK = "work", _("This is other work than ours")
    TOO_FAR = "far", _("Too far away")
    TOO_BIG = "big", _("Too big for us")
    TOO_SMALL = "small", _("Too small for us")
    LANGUAGE = "language", _("In a language we do not work in")
    NOT_ELIGIBLE = "eligible", _("We may not take part")
    NO_CAPACITY = "capacity", _("No capacity now")
    OTHER = "other", _("Another reason")


class Step(TextChoices):
    """A step of the way to a contract, in order."""

    SENT = "sent", pgettext_lazy("step", "Named in a letter")
    OPENED = "opened", pgettext_lazy("step", "Letter followed")
    VIEWED = "viewed", pgettext_lazy("step", "Page opened")
    INTERESTED = "saved", pgettext_lazy("step", "Saved")
    BID = "bid", pgettext_lazy("step", "Bid sent")
    WON = "won", pgettext_lazy("step", "Won")


class Joint(TextChoices):
    """Where the question to bid together stands."""

    ASKED = "asked", pgettext_lazy("joint bid", "Asked")
    ACCEPTED = "accepted", pgettext_lazy("joint bid", "Accepted")
    DECLINED = "declined", pgettext_lazy("joint bid", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("joint bid", "Taken back")


class Frequency(TextChoices):
    """How often letters come at most."""

    DAILY = "daily", _("Every day on which there is something to tell")
    WEEKLY = "weekly", _("Once a week")


class DigestState(TextChoices):
    """Where a letter stands. Written by ``domain.digests`` and ``domain.sending`` only."""

    PREPARED = "prepared", pgettext_lazy("letter", "Prepared")
    SENDING = "sending", pgettext_lazy("letter", "Being sent")
    HANDED = "handed", pgettext_lazy("letter", "Handed over, answer awaited")
    SENT = "sent", pgettext_lazy("letter", "Sent")
    UNSURE = "unsure", pgettext_lazy("letter", "Handed over, no answer")
    FAILED = "failed", pgettext_lazy("letter", "Refused")


CLAIMABLE = frozenset({DigestState.PREPARED, DigestState.SENDING})
"""States in which the mail server has certainly not accepted the letter."""


class Section(TextChoices):
    """The parts of a letter, in order."""

    CLOSING = "closing", _("Closing soon")
    NEW = "new", pgettext_lazy("opportunities", "New")
    CHANGED = "changed", pgettext_lazy("opportunities", "Changed")
