"""What two editors said of one field, in words that one of them can choose between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from secon.kernel.differences import Difference, Kind, Row
from secon.kernel.form_content import UPLOADED, Control, FormContent

THEIRS, MINE = "theirs", "mine"
CHOICE = "kept_choice."


@dataclass(frozen=True, slots=True)
class Choice:
    """A field or row on which both differ. ``path`` names it in the form that asks."""

    path: str
    label: str
    before: str
    theirs: str
    mine: str
    chosen: str = ""

    @property
    def name(self) -> str:
        """The control's name."""
        return CHOICE + self.path


def choices(
    content: FormContent,
    open_ones: Sequence[Difference],
    second: Sequence[Difference],
    said: Mapping[str, Any],
) -> list[Choice]:
    """What is asked; ``second`` are the differences that the form which asks will send."""
    return [
        Choice(
            path=path,
            label=label(content, one),
            before=_side(content, one, one.old),
            theirs=_side(content, one, one.now),
            mine=_side(content, one, one.new),
            chosen=said.get(CHOICE + path, ""),
        )
        for one in open_ones
        for path in [_path(one, second)]
    ]


def decided(asked: Iterable[str], said: Mapping[str, Any]) -> dict[str, bool]:
    """The paths chosen, as ``differences.merged`` takes them: True where theirs shall stay."""
    found = {path: said.get(CHOICE + path) for path in asked}
    return {path: chosen == THEIRS for path, chosen in found.items() if chosen in (THEIRS, MINE)}


def label(content: FormContent, one: Difference) -> str:
    """What a difference is called: the field's label, after the row's where it is of a row."""
    control = content.control(one)
    field = str(control.field.label or control.name) if control else ""
    if not one.part:
        return field or one.path
    row = (
        _("row %(number)s") % {"number": one.path.split(".")[1]} if one.kind is Kind.CHANGED else ""
    )
    part = content.parts[one.part]
    model = getattr(part.formset, "model", None)
    name = str(model._meta.verbose_name) if model else row or part.prefix
    return capfirst(f"{name}: {field}" if field else name)


def labels(content: FormContent, found: Iterable[Difference]) -> list[str]:
    """The labels of differences, each once."""
    return list(dict.fromkeys(label(content, one) for one in found))


def _path(one: Difference, second: Sequence[Difference]) -> str:
    """A row that came back is a new one in the form that asks."""
    if one.kind is not Kind.ADDED:
        return one.path
    return next((two.path for two in second if two.new and _bare(two.new) == _bare(one.new)), "")


def _bare(row: Any) -> Any:
    return (
        {name: said for name, said in row.items() if name != "pk"} if isinstance(row, dict) else row
    )


def _side(content: FormContent, one: Difference, value: Any) -> str:
    if isinstance(value, dict):
        return _row(content, one.part, value)
    if value is None and one.kind is not Kind.CHANGED:
        return _("taken away")
    control = content.control(one)
    return _said(control, value or []) if control else "\n".join(value or [])


def _row(content: FormContent, part: str, row: Row) -> str:
    lines = []
    for control in content.parts[part].controls:
        said = [one for name in control.names for one in row.get(name, [])]
        if said:
            lines.append(f"{control.field.label}: {_said(control, said)}")
    return "\n".join(lines)


def _said(control: Control, value: Sequence[str]) -> str:
    if isinstance(control.field, forms.BooleanField):
        return _("yes") if value else _("no")
    if control.is_file:
        return ", ".join(_("a new file") if one.startswith(UPLOADED) else one for one in value)
    return ", ".join(_choice(control.field, one) for one in value)


def _choice(field: Any, key: str) -> str:
    if isinstance(field, forms.ModelChoiceField):
        name = field.to_field_name or "pk"
        try:
            found = None if field.queryset is None else field.queryset.get(**{name: key})
        except (ValueError, TypeError, ObjectDoesNotExist):
            found = None
        return field.label_from_instance(found) if found else key
    return next(
        (str(said) for code, said in _flat(getattr(field, "choices", ())) if str(code) == key), key
    )


def _flat(found: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for code, said in found:
        if isinstance(said, list | tuple):
            yield from said
        else:
            yield code, said
