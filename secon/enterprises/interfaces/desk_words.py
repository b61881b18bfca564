"""What the desk calls the things that wait."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy

from secon.enterprises.domain.desk import Pile

PILES: dict[Pile, Any] = {
    Pile.NEW: pgettext_lazy("desk", "New entries"),
    Pile.CHANGES: pgettext_lazy("desk", "Changes"),
    Pile.SUGGESTIONS: pgettext_lazy("desk", "Corrections"),
    Pile.CLAIMS: pgettext_lazy("desk", "Claims"),
    Pile.CHECKS: pgettext_lazy("desk", "To be checked again"),
}
