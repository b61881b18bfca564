"""Forms for partner staff: their record, and the roles they give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secon.kernel.models import language_choices
from secon.partnership.domain import members
from secon.partnership.interfaces.desk import RecordForm
from secon.people.models import User


class PartnerForm(RecordForm):
    """A partner's record."""

    languages = forms.MultipleChoiceField(
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        label=_("Languages of the region and of what you publish"),
    )


class GrantForm(forms.Form):
    """Gives a role to somebody who has an account."""

    email = forms.EmailField(label=_("E-mail address of the person's account"))
    offer = forms.ChoiceField(label=_("Role"))  # choices: what the giver may give
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty if the role has no end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self, *args: Any, by: User, offered: Iterable[members.Offer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.offers = {offer.key: offer for offer in offered}
        field = cast("forms.ChoiceField", self.fields["offer"])
        field.choices = [(key, offer.label) for key, offer in self.offers.items()]

    def clean_email(self) -> User:
        """The person who confirmed this address: anybody can sign up with somebody else's."""
        asked = self.cleaned_data["email"]
        confirmed = EmailAddress.objects.filter(verified=True, email__iexact=asked)
        user = User.objects.filter(email__iexact=asked, pk__in=confirmed.values("user")).first()
        if user is None:
            raise ValidationError(gettext("Nobody has an account with this address."))
        return user

    def clean_ends_on(self) -> datetime | None:
        """The last moment of the last day."""
        day = self.cleaned_data["ends_on"]
        return day and timezone.make_aware(datetime.combine(day, time.max))

    def give(self, now: datetime) -> bool:
        """Give the role; False, with the reason in the form, if it cannot be."""
        said = self.cleaned_data
        try:
            members.give(
                offer=self.offers[said["offer"]],
                user=said["email"],
                by=self.by,
                now=now,
                ends_at=said["ends_on"],
            )
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors
