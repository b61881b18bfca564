"""What a region decides: reasons, choices between two values, findings about criteria."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from secon.enterprises import frames
from secon.enterprises.domain.verification import Finding, Shown
from secon.enterprises.enums import EvidenceKind, Met
from secon.enterprises.interfaces.entry_forms import known, text
from secon.enterprises.models import Check, EnterpriseStatus

TAKE, KEEP = "take", "keep"


class ReasonForm(forms.Form):
    """Why something is declined or ended."""

    reason = text(
        gettext_lazy("Why"),
        200,
        required=True,
        hint=gettext_lazy("One sentence. The person concerned reads it."),
    )


class ChoicesForm(forms.Form):
    """For each difference: take it over, or keep what is. Where both changed, one must choose."""

    def __init__(self, *args: Any, paths: Iterable[tuple[str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = dict(paths)
        for path, conflict in self.paths.items():
            self.fields[path] = forms.ChoiceField(
                label=_("Decision"),
                choices=[(TAKE, _("Take over")), (KEEP, _("Keep as it is"))],
                widget=forms.RadioSelect,
                initial=None if conflict else TAKE,
                error_messages={"required": _("Choose what is right.")},
            )

    def keep(self) -> dict[str, bool]:
        """Path to whether what is now stays, as ``changes.clear`` takes it."""
        return {path: self.cleaned_data.get(path) == KEEP for path in self.paths}


class FindingForm(forms.Form):
    """One criterion or status: met, not met, or not looked at now."""

    met = forms.ChoiceField(
        label=gettext_lazy("Result"),
        choices=[("", pgettext_lazy("criterion", "Not looked at now")), *Met.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    evidence_kind = forms.ChoiceField(
        label=gettext_lazy("Evidence"), choices=known(EvidenceKind.choices), required=False
    )
    evidence = text(gettext_lazy("Where it can be seen"), 300)
    evidence_url = forms.URLField(
        label=gettext_lazy("Address of the evidence"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    def __init__(
        self, *args: Any, subject: str, title: str, check: Check | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{**kwargs, "prefix": subject})
        self.subject, self.title, self.check = subject, title, check
        self.to_confirm = False

    def clean(self) -> dict[str, Any]:
        """A result rests on something."""
        said = super().clean() or {}
        if said.get("met") and not said.get("evidence_kind"):
            self.add_error("evidence_kind", _("Say what it rests on."))
        if said.get("met") == Met.YES and not (said.get("evidence") or said.get("evidence_url")):
            self.add_error("evidence", _("Say where it can be seen."))
        return said

    def finding(self) -> Finding | None:
        """What was found; None: not looked at."""
        said = self.cleaned_data
        if not said.get("met"):
            return None
        return Finding(
            subject=self.subject,
            met=Met(said["met"]),
            evidence_kind=EvidenceKind(said["evidence_kind"]),
            evidence=said["evidence"],
            evidence_url=said["evidence_url"],
        )


def finding_forms(
    shown: Iterable[Shown],
    statuses: Iterable[EnterpriseStatus],
    newest: dict[str, Check],
    data: Any = None,
) -> list[FindingForm]:
    """A form for each published criterion, then for each status held."""
    language = get_language() or "en"
    found = []
    for one in shown:
        form = FindingForm(
            data,
            subject=one.criterion.code,
            title=one.criterion.label(language),
            check=one.check,
        )
        form.to_confirm = one.criterion.to_confirm
        found.append(form)
    for row in statuses:
        label = frames.status(row.code).full_label(language)
        title = f"{label} · {row.number}" if row.number else label
        found.append(FindingForm(data, subject=row.code, title=title, check=newest.get(row.code)))
    return found
