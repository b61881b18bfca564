"""An improvement, its evidence, decisions about it, and the filter of their list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from secon.kernel.evidence import EvidenceFileField
from secon.policy.domain.factor_queries import RegionView
from secon.policy.domain.improvement_list import Criteria, Row
from secon.policy.domain.improvements import AT_FIRST, FIELDS, PROOF_FIELDS, Content
from secon.policy.enums import Fund, ImprovementKind, ImprovementState
from secon.policy.interfaces.factor_filter import one_of
from secon.policy.interfaces.instrument_forms import ROWS_MOST, day, rows_of, with_https
from secon.policy.models import Improvement, ImprovementProof


class ImprovementForm(forms.ModelForm[Improvement]):
    """What changed. Where it stands is asked only of a new one."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        choices=[(one.value, one.label) for one in AT_FIRST],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Improvement
        fields = FIELDS
        formfield_callback = with_https
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "link_to_project": forms.Textarea(attrs={"rows": 3}),
            "happened_on": day(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["state"]

    def content(self, proofs: Any) -> Content:
        """What a valid form says."""
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return Content(fields=fields, proofs=rows_of(proofs, PROOF_FIELDS))


class ProofForm(forms.ModelForm[ImprovementProof]):
    """One piece of evidence."""

    @property
    def said(self) -> str:
        """What the row is called."""
        return self.instance.title

    file = EvidenceFileField(label=_("File"), required=False)

    class Meta:
        model = ImprovementProof
        fields = PROOF_FIELDS
        formfield_callback = with_https
        widgets = {"dated": day()}


ProofForms = forms.inlineformset_factory(
    Improvement,
    ImprovementProof,
    form=ProofForm,
    extra=1,
    max_num=ROWS_MOST,
    can_delete_extra=False,
)


class DecisionForm(forms.Form):
    """What the policy officer says."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who submitted it read this. Needed if it is not validated."),
    )


class ImprovementFilter(forms.Form):
    """By GET. A value that cannot be read narrows nothing."""

    kind = one_of(_("How it improved"), ImprovementKind.choices)
    state = one_of(_("Where it stands"), ImprovementState.choices)
    where = one_of(_("Region"), ())
    fund = one_of(_("Fund"), Fund.choices)

    def __init__(self, data: Mapping[str, Any], *, regions: Sequence[RegionView]) -> None:
        super().__init__(data)
        field: Any = self.fields["where"]
        field.choices = [
            *field.choices,
            *((one.slug, one.text["territory_name"]) for one in regions),
        ]
        self.is_valid()
        self.said = {name: value for name, value in self.cleaned_data.items() if value}

    def criteria(self) -> Criteria:
        """For the query."""
        return Criteria(**self.said)

    def query(self) -> str:
        """Its address."""
        return urlencode(self.said)


COLUMNS: Sequence[str] = (
    "id", "page", "title", "title_language", "kind", "state", "region", "instrument",
    "instrument_id", "happened_on", "amount", "currency", "fund", "link_to_project", "evidence",
    "source", "decided_on", "is_example",
)  # fmt: skip


def records(rows: Sequence[Row], absolute: Any) -> Iterator[dict[str, Any]]:
    """Improvements for machines; None is unknown."""
    for row in rows:
        one = row.improvement
        yield {
            "id": one.pk,
            "page": absolute(one.get_absolute_url()),
            "title": row.text["title"],
            "title_language": row.text.language,
            "kind": one.kind,
            "state": one.state,
            "region": one.instrument.partner.slug if one.instrument.partner else None,
            "instrument": row.instrument["name"],
            "instrument_id": one.instrument.pk,
            "happened_on": one.happened_on and one.happened_on.isoformat(),
            "amount": None if one.amount is None else float(one.amount),
            "currency": None if one.amount is None else one.currency,
            "fund": one.fund or None,
            "link_to_project": one.link_to_project or None,
            "evidence": one.evidence,
            "source": one.source or None,
            "decided_on": one.decided_at and one.decided_at.date().isoformat(),
            "is_example": one.is_example,
        }
