"""Signals as chips: what a row of a list and the head of a lot show of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.procurement.enums import SignalKind
from secon.procurement.interfaces import wording
from secon.procurement.models import Lot, LotSignal
from secon.procurement.signals import Kind

STRENGTH_ORDER = {str(kind): place for place, kind in enumerate(Kind)}
MARK_VARIANTS = {
    SignalKind.RESERVED_PARTICIPATION: "reserved",
    SignalKind.RESERVED_EXECUTION: "reserved",
    SignalKind.SOCIAL_OBJECTIVE: "social",
    SignalKind.STRATEGIC_SOCIAL: "social",
    SignalKind.CLAUSE: "clause",
    SignalKind.SOCIAL_SERVICE: "social",
    SignalKind.GREEN: "green",
}
RESERVED_FOR = {
    "res-ws": gettext_lazy("Reserved: work integration"),
    "res-pub-ser": gettext_lazy("Reserved: mission-led organisations"),
}
ARTICLE = re.compile(r"Article (\d+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A signal as a chip."""

    label: str
    variant: str


def marks(lot: Lot) -> Iterable[Mark]:
    """A chip for each kind of signal, the strongest kinds first; articles and kinds of clauses told
    apart, doubtful flags named so and last. A mere mention has none.
    """
    seen = set()
    signals = [s for s in lot.signal_rows.all() if s.kind != SignalKind.MENTION]
    for signal in sorted(signals, key=lambda s: (s.doubt > "", STRENGTH_ORDER[s.kind], s.pk)):
        label = _mark_label(signal)
        if label in seen:
            continue
        seen.add(label)
        if signal.doubt:
            yield Mark(_("%(signal)s (doubtful)") % {"signal": label}, "quiet")
        else:
            yield Mark(label, MARK_VARIANTS.get(SignalKind(signal.kind), "neutral"))


def _mark_label(signal: LotSignal) -> str:
    """A reservation by its article where the law is known, a clause by what it is about, any other
    signal by its kind.
    """
    if signal.kind == SignalKind.CLAUSE:
        return _("Clause: %(about)s") % {"about": wording.CLAUSES[signal.code]}
    if signal.kind != SignalKind.RESERVED_PARTICIPATION:
        return str(wording.SIGNALS[signal.kind])
    if article := ARTICLE.search(signal.article):
        return _("Reserved: Article %(number)s") % {"number": article[1]}
    return str(RESERVED_FOR.get(signal.code) or wording.SIGNALS[signal.kind])
