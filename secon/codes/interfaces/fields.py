"""A form field for CPV codes: people type words, the field says how it read them.

It works on submit alone. With htmx, what the words mean is shown while they are typed; with
``choose=True`` it is also shown after a submit, so that people without script can choose as well.
A choice only counts for the words it was made for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secon.codes.domain.finder import Hit, find
from secon.codes.domain.ranking import MAX_CHARACTERS
from secon.codes.rules import subtree_prefix

ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a person typed and the code it was read as. Filter a subtree by ``prefix``."""

    typed: str
    hit: Hit
    alternatives: tuple[Hit, ...] = ()

    @property
    def code(self) -> str:
        """The eight digits of the code."""
        return self.hit.code

    @property
    def prefix(self) -> str:
        """The digits every code below it starts with, and the code itself."""
        return subtree_prefix(self.hit.code)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The reading and its alternatives, as they are offered."""
        return (self.hit, *self.alternatives)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the widget submits: words, and the code chosen for them if one was."""

    text: str
    pick: str = ""

    def __str__(self) -> str:
        return self.text


def read_words(typed: Typed, *, language: str) -> CodeReading | None:
    """The code that ``typed`` means; None if nothing is near. A pick counts if it was offered."""
    hits = find(typed.text, language=language, limit=ALTERNATIVES + 1)
    if not hits:
        return None
    chosen = next((hit for hit in hits if hit.code == typed.pick), hits[0])
    return CodeReading(typed.text, chosen, tuple(hit for hit in hits if hit is not chosen))


class CodeInput(forms.TextInput):
    """A text field with suggestions below it; ``choose`` shows them after a submit as well."""

    template_name = "codes/widgets/code_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, choose: bool = False) -> None:
        super().__init__(attrs)
        self.choose = choose

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        """The words with their choice, unless that was made for other words."""
        text: object = data.get(name)
        if text is None:
            return None
        pick = data.get(f"{name}_pick") if data.get(f"{name}_for") == text else None
        return Typed(str(text), str(pick or ""))

    def format_value(self, value: Any) -> str | None:
        return str(value) if value else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = value if isinstance(value, Typed) else Typed(str(value or ""))
        shown = self.choose and typed.text and len(typed.text) <= MAX_CHARACTERS
        reading = read_words(typed, language=get_language() or "en") if shown else None
        return context | {
            "suggest": reverse("codes:suggest"),
            "target": f"{context['widget']['attrs'].get('id', name)}_suggestions",
            "reading": reading,
            "name": name,
        }


class CodeField(forms.Field):
    """Cleans to a `CodeReading`, or None where nothing was typed."""

    widget = CodeInput
    default_error_messages = {
        "no_match": _("We found no code for “%(typed)s”. Try other words or fewer."),
    }

    def __init__(self, *, choose: bool = False, **options: Any) -> None:
        super().__init__(**{"widget": CodeInput(choose=choose), **options})
        self.validators.append(MaxLengthValidator(MAX_CHARACTERS))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "maxlength": str(MAX_CHARACTERS)}

    def clean(self, value: object) -> CodeReading | None:
        """The reading of a `Typed` or of plain words; ValidationError if nothing is near."""
        typed = value if isinstance(value, Typed) else Typed(str(value or ""))
        typed = Typed(typed.text.strip(), typed.pick)
        if not typed.text:
            self.validate(None)
            return None
        self.run_validators(typed.text)
        reading = read_words(typed, language=get_language() or "en")
        if reading is None:
            raise ValidationError(
                self.error_messages["no_match"], code="no_match", params={"typed": typed.text}
            )
        return reading
