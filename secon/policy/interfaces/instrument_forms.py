"""An instrument, its money and documents, and its stakeholder group as plain forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from secon.kernel.collation import sort_key
from secon.kernel.evidence import EvidenceFileField
from secon.partnership.enums import Theme
from secon.partnership.models import Partner
from secon.places.countries import COUNTRIES, Standing, country_name
from secon.places.domain import queries as places
from secon.policy.domain.instruments import (
    DOCUMENT_FIELDS,
    FIELDS,
    GROUP_FIELDS,
    MEMBER_FIELDS,
    MONEY_FIELDS,
    Content,
    GroupContent,
    Row,
)
from secon.policy.enums import Topic
from secon.policy.interfaces.instrument_filter import UNION
from secon.policy.models import (
    GroupMember,
    Instrument,
    InstrumentDocument,
    InstrumentMoney,
    StakeholderGroup,
)

ROWS_MOST = 40


def with_https(column: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """A column's own form field; addresses without a scheme are taken as https."""
    if isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    return column.formfield(**options)


def day() -> forms.DateInput:
    """A calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def country_choices() -> list[tuple[str, Any]]:
    """The Union and its members by name."""
    language = get_language() or "en"
    members = [
        (code, country_name(code, language))
        for code, one in COUNTRIES.items()
        if one.standing is Standing.MEMBER
    ]
    named = sorted(members, key=lambda one: sort_key(one[1], language))
    return [("", "---------"), ("EU", UNION), *named]


class InstrumentForm(forms.ModelForm[Instrument]):
    """The facts of an instrument, its topics, aims and territory."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices)
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics of the Council Recommendation"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Aims of the project"),
        choices=Theme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    territories = forms.CharField(
        label=gettext_lazy("NUTS codes"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("With commas between them, for example EL65 or PL91, PL92."),
    )
    source = forms.URLField(
        label=gettext_lazy("Page where the facts you change can be read"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = Instrument
        fields = FIELDS
        formfield_callback = with_https
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "starts": day(),
            "ends": day(),
        }

    def __init__(self, *args: Any, partners: Iterable[Partner], anywhere: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.territory_name or one.name) for one in partners]
        field: Any = self.fields["partner"]
        none = pgettext_lazy("region of an instrument", "None: the whole country or the Union")
        field.queryset = Partner.objects.filter(pk__in=[key for key, _name in choices])
        field.required = not anywhere
        field.choices = [("", none if anywhere else "---------"), *choices]
        if self.instance.pk:
            self._show(self.instance)

    def _show(self, one: Instrument) -> None:
        self.initial["topics"] = [row.topic for row in one.topics.all()]
        self.initial["themes"] = [row.theme for row in one.themes.all()]
        self.initial["territories"] = ", ".join(row.code for row in one.territories.all())

    def clean_territories(self) -> tuple[str, ...]:
        """Codes of NUTS 2021 or 2024 that exist."""
        said = self.cleaned_data["territories"].replace(";", ",").split(",")
        codes = tuple(dict.fromkeys(one.strip().upper() for one in said if one.strip()))
        known = places.names(codes)
        unknown = [one for one in codes if one not in known and len(one) > 2]
        if unknown:
            words = _("No region has the code %(code)s.") % {"code": ", ".join(unknown)}
            raise ValidationError(words)
        return codes

    def fields_said(self) -> dict[str, Any]:
        """The instrument's own fields."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class MoneyForm(forms.ModelForm[InstrumentMoney]):
    """One line of money."""

    @property
    def said(self) -> str:
        """What the row is called."""
        fund: str = self.instance.get_fund_display()
        return fund or pgettext("money", "All together")

    class Meta:
        model = InstrumentMoney
        fields = MONEY_FIELDS
        formfield_callback = with_https
        widgets = {"dated": day()}


class DocumentForm(forms.ModelForm[InstrumentDocument]):
    """One edition of a document."""

    @property
    def said(self) -> str:
        """What the row is called."""
        return " ".join(one for one in (self.instance.title, self.instance.version) if one)

    file = EvidenceFileField(label=gettext_lazy("File"), required=False)

    class Meta:
        model = InstrumentDocument
        fields = DOCUMENT_FIELDS
        formfield_callback = with_https
        widgets = {"dated": day()}


class GroupForm(forms.ModelForm[StakeholderGroup]):
    """How a stakeholder group works."""

    class Meta:
        model = StakeholderGroup
        fields = GROUP_FIELDS
        formfield_callback = with_https
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class MemberForm(forms.ModelForm[GroupMember]):
    """One organisation in it."""

    @property
    def said(self) -> str:
        """What the row is called."""
        return self.instance.name

    class Meta:
        model = GroupMember
        fields = MEMBER_FIELDS
        formfield_callback = with_https
        widgets = {"joined_on": day(), "left_on": day()}


MoneyForms = forms.inlineformset_factory(
    Instrument, InstrumentMoney, form=MoneyForm, extra=1, max_num=ROWS_MOST, can_delete_extra=False
)
DocumentForms = forms.inlineformset_factory(
    Instrument,
    InstrumentDocument,
    form=DocumentForm,
    extra=1,
    max_num=ROWS_MOST,
    can_delete_extra=False,
)
MemberForms = forms.inlineformset_factory(
    StakeholderGroup, GroupMember, form=MemberForm, extra=1, max_num=200, can_delete_extra=False
)


def rows_of(formset: Any, fields: Iterable[str]) -> tuple[Row, ...]:
    """The rows that are to be stored."""
    names = list(fields)
    rows: list[Row] = []
    for form in formset.forms:
        said = form.cleaned_data
        is_kept = form.instance.pk or form.has_changed()
        if not is_kept or said.get("DELETE"):
            continue
        rows.append({"pk": form.instance.pk} | {name: said[name] for name in names})
    return tuple(rows)


def content(form: InstrumentForm, money: Any, documents: Any) -> Content:
    """What valid forms say of an instrument."""
    said = form.cleaned_data
    return Content(
        fields=form.fields_said(),
        topics=tuple(said["topics"]),
        themes=tuple(said["themes"]),
        territories=said["territories"],
        money=rows_of(money, MONEY_FIELDS),
        documents=rows_of(documents, DOCUMENT_FIELDS),
        source=said["source"],
    )


def group_content(form: GroupForm, members: Any) -> GroupContent:
    """What valid forms say of a stakeholder group."""
    fields = {name: form.cleaned_data[name] for name in GROUP_FIELDS}
    return GroupContent(fields=fields, members=rows_of(members, MEMBER_FIELDS))
