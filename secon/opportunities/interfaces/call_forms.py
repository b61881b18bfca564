"""The forms of short calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secon.codes.interfaces.fields import CodeField, CodeReading, Typed
from secon.enterprises.interfaces.entry_forms import text
from secon.enterprises.models import Enterprise
from secon.kernel.evidence import DocumentField
from secon.kernel.languages import language_name
from secon.kernel.models import language_choices
from secon.opportunities.buyer_enums import CallKind, Reservation, ValueBand
from secon.opportunities.domain.call_answers import Offer
from secon.opportunities.domain.calls import Award, CallContent, local
from secon.opportunities.interfaces.need_forms import DayInput
from secon.opportunities.interfaces.place_reading import Place, PlaceField
from secon.opportunities.models import ShortCall
from secon.procurement.domain.zones import BY_PREFIX


class TimeInput(forms.TimeInput):
    """A time as browsers ask for it."""

    input_type = "time"


def zone_choices() -> list[tuple[str, str]]:
    """The time zones of Europe, by name."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(set(BY_PREFIX.values()))]


class DeadlineForm(forms.Form):
    """A day, a time and whose clock."""

    deadline_day = forms.DateField(label=gettext_lazy("Deadline: day"), widget=DayInput())
    deadline_time = forms.TimeField(
        label=gettext_lazy("Deadline: time"), widget=TimeInput(format="%H:%M")
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zone_choices)

    def moment(self) -> datetime:
        """The deadline. Call after ``is_valid()``."""
        data = self.cleaned_data
        zone = ZoneInfo(data["zone"])
        return datetime.combine(data["deadline_day"], data["deadline_time"], zone)

    @staticmethod
    def shown(deadline: datetime, zone: str) -> dict[str, Any]:
        """A deadline as the form shows it."""
        there = local(deadline, zone)
        return {"deadline_day": there.date(), "deadline_time": there.time(), "zone": zone}


class CallForm(DeadlineForm):
    """Everything a short call says. Texts in other languages are optional."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CallKind)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of these texts"), choices=language_choices
    )
    title = text(gettext_lazy("Title"), 200, required=True)
    description = text(gettext_lazy("What is asked for"), 8000, required=True, lines=8)
    what = CodeField(
        label=gettext_lazy("What is bought, in words or as CPV code"),
        choose=True,
        help_text=gettext_lazy("So that suppliers find it and are told of it."),
    )
    where = PlaceField(
        label=gettext_lazy("Where"), help_text=gettext_lazy("A town, region or country.")
    )
    band = forms.ChoiceField(
        label=gettext_lazy("Value"),
        required=False,
        choices=[("", gettext_lazy("not said")), *ValueBand.choices],
    )
    months = forms.IntegerField(
        label=gettext_lazy("Duration in months"), required=False, min_value=1, max_value=240
    )
    reserved = forms.ChoiceField(label=gettext_lazy("Reserved"), choices=Reservation)
    documents_url = forms.URLField(
        label=gettext_lazy("Address of the documents"), required=False, assume_scheme="https"
    )
    field_order = (
        "kind",
        "language",
        "title",
        "description",
        "what",
        "where",
        "band",
        "months",
        "deadline_day",
        "deadline_time",
        "zone",
        "reserved",
        "documents_url",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, _name in language_choices():
            name = language_name(code)
            self.fields[f"title_{code}"] = text(
                _("Title in %(language)s") % {"language": name}, 200
            )
            self.fields[f"description_{code}"] = text(
                _("What is asked for in %(language)s") % {"language": name}, 8000, lines=4
            )

    def own(self) -> list[Any]:
        """The fields of the call itself."""
        return [self[name] for name in self.field_order]

    def others(self) -> list[Any]:
        """The fields of other languages."""
        return [self[name] for name in self.fields if name not in self.field_order]

    def clean(self) -> dict[str, Any]:
        """A text is whole in each language, and said once in its own."""
        data = super().clean() or {}
        for code, _name in language_choices():
            title, more = data.get(f"title_{code}", ""), data.get(f"description_{code}", "")
            if code == data.get("language") and (title or more):
                self.add_error(f"title_{code}", _("This is the language of the text above."))
            elif bool(title) != bool(more):
                empty = "title" if more else "description"
                self.add_error(f"{empty}_{code}", _("A text is missing."))
        return data

    def content(self) -> CallContent:
        """What was said. Call after ``is_valid()``."""
        data = self.cleaned_data
        reading: CodeReading = data["what"]
        place: Place = data["where"]
        return CallContent(
            kind=CallKind(data["kind"]),
            title=data["title"],
            description=data["description"],
            language=data["language"],
            cpv=(reading.code,),
            country=place.country,
            nuts=place.nuts,
            town=place.typed,
            deadline=self.moment(),
            zone=data["zone"],
            band=data["band"],
            months=data["months"],
            reserved=Reservation(data["reserved"]),
            documents_url=data["documents_url"],
            others={
                code: {"title": data[f"title_{code}"], "description": data[f"description_{code}"]}
                for code, _name in language_choices()
                if data[f"title_{code}"]
            },
        )

    @classmethod
    def shown_of(cls, call: ShortCall) -> dict[str, Any]:
        """A stored draft as the form shows it."""
        names = ("kind", "title", "description", "band", "months", "reserved", "documents_url")
        found = {name: getattr(call, name) for name in names}
        found |= {"language": call.original_language, "where": call.town}
        found["what"] = Typed(next(iter(call.cpv), ""))
        found |= cls.shown(call.deadline, call.zone)
        for row in call.translations.all():
            found[f"title_{row.language}"] = row.title
            found[f"description_{row.language}"] = row.description
        return found


class FileForm(forms.Form):
    """One document."""

    file = DocumentField(label=gettext_lazy("File"))


class QuestionForm(forms.Form):
    """A question about a call."""

    text = text(
        gettext_lazy("Your question"),
        1000,
        required=True,
        lines=3,
        hint=gettext_lazy("It is published with its answer, without your name."),
    )


class ReplyForm(forms.Form):
    """The buyer's answer to a question."""

    answer = text(gettext_lazy("Your answer, for everybody to read"), 2000, required=True, lines=3)


