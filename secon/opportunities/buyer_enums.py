"""The closed lists of what public buyers do here, and which step follows which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Step(TextChoices):
    """The ladder of advice, the strongest instrument first."""

    RESERVE_ALL = "reserve_all", _("Reserve the whole contract")
    RESERVE_LOT = "reserve_lot", _("Reserve a lot")
    CONDITION = "condition", _("Add a social performance condition")
    CRITERION = "criterion", _("Add a social award criterion")
    PLAIN = "plain", _("Buy without a social instrument, and look again later")


class Size(TextChoices):
    """How a contract's yearly value stands to a supplier's turnover."""

    FITS = "fits", _("Within the limit")
    MAY_FIT = "may_fit", _("Within the limit only at the upper end of its size")
    TOO_LARGE = "too_large", _("Too large for it")
    UNKNOWN = "unknown", _("Its turnover is not known")
    NO_VALUE = "no_value", _("You gave no value")


class Standing(TextChoices):
    """Of a buyer's profile."""

    ASKED = "asked", pgettext_lazy("buyer", "Waits for the partner")
    CONFIRMED = "confirmed", pgettext_lazy("buyer", "Confirmed")
    DECLINED = "declined", pgettext_lazy("buyer", "Declined")
    ENDED = "ended", pgettext_lazy("buyer", "Ended")


STANDING_STEPS: dict[Standing, frozenset[Standing]] = {
    Standing.ASKED: frozenset({Standing.CONFIRMED, Standing.DECLINED, Standing.ENDED}),
    Standing.CONFIRMED: frozenset({Standing.ENDED}),
    Standing.DECLINED: frozenset(),
    Standing.ENDED: frozenset(),
}
KEPT_STANDINGS = frozenset({Standing.ASKED, Standing.CONFIRMED})


class CallKind(TextChoices):
    """What a short call asks for."""

    TENDER = "tender", pgettext_lazy("short call", "Tender")
    QUOTES = "quotes", pgettext_lazy("short call", "Request for quotes")


class CallState(TextChoices):
    """Where a short call stands. Written by ``domain.calls`` only."""

    DRAFT = "draft", pgettext_lazy("short call", "Draft")
    PUBLISHED = "published", pgettext_lazy("short call", "Open")
    CLOSED = "closed", pgettext_lazy("short call", "Closed")
    AWARDED = "awarded", pgettext_lazy("short call", "Awarded")
    CANCELLED = "cancelled", pgettext_lazy("short call", "Cancelled")


CALL_STEPS: dict[CallState, frozenset[CallState]] = {
    CallState.DRAFT: frozenset({CallState.PUBLISHED}),
    CallState.PUBLISHED: frozenset({CallState.CLOSED, CallState.CANCELLED}),
    CallState.CLOSED: frozenset({CallState.AWARDED, CallState.CANCELLED}),
    CallState.AWARDED: frozenset(),
    CallState.CANCELLED: frozenset(),
}
PUBLIC_CALLS = frozenset(set(CallState) - {CallState.DRAFT})


class Reservation(TextChoices):
    """For whom a call is kept; the values are those of eForms (BT-71)."""

    NONE = "none", pgettext_lazy("reservation", "Not reserved")
    ARTICLE_20 = "res-ws", _("Reserved under Article 20 (integration of workers)")
    ARTICLE_77 = "res-pub-ser", _("Reserved under Article 77 (certain services)")


class ValueBand(TextChoices):
    """What a short call is worth in all, in euro, without tax. The bands are ours, not a threshold of law."""

    UNDER_5K = "0-5k", _("Below 5 000 euro")
    UNDER_20K = "5k-20k", _("5 000 to 20 000 euro")
    UNDER_60K = "20k-60k", _("20 000 to 60 000 euro")
    UNDER_140K = "60k-140k", _("60 000 to 140 000 euro")
    UNDER_220K = "140k-220k", _("140 000 to 220 000 euro")
    UNDER_750K = "220k-750k", _("220 000 to 750 000 euro")


class SoundingState(TextChoices):
    """Where a market sounding stands. Written by ``domain.soundings`` only."""

    DRAFT = "draft", pgettext_lazy("sounding", "Draft")
    SENT = "sent", pgettext_lazy("sounding", "Sent")
    CLOSED = "closed", pgettext_lazy("sounding", "Closed")


class QuestionKind(TextChoices):
    """How a question of a sounding is answered."""

    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("A number")
    TEXT = "text", pgettext_lazy("answer", "Words")


class Reply(TextChoices):
    """What became of one invitation of a sounding."""

    WAITING = "waiting", pgettext_lazy("sounding", "Not yet written to")
    INVITED = "invited", pgettext_lazy("sounding", "Invited")
    ANSWERED = "answered", pgettext_lazy("sounding", "Answered")
    DECLINED = "declined", pgettext_lazy("sounding", "Declined")


class WhyNot(TextChoices):
    """Why a supplier declines."""

    NO_CAPACITY = "capacity", _("We have no capacity at that time")
    NOT_OURS = "not_ours", _("We do not offer this")
    TOO_FAR = "too_far", _("It is too far away")
    TOO_LARGE = "too_large", _("It is too large for us")
    TOO_SMALL = "too_small", _("It is too small for us")
    OTHER = "other", pgettext_lazy("why not", "Another reason")


class PlanStage(TextChoices):
    """How far a purchasing plan is. Written by ``domain.plans`` only."""

    COLUMNS = "columns", _("Waiting for its columns")
    ANSWERED = "answered", pgettext_lazy("plan", "Answered")


class PlanField(TextChoices):
    """What a column of a purchasing plan can hold, in the order in which it is asked."""

    WHAT = "what", _("What is bought")
    CPV = "cpv", _("CPV code")
    VALUE = "value", _("Value in euro")
    PLACE = "place", _("Place or region")
    DAY = "day", _("When it begins")
    MONTHS = "months", _("Duration in months")
    LOTS = "lots", _("Number of lots")
