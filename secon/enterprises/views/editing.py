"""An entry put right: its facts, its texts in other languages, the persons to speak to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from secon.enterprises.domain import changes, contacts
from secon.enterprises.domain.content import Content, content_of
from secon.enterprises.domain.differences import differences, merged
from secon.enterprises.enums import ChangeKind, Decision, State
from secon.enterprises.interfaces.entry_page import EntryPage
from secon.enterprises.interfaces.text_forms import ContactForm, TextsForm
from secon.enterprises.models import Change, ContactPerson
from secon.enterprises.views.entries import EntryMixin, person


class ProposingView(LoginRequiredMixin, EntryMixin):
    """Whoever speaks for an entry proposes; its region changes at once."""

    permission = "propose_enterprise"

    @cached_property
    def at_once(self) -> bool:
        """Whether the person clears this entry themself."""
        return self.request.user.has_perm("enterprises.change_enterprise", self.enterprise)

    @cached_property
    def own(self) -> Change | None:
        """The person's own change that waits."""
        if self.at_once or self.enterprise.state == State.PROPOSED:
            return None
        return self.enterprise.changes.filter(
            decision=Decision.OPEN, proposed_by=person(self.request), kind=ChangeKind.EDIT
        ).last()

    def with_own(self, base: Content) -> Content:
        """The entry with the own change on top."""
        if self.own is None:
            return base
        return merged(base, differences(self.own.base, self.own.content, base))

    def base(self) -> Content:
        """What the page was opened with, signed by us: somebody may have changed it since."""
        try:
            found: Content = signing.loads(self.request.POST.get("base", ""), salt=self._salt)
        except signing.BadSignature:
            return content_of(self.enterprise)
        return found

    def signed(self, base: Content) -> str:
        """For the page to bring back."""
        return signing.dumps(base, salt=self._salt, compress=True)

    def propose(self, content: Content, base: Content) -> Change:
        """Hand the content over. Raises ``ValidationError`` by path."""
        by, now = person(self.request), timezone.now()
        if self.at_once:
            return changes.edit(
                enterprise=self.enterprise, content=content, by=by, now=now, base=base
            )
        return changes.propose(
            enterprise=self.enterprise,
            content=content,
            kind=ChangeKind.EDIT,
            by=by,
            now=now,
            base=base,
            reply_language=get_language() or "",
            replaces=self.own,
        )

    def answer(self, change: Change) -> HttpResponse:
        """Where the person goes next."""
        if change.decision == Decision.CLEARED:
            messages.success(self.request, _("The entry is changed."))
            self.enterprise.refresh_from_db(fields=["name"])
            return redirect(self.enterprise.get_absolute_url())
        if self.at_once:
            messages.warning(self.request, _("This waits in the list of what your region decides."))
            return redirect("enterprises:change", pk=change.pk)
        messages.success(
            self.request, _("Thank you. Readers see the change once your region has cleared it.")
        )
        return redirect("enterprises:mine")

    @property
    def _salt(self) -> str:
        return f"enterprise {self.enterprise.pk}"


@method_decorator(never_cache, name="dispatch")
class EditView(ProposingView):
    """The facts and the texts in the original language."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The entry as cleared, with the own change that waits on top."""
        del pk
        self.allow()
        base = content_of(self.enterprise)
        return self._show(EntryPage(content=self.with_own(base)), base)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a row, or propose."""
        del pk
        self.allow()
        base = self.base()
        more = request.POST.get("add", "")
        shown = self.with_own(base)
        page = EntryPage(content=shown, data=request.POST, files=request.FILES, more=more)
        if more:
            return self._show(page, base)
        if not page.is_valid():
            return self._show(page, base, status=422)
        try:
            with transaction.atomic():
                change = self.propose(shown | page.proposed(person(request)), base)
        except ValidationError as error:
            page.drop_files()
            page.say(error)
            return self._show(page, base, status=422)
        return self.answer(change)

    def _show(self, page: EntryPage, base: Content, status: int = 200) -> HttpResponse:
        written = {row["language"] for row in page.content_shown.get("translations") or ()}
        context = {
            "enterprise": self.enterprise,
            "page": page,
            "base": self.signed(base),
            "own": self.own,
            "at_once": self.at_once,
            "languages": [
                (code, name, code in written)
                for code, name in settings.LANGUAGES
                if code != self.enterprise.original_language
            ],
        }
        return render(self.request, "enterprises/intake/edit.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class TextsView(ProposingView):
    """The texts in one more language, beside the original's."""

    def get(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Each text with its field."""
        del request, pk
        self.allow()
        base = content_of(self.enterprise)
        return self._show(self._form(base, language), base)

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Propose."""
        del pk
        self.allow()
        base = self.base()
        form = self._form(base, language, request.POST)
        if form.is_valid():
            try:
                return self.answer(self.propose(form.content(), base))
            except ValidationError as error:
                form.add_error(None, error.messages)
        return self._show(form, base, status=422)

    def _form(self, base: Content, language: str, data: Any = None) -> TextsForm:
        known = dict(settings.LANGUAGES)
        if language not in known or language == self.enterprise.original_language:
            raise Http404
        return TextsForm(data, content=self.with_own(base), language=language)

    def _show(self, form: TextsForm, base: Content, status: int = 200) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        context = {
            "enterprise": self.enterprise,
            "form": form,
            "base": self.signed(base),
            "language": form.language,
            "language_name": known[form.language],
            "original_name": known[self.enterprise.original_language],
            "at_once": self.at_once,
        }
        return render(self.request, "enterprises/intake/texts.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class ContactsView(LoginRequiredMixin, EntryMixin):
    """Persons to speak to: apart from the record, never public."""

    permission = "propose_enterprise"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Those who are entered."""
        del request, pk
        self.allow()
        return self._show(ContactForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter one more."""
        del pk
        self.allow()
        form = ContactForm(request.POST)
        if form.is_valid():
            said = {
                name: form.cleaned_data[name] for name in ("name", "position", "email", "phone")
            }
            try:
                contacts.add(
                    enterprise=self.enterprise, by=person(request), now=timezone.now(), **said
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("The person is entered."))
                return redirect("enterprises:contacts", pk=self.enterprise.pk)
        return self._show(form, status=422)

    def _show(self, form: ContactForm, status: int = 200) -> HttpResponse:
        context = {
            "enterprise": self.enterprise,
            "form": form,
            "persons": self.enterprise.contacts.all(),
        }
        return render(self.request, "enterprises/intake/contacts.html", context, status=status)


class RemoveContactView(LoginRequiredMixin, View):
    """Deletes a person at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove; a person of an entry that is not one's own is not found."""
        found = get_object_or_404(ContactPerson.objects.select_related("enterprise"), pk=pk)
        if not request.user.has_perm("enterprises.propose_enterprise", found.enterprise):
            raise Http404
        contacts.remove(person=found, by=person(request), now=timezone.now())
        messages.success(request, _("The person is deleted."))
        return redirect("enterprises:contacts", pk=found.enterprise_id)
