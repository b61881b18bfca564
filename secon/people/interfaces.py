"""Forms about one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secon.people.models import User


class SignInForm(LoginForm):
    """Says at the password what is wrong with the pair, so that the focus finds it."""

    def clean(self) -> dict[str, Any]:
        """The data; a refusal of the pair stands at the password."""
        try:
            super().clean()
        except ValidationError as error:
            self.add_error("password", error)
        data: dict[str, Any] = self.cleaned_data
        return data


class DeleteForm(forms.Form):
    """Asks for the own address, so that nobody deletes an account by a slip."""

    email = forms.EmailField(label=_("Your e-mail address"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """The address typed, if it is the account's."""
        email: str = self.cleaned_data["email"]
        if email.casefold() != self.user.email.casefold():
            raise ValidationError(gettext("This is not the address of this account."))
        return email
