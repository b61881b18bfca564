"""What forms hold, as a content of plain values that ``kernel.differences`` can compare.

A content has the values of each control by its name (a list of words, as browsers send them) and,
of each formset, its rows by prefix. Rows are known by their key; a formset without keys counts as
one field. The same structure reads a form as shown, reads what was posted, and writes it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from secon.kernel.differences import Content, Difference, Row

Shown = Sequence[Any]  # forms and formsets, as the page holds them before anything is typed
UPLOADED = "\0upload:"  # in place of a file's value: the name under which it was posted
KEYS = ("id", "pk")


def values(said: Iterable[object]) -> list[str]:
    """Words without what browsers add and without empty ones."""
    plain = (str(one).replace("\r\n", "\n").strip() for one in said if one is not None)
    return [one for one in plain if one]


class Control:
    """A field of a form and the names under which its widget posts."""

    def __init__(self, field: forms.Field, key: str, name: str) -> None:
        self.field, self.key, self.name = field, key, name
        self.is_file = isinstance(field, forms.FileField)
        self.names = list(_names(field.widget, name))

    def shown(self, value: Any) -> dict[str, list[str]]:
        """What a browser would post if nobody typed; of a file its name."""
        nothing: dict[str, list[str]] = {name: [] for name in self.names}
        if self.is_file:
            return nothing | {self.name: values([getattr(value, "name", None)])}
        shown = _shown(self.field.widget, self.name, value)
        return nothing | {name: values(said) for name, said in shown}

    def may_be_silent(self, name: str) -> bool:
        """Whether a browser leaves ``name`` out where nothing is chosen."""
        widget = self.field.widget
        chosen = isinstance(widget, forms.CheckboxInput | forms.RadioSelect)
        return chosen or self.is_file or getattr(widget, "allow_multiple_selected", False)


class Part:
    """A formset: its prefix, the name of its rows' key and the controls of a row."""

    def __init__(self, formset: Any) -> None:
        self.formset, self.prefix = formset, formset.prefix
        self.blank = formset.empty_form
        self.controls = _controls(self.blank, in_row=True)
        model = getattr(formset, "model", None)
        keys = KEYS if model is None else (model._meta.pk.name, *KEYS)
        self.key = next((name for name in keys if name in self.blank.fields), "")

    def shown(self) -> list[Row]:
        """The rows that are there."""
        return [self._row(form) for form in self.formset.initial_forms]

    def posted(self, data: QueryDict, files: Mapping[str, Any]) -> list[Row]:
        """The rows that were posted, without those to be deleted and those left blank."""
        blank = self._row(self.blank)
        rows = []
        for at in range(self._total(data)):
            prefix = f"{self.prefix}-{at}-"
            if f"{prefix}DELETE" in data:
                continue
            row: Row = {**_posted(self._without_key(), data, files, prefix)}
            key = values(data.getlist(f"{prefix}{self.key}")) if self.key else []
            row["pk"] = int(key[0]) if key and key[0].isdecimal() else None
            if row["pk"] is not None or any(said != blank.get(name) for name, said in row.items()):
                rows.append(row)
        return rows

    def write(
        self, rows: Sequence[Row], gone: Sequence[Row], data: QueryDict, moved: dict[str, str]
    ) -> None:
        """The rows as a browser posts them, stored ones first; ``gone`` ones to be deleted."""
        stored = [(row, False) for row in rows if row.get("pk") is not None]
        if self.formset.can_delete:
            stored += [(row, True) for row in gone]
        new = [(row, False) for row in rows if row.get("pk") is None]
        self._clear(data)
        for at, (row, is_gone) in enumerate([*stored, *new]):
            prefix = f"{self.prefix}-{at}-"
            _write(self._without_key(), row, data, moved, prefix)
            if self.key:
                data[f"{prefix}{self.key}"] = "" if row.get("pk") is None else str(row["pk"])
            if is_gone:
                data[f"{prefix}DELETE"] = "on"
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(len(stored))

    def _row(self, form: Any) -> Row:
        row: Row = {}
        for control in self._without_key():
            row |= control.shown(form[control.key].value())
        key = values([form[self.key].value()]) if self.key else []
        row["pk"] = int(key[0]) if key and key[0].isdecimal() else None
        return row

    def _without_key(self) -> list[Control]:
        return [one for one in self.controls if one.name not in {self.key, "DELETE"}]

    def _total(self, data: QueryDict) -> int:
        said = data.get(f"{self.prefix}-TOTAL_FORMS", "")
        return min(int(said), int(self.formset.absolute_max)) if said.isdecimal() else 0

    def _clear(self, data: QueryDict) -> None:
        for name in [one for one in data if _of_row(one, self.prefix)]:
            del data[name]


