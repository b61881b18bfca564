"""Forms that lose nothing: half-filled ones are kept, and two editors hear of each other.

::

    class EditInstrument(KeptForm, MayChange, FormView[InstrumentForm]):
        kept_name = "policy.instrument"

        def kept_record(self): return self.instrument          # None: a new one
        def kept_forms(self): return [InstrumentForm(…), MoneyForms(…)]   # only with formsets

and ``{% kept kept=kept %}`` inside the form. A view that is no ``FormView`` passes ``kept`` to its
template itself and binds its forms to ``kept_data`` where that is set. See docs/features/keeping.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from inspect import getattr_static
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from secon.kernel import conflicts, drafts, presence
from secon.kernel.differences import Content, Difference, differences, merged
from secon.kernel.form_content import FormContent
from secon.kernel.models import FormDraft
from secon.kernel.presence import Other
from secon.kernel.slots import Base, Slot

if TYPE_CHECKING:
    from django.views.generic import FormView

    _View = FormView[Any]
else:
    _View = object

GO_ON = "go"
Handler = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Kept:
    """What ``{% kept %}`` shows in a form: its slot, how it began, a draft, and other editors."""

    slot: str
    base: str
    draft: FormDraft | None
    go_on: str  # address
    is_resumed: bool
    is_older: bool  # the record has changed since the draft was begun
    others: tuple[Other, ...]


class KeptForm(_View):
    """Mixed into a view with a form: drafts, presence, conflicts."""

    kept_name = ""
    _current: Content | None = None  # of the record, read under the lock

    def kept_record(self) -> Any:
        """The record being edited, or None for a new one."""
        return getattr(self, "record", None)

    def kept_key(self) -> str:
        """What tells forms of this name apart: the record's key; override for new ones of a parent."""
        record = self.kept_record()
        return "" if record is None else str(record.pk)

    def kept_forms(self) -> list[Any]:
        """Fresh, unbound forms and formsets of the record as it is now."""
        if not hasattr(self, "get_form_class"):
            return []
        given = self.get_form_kwargs()
        kwargs = {name: said for name, said in given.items() if name not in {"data", "files"}}
        return [self.get_form_class()(**kwargs)]

    def kept_is_done(self, answer: HttpResponseBase) -> bool:
        """Whether the form was taken: it led on to another page."""
        return 300 <= answer.status_code < 400

    @cached_property
    def kept(self) -> Kept | None:
        """For ``{% kept %}``; nothing is kept for readers without an account."""
        if not self.request.user.is_authenticated:
            return None
        slot, now = self._slot, timezone.now()
        is_read = self.request.method == "GET"
        draft = self._draft if is_read else None
        resumed = self.kept_data is not None
        others: tuple[Other, ...] = ()
        if slot.target_id:
            place = {"target": slot.target, "target_id": slot.target_id}
            others = presence.come(user_id=slot.user, now=now, **place)
        base = self._base_shown()
        older = draft is not None and draft.base != drafts.digest(Base.content_of(base))
        if resumed and draft is not None and base is not None and draft.data.get("base"):
            base = Base(base.of, draft.data["base"])
        again = self.request.GET.copy()
        again["kept"] = GO_ON
        go_on = f"{self.request.path}?{again.urlencode()}"
        return Kept(str(slot), str(base or ""), draft, go_on, resumed, older, others)

    @cached_property
    def kept_data(self) -> QueryDict | None:
        """What was typed before, where the reader asked to go on with it."""
        if self.request.method != "GET" or self.request.GET.get("kept") != GO_ON:
            return None
        if not self.request.user.is_authenticated or self._draft is None:
            return None
        found = QueryDict(mutable=True)
        for name, said in self._draft.data["typed"].items():
            found.setlist(name, said)
        return found

    # The steps of a view, in their order.

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let ``post`` run with what is kept around it; after a session's end only keep."""
        super().setup(request, *args, **kwargs)
        if request.method != "POST":
            return
        if request.user.is_authenticated:
            self.post = partial(self._send, self.post)  # type: ignore[method-assign, assignment]  # after rights are checked
        elif slot := Slot.read(request.POST.get("kept_slot")):
            keep_posted(slot, request.POST)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With what was typed before, where the reader goes on with it."""
        kwargs = super().get_form_kwargs()
        return kwargs if self.kept_data is None else kwargs | {"data": self.kept_data}

    def get_form(self, form_class: Any = None) -> Any:
        """Without complaints about what is half-filled."""
        form = super().get_form(form_class)
        return form if self.kept_data is None else without_errors(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kept": self.kept}

    def _send(
        self, handler: Handler, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        typed, token = request.POST, request.POST.get("kept_base")
        slot, now = self._slot, timezone.now()
        base = Base.read(token, _of(slot))
        taken = False
        try:
            with transaction.atomic():
                answer = self._settle(base) or handler(request, *args, **kwargs)
            taken = self.kept_is_done(answer)
        finally:
            if taken:
                drafts.throw_away(user_id=slot.user, form=slot.form, key=slot.key)
                presence.leave(user_id=slot.user, target=slot.target, target_id=slot.target_id)
            elif slot.form:
                _keep(slot, typed, base, now)
        return answer

    def _settle(self, base: Base | None) -> HttpResponse | None:
        """Put what others changed meanwhile into the request, or ask where both changed the same."""
        record = self.kept_record()
        if base is None or record is None:
            return None
        self._read_again(record)
        content = FormContent(self.kept_forms())
        now = self._current = content.shown()
        if now == base.content and not base.ask:
            return None
        request, names = self.request, {"fields": content.fields, "parts": content.parts}
        said = content.posted(request.POST, request.FILES)
        found = differences(base.content, said, now, **names)
        keep = conflicts.decided(base.ask, request.POST)
        wanted = [one for one in found if one.path not in keep and _asks(one, base)]
        result = merged(now, found, keep)
        data, files = content.written(result, now, request.POST, request.FILES)
        vars(request).update(_post=data, _files=files)  # as Django's own parsing leaves them
        if wanted:
            return self._ask(content, wanted, base)
        self._tell(content, differences(base.content, now, said, **names))
        return None

    def _ask(self, content: FormContent, wanted: list[Difference], base: Base) -> HttpResponse:
        request, now = self.request, cast("Content", self._current)
        sent = content.posted(request.POST, request.FILES)
        second = differences(now, sent, now, fields=content.fields, parts=content.parts)
        asked = conflicts.choices(content, wanted, second, request.POST)
        context = {
            "choices": asked,
            "is_second": bool(base.ask),
            "kept_slot": self._slot,
            "kept_base": Base(base.of, now, [one.path for one in asked]),
            "sent": [
                (name, one) for name, said in drafts.keepable(request.POST).items() for one in said
            ],
            "files": list(request.FILES.items()),
            "record": self.kept_record(),
        }
        return TemplateResponse(request, "kernel/conflict.html", context, status=409).render()

    def _tell(self, content: FormContent, theirs: list[Difference]) -> None:
        """Say what others changed and this form left as they did."""
        found = conflicts.labels(content, (one for one in theirs if not one.conflict))
        if found:
            said = _("Changed by somebody else meanwhile and kept: %(fields)s.")
            last = _("and")
            messages.info(self.request, said % {"fields": get_text_list(found, last)})

    def _read_again(self, record: Model) -> None:
        """Lock the record and forget what was read of it before."""
        rows = type(record)._base_manager.select_for_update().filter(pk=record.pk)
        rows.values_list("pk").first()
        for name in list(vars(self)):
            is_cached = isinstance(getattr_static(type(self), name, None), cached_property)
            if is_cached and name not in {"kept_data", "_slot", "_draft"}:
                del vars(self)[name]

    def _base_shown(self) -> Base | None:
        if self.kept_record() is None:
            return None
        content = self._current
        if content is None:
            content = FormContent(self.kept_forms()).shown()
        return Base(_of(self._slot), content)

    @cached_property
    def _slot(self) -> Slot:
        record: Model | None = self.kept_record()
        return Slot(
            user=cast("int", self.request.user.pk),
            form=self.kept_name,
            key=self.kept_key(),
            target=record._meta.label_lower if record is not None else "",
            target_id=str(record.pk) if record is not None else "",
            path=self.request.path,
            title="" if record is None else str(record)[:200],
        )

    @cached_property
    def _draft(self) -> FormDraft | None:
        slot = self._slot
        return drafts.kept(user_id=slot.user, form=slot.form, key=slot.key, now=timezone.now())


def without_errors(form: Any) -> Any:
    """A bound form or formset that shows what was typed and complains of nothing yet."""
    if hasattr(form, "management_form"):
        for one in form.forms:
            without_errors(one)
        form._errors = [ErrorDict() for _one in form.forms]
        form._non_form_errors = form.error_class()
    else:
        form._errors = ErrorDict()
        form.cleaned_data = {}
    return form


def keep_posted(slot: Slot, data: QueryDict) -> bool:
    """Keep what was posted from a form; whether it was small enough."""
    base = Base.read(data.get("kept_base"), _of(slot))
    return _keep(slot, data, base, timezone.now())


def _keep(slot: Slot, data: QueryDict, base: Base | None, now: datetime) -> bool:
    typed = drafts.keepable(data)
    try:
        drafts.keep(
            user_id=slot.user,
            form=slot.form,
            key=slot.key,
            typed=typed,
            base=Base.content_of(base),
            now=now,
            path=slot.path,
            title=slot.title,
        )
    except drafts.TooLargeError:
        return False
    return True


def _of(slot: Slot) -> str:
    return f"{slot.form} {slot.key}"


def _asks(one: Difference, base: Base) -> bool:
    return one.conflict or one.path in base.ask