class ReasonForm(forms.Form):
    """Why something is ended."""

    reason = text(gettext_lazy("Why"), 500, required=True, lines=2)


class AwardForm(forms.Form):
    """To whom a call was awarded: one who answered, or another name."""

    winner = forms.ModelChoiceField(
        label=gettext_lazy("One of those who answered"),
        queryset=Enterprise.objects.none(),
        required=False,
        empty_label=gettext_lazy("Somebody else"),
    )
    winner_name = text(
        pgettext_lazy("award", "Name"), 200, hint=gettext_lazy("Where it is somebody else.")
    )
    award_eur = forms.DecimalField(
        label=gettext_lazy("For how much, in euro without tax"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    note = text(gettext_lazy("About the outcome"), 500, lines=2)

    def __init__(self, *args: Any, call: ShortCall, sealed: bool, **options: Any) -> None:
        """``sealed``: who has answered is not told yet."""
        super().__init__(*args, **options)
        if sealed:
            return
        answered = call.answers.filter(withdrawn_at=None).values("enterprise")
        field: Any = self.fields["winner"]
        field.queryset = Enterprise.objects.filter(pk__in=answered)

    def award(self) -> Award:
        """What was said. Call after ``is_valid()``."""
        data = self.cleaned_data
        winner: Enterprise | None = data["winner"]
        return Award(
            winner.name if winner else data["winner_name"], winner, data["award_eur"], data["note"]
        )


class AnswerForm(forms.Form):
    """An enterprise's answer to a call."""

    enterprise = forms.ModelChoiceField(
        label=gettext_lazy("For which enterprise"),
        queryset=Enterprise.objects.none(),
        empty_label=None,
    )
    message = text(gettext_lazy("Your answer"), 4000, required=True, lines=6)
    price_eur = forms.DecimalField(
        label=gettext_lazy("Price in euro, without tax"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    reply_to = forms.EmailField(label=gettext_lazy("E-mail for an answer"))
    file = DocumentField(label=gettext_lazy("File"), required=False)

    def __init__(self, *args: Any, enterprises: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["enterprise"]
        field.queryset = enterprises

    def offer(self) -> Offer:
        """What is sent in. Call after ``is_valid()``."""
        data = self.cleaned_data
        return Offer(data["message"], data["reply_to"], data["price_eur"], data["file"])