class FormContent:
    """The forms of a page; ``shown`` are unbound and hold what the record says now."""

    def __init__(self, shown: Shown) -> None:
        own = [one for one in shown if not hasattr(one, "management_form")]
        self.own = [(form, one) for form in own for one in _controls(form)]
        parts = [Part(one) for one in shown if hasattr(one, "management_form")]
        self.controls = {name: one for _form, one in self.own for name in one.names}
        self.parts = {part.prefix: part for part in parts if part.key}
        self.keyless = {part.prefix: part for part in parts if not part.key}
        self.fields = [*self.controls, *self.keyless]

    def shown(self) -> Content:
        """What the record says, as a browser would post it unchanged."""
        content: Content = {}
        for form, control in self.own:
            content |= control.shown(form[control.key].value())
        for prefix, part in self.keyless.items():
            content[prefix] = [json.dumps(row) for row in part.shown()]
        return content | {prefix: part.shown() for prefix, part in self.parts.items()}

    def posted(self, data: QueryDict, files: Mapping[str, Any]) -> Content:
        """What somebody sent. A file that was not chosen anew is left out: it stays."""
        content: Content = _posted(self._own(), data, files, "")
        for prefix, part in self.keyless.items():
            if f"{prefix}-TOTAL_FORMS" in data:
                content[prefix] = [json.dumps(row) for row in part.posted(data, files)]
        for prefix, part in self.parts.items():
            if f"{prefix}-TOTAL_FORMS" in data:
                content[prefix] = part.posted(data, files)
        return content

    def written(
        self, content: Content, now: Content, data: QueryDict, files: MultiValueDict[str, Any]
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """``data`` and ``files`` saying ``content`` instead, where the record says ``now``."""
        made, moved = data.copy(), dict[str, str]()
        _write(self._own(), content, made, moved, "")
        for prefix, part in self.keyless.items():
            if prefix in content:
                part.write([json.loads(row) for row in content[prefix]], [], made, moved)
        for prefix, part in self.parts.items():
            if prefix in content:
                kept = {row.get("pk") for row in content[prefix]}
                gone = [row for row in now.get(prefix, []) if row["pk"] not in kept]
                part.write(content[prefix], gone, made, moved)
        return made, MultiValueDict({new: files.getlist(old) for new, old in moved.items()})

    def control(self, difference: Difference) -> Control | None:
        """The control that a difference is of; None for a row as a whole."""
        part = self.parts.get(difference.part)
        if part is None:
            return self.controls.get(difference.path)
        found = (one for one in part.controls if difference.field in one.names)
        return next(found, None)

    def _own(self) -> list[Control]:
        return [one for _form, one in self.own]


def _controls(form: Any, *, in_row: bool = False) -> list[Control]:
    """The fields that can be changed; in a row their names go without its prefix."""
    return [
        Control(field, key, key if in_row else form.add_prefix(key))
        for key, field in form.fields.items()
        if not field.disabled
    ]


def _names(widget: Any, name: str) -> Iterator[str]:
    if hasattr(widget, "widgets_names"):
        for one, suffix in zip(widget.widgets, widget.widgets_names, strict=True):
            yield from _names(one, name + suffix)
        return
    yield name
    if isinstance(widget, forms.ClearableFileInput):
        yield widget.clear_checkbox_name(name)


def _shown(widget: Any, name: str, value: Any) -> Iterator[tuple[str, list[Any]]]:
    if hasattr(widget, "widgets_names"):
        said = value if isinstance(value, list | tuple) else widget.decompress(value) or ()
        for one, suffix, part in zip(widget.widgets, widget.widgets_names, said, strict=False):
            yield from _shown(one, name + suffix, part)
    elif isinstance(widget, forms.CheckboxInput):
        yield name, [widget.format_value(value) or "on"] if widget.check_test(value) else []
    elif isinstance(widget, forms.widgets.ChoiceWidget):
        chosen = values(widget.format_value(value))
        yield name, chosen or _first_choice(widget)
    else:
        yield name, [widget.format_value(value)]


def _first_choice(widget: Any) -> list[Any]:
    """What a browser posts of a list from which nothing was chosen."""
    if not isinstance(widget, forms.Select) or widget.allow_multiple_selected:
        return []
    return [key for key, _label in list(widget.choices)[:1] if not isinstance(_label, list | tuple)]


def _posted(
    controls: Iterable[Control], data: QueryDict, files: Mapping[str, Any], prefix: str
) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for control in controls:
        for name in control.names:
            if control.is_file and name == control.name:
                if files.get(prefix + name):
                    said[name] = [UPLOADED + prefix + name]
            else:
                said[name] = values(data.getlist(prefix + name))
    return said


def _write(
    controls: Iterable[Control],
    said: Mapping[str, Any],
    data: QueryDict,
    moved: dict[str, str],
    prefix: str,
) -> None:
    for control in controls:
        for name in control.names:
            found = said.get(name, [])
            if control.is_file and name == control.name:
                if found and found[0].startswith(UPLOADED):
                    moved[prefix + name] = found[0].removeprefix(UPLOADED)
            elif found or not control.may_be_silent(name):
                data.setlist(prefix + name, [one.replace("\n", "\r\n") for one in found] or [""])
            else:
                data.pop(prefix + name, None)


def _of_row(name: str, prefix: str) -> bool:
    rest = name.removeprefix(f"{prefix}-")
    return rest != name and rest.split("-", 1)[0].isdecimal()
