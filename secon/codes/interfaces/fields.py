"""A form field for CPV codes: people type words, the field says how it read them."""

from dataclasses import dataclass

from django import forms

from secon.codes.domain.finder import Hit


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
        """The digits every code below it starts with."""
        return self.code


class CodeField(forms.Field):
    """Cleans to a `CodeReading`, or None where nothing was typed."""
