"""States of a translation and the steps between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TranslationState(TextChoices):
    """How a text in one language came about, and whether it still says what the original says."""

    HUMAN = "human", _("Translated by a person")
    MACHINE = "machine", _("Translated by machine, not checked by a person")
    STALE = "stale", _("The original has changed since")


# From a state (None: no row yet) to the states it may take. Only kernel.translations takes them.
TRANSLATION_STEPS: dict[TranslationState | None, frozenset[TranslationState]] = {
    None: frozenset({TranslationState.HUMAN, TranslationState.MACHINE}),
    TranslationState.HUMAN: frozenset({TranslationState.HUMAN, TranslationState.STALE}),
    TranslationState.MACHINE: frozenset(TranslationState),
    TranslationState.STALE: frozenset({TranslationState.HUMAN, TranslationState.MACHINE}),
}
