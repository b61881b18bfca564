"""The form in which partner staff edit their record."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from secon.kernel.models import language_choices
from secon.partnership.domain import partners
from secon.partnership.models import Partner


class PartnerForm(WagtailAdminModelForm):
    """Stores what was typed; ``domain.partners`` settles translations and the audit trail."""

    languages = forms.MultipleChoiceField(
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        label=_("Languages of the region and of what you publish"),
    )

    def is_valid(self) -> bool:
        """Whether all is well; new rows know their partner while they are checked."""
        for form in self.formsets["translations"].forms:
            form.instance.record = self.instance
        return bool(super().is_valid())

    def save(self, commit: bool = True) -> Partner:
        """The edited partner; unsaved, for a draft, without ``commit``."""
        partner: Partner = super().save(commit=False)
        rows = self.formsets["translations"]
        partners.edited(
            partner=partner,
            fields=self.changed_data,
            written=[
                form.instance
                for form in rows.forms
                if form.has_changed() and form not in rows.deleted_forms
            ],
            by=self.for_user,
            now=timezone.now(),
        )
        if commit:
            partner.save()
            self.save_m2m()
        return partner
