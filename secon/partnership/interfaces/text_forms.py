"""A record's texts in one more language as a form made from the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.forms.boundfield import BoundField

from secon.kernel.models import Translated
from secon.partnership.domain.texts import Pair


class TextsForm(forms.Form):
    """One field for each text of the original, as long as the stored one may be."""

    def __init__(
        self, *args: Any, record: Translated, pairs: Iterable[Pair], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = {pair.field: pair for pair in pairs}
        for pair in self.shown.values():
            column: Any = record.translations.model._meta.get_field(pair.field)
            needed = bool(getattr(record, pair.field)) and pair.field not in record.optional_fields
            lines = min(12, 2 + len(pair.original) // 70)
            is_long = isinstance(column, models.TextField)
            self.fields[pair.field] = forms.CharField(
                label=pair.label,
                initial=pair.said,
                required=needed,
                max_length=column.max_length,
                widget=forms.Textarea(attrs={"rows": lines}) if is_long else forms.TextInput(),
            )

    def rows(self) -> list[tuple[Pair, BoundField]]:
        """Each original with its field."""
        return [(pair, self[name]) for name, pair in self.shown.items()]
