"""How a code was found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class How(TextChoices):
    """The strongest reason why a code answers a query, best first."""

    CODE = "code", _("the code itself")
    WORD = "word", _("the word stands in the label")
    SYNONYM = "synonym", _("an everyday word for it")
    LEMMA = "lemma", _("another form of the word")
    TYPO = "typo", _("almost the same spelling")
    PART = "part", _("part of a longer word")
