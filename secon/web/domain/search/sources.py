"""Which records the search knows, what of them it reads, and how a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Model, QuerySet
from django.urls import reverse

from secon.kernel.models import Text
from secon.partnership.models import ActivityRecord, Partner
from secon.policy.models import Factor, Improvement, Instrument, JointReview
from secon.practices.models import Practice
from secon.web.enums import SearchKind

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is indexed; texts of all its languages together."""

    kind: SearchKind
    record_id: int
    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    rest: tuple[str, ...]
    partner_id: int | None = None
    topics: tuple[str, ...] = ()
    on: date | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A record as it is shown: texts in the reader's best language."""

    kind: SearchKind
    record_id: int
    title: Text  # its one text
    summary: Text | None
    href: str
    partner_id: int | None
    on: date | None
    is_example: bool
    original: str  # the language it was written in


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record: which are public, what is read, where it is shown."""

    kind: SearchKind
    model: type[Any]
    public: Callable[[], QuerySet[Any]]
    href: Callable[[Any], str]
    title: str = "title"
    summary: str = "summary"
    rest: tuple[str, ...] = ()  # texts of every language
    own: tuple[str, ...] = ()  # texts without a language
    partner: str = "partner_id"
    topics: str = ""  # related rows with a ``topic``
    topic: str = ""  # or a column
    on: str = ""
    watched: tuple[type[Model], ...] = ()
    """Models whose rows belong to a record; a change of one is a change of the record."""

    def entries(self, keys: Collection[int] | None = None) -> Iterator[Entry]:
        """The public records, all or those with ``keys``; two or three queries for each chunk."""
        found = self.public() if keys is None else self.public().filter(pk__in=keys)
        related = [name for name in (self.is_translated and "translations", self.topics) if name]
        found = found.order_by("pk").prefetch_related(*related)
        for record in found.iterator(chunk_size=CHUNK):
            yield self._entry(record)

    def hits(self, keys: Collection[int], language: str) -> Iterator[Hit]:
        """The records with ``keys`` as they are shown: one query, one more for their texts."""
        found = self.public().filter(pk__in=keys)
        if self.is_translated:
            found = found.in_language(language)  # type: ignore[attr-defined]  # TranslatedQuerySet
        for record in found:
            yield Hit(
                self.kind,
                record.pk,
                self._text(record, language, self.title),
                self._summary(record, language),
                self.href(record),
                getattr(record, self.partner),
                self._day(record),
                getattr(record, "is_example", False),
                record.original_language if self.is_translated else record.language,
            )

    @property
    def is_translated(self) -> bool:
        """Whether the record has rows in other languages."""
        return hasattr(self.model, "translated_fields")

    def key_of(self, instance: Any) -> int | None:
        """The key of the record that a saved row belongs to, None where it is of another kind."""
        if isinstance(instance, self.model):
            return int(instance.pk)
        if isinstance(instance, self.watched):
            for name in ("record_id", f"{self.model._meta.model_name}_id"):
                if hasattr(instance, name):
                    return int(getattr(instance, name))
        return None

    def _summary(self, record: Any, language: str) -> Text | None:
        return self._text(record, language, self.summary) if self.summary else None

    def _text(self, record: Any, language: str, field: str) -> Text:
        if self.is_translated:
            best: Text = record.best(language, field)
            return Text({"said": best[field]}, best.language, best.asked, best.state)
        return Text({"said": getattr(record, field)}, record.language, language, None)

    def _day(self, record: Any) -> date | None:
        value: date | None = getattr(record, self.on) if self.on else None
        return value.date() if isinstance(value, datetime) else value

    def _entry(self, record: Any) -> Entry:
        rows: Iterable[Any] = record.translations.all() if self.is_translated else ()
        wordings = [record, *rows]
        topics = [one.topic for one in getattr(record, self.topics).all()] if self.topics else []
        if self.topic and getattr(record, self.topic):
            topics = [getattr(record, self.topic)]
        return Entry(
            self.kind,
            record.pk,
            _said(wordings, self.title),
            _said(wordings, self.summary) if self.summary else (),
            (*_said(wordings, *self.rest), *_said([record], *self.own)),
            getattr(record, self.partner),
            tuple(topics),
            self._day(record),
            getattr(record, "is_example", False),
        )


def _said(wordings: Iterable[Any], *fields: str) -> tuple[str, ...]:
    return tuple(said for one in wordings for field in fields if (said := getattr(one, field)))


def _practice(one: Practice) -> str:
    return reverse("practices:practice", args=[one.pk, one.slug])


def _instrument(one: Instrument) -> str:
    return reverse("policy:instrument", args=[one.pk, one.slug])


def sources() -> tuple[Source, ...]:
    """Every kind of record of the index, in the order of its filter."""
    return (
        Source(
            SearchKind.PRACTICE,
            Practice,
            lambda: _shown(Practice.objects.published()),
            _practice,
            rest=Practice.translated_fields[2:],
            own=("organisation", "place", "keywords", "legal_form"),
            topics="topics",
            on="first_published_at",
            watched=_rows(Practice, "translations", "topics"),
        ),
        Source(
            SearchKind.INSTRUMENT,
            Instrument,
            lambda: _shown(Instrument.objects.published()),
            _instrument,
            title="name",
            own=("authority", "reference", "territory_note"),
            topics="topics",
            on="starts",
            watched=_rows(Instrument, "translations", "topics"),
        ),
        Source(
            SearchKind.FACTOR,
            Factor,
            lambda: _shown(Factor.objects.published()),
            lambda one: reverse("policy:factor", args=[one.pk]),
            summary="detail",
            topic="topic",
            watched=_rows(Factor, "translations"),
        ),
        Source(
            SearchKind.IMPROVEMENT,
            Improvement,
            lambda: _shown(
                Improvement.objects.public().annotate(of_partner=F("instrument__partner"))
            ),
            lambda one: reverse("policy:improvement", args=[one.pk]),
            summary="description",
            partner="of_partner",
            on="happened_on",
            watched=_rows(Improvement, "translations"),
        ),
        Source(
            SearchKind.REVIEW,
            JointReview,
            lambda: _shown(JointReview.objects.published()),
            lambda one: reverse("policy:review", args=[one.pk]),
            summary="introduction",
            rest=("conclusion",),
            on="published_at",
        ),
        Source(
            SearchKind.EVENT,
            ActivityRecord,
            ActivityRecord.objects.all,
            lambda one: f"{reverse('web:project')}#record-{one.pk}",
            summary="place",
            on="starts",
            watched=_rows(ActivityRecord, "translations"),
        ),
        Source(
            SearchKind.PARTNER,
            Partner,
            Partner.objects.published,
            _partner,
            title="name",
            summary="territory_name",
            partner="pk",
            watched=_rows(Partner, "translations"),
        ),
    )


def _partner(one: Partner) -> str:
    return reverse("web:region", args=[one.slug])


def _shown(found: QuerySet[Any]) -> QuerySet[Any]:
    """Examples are shown on a newcomer's own machine only."""
    return found if settings.SECON_LOCAL else found.filter(is_example=False)


def _rows(model: type[Model], *names: str) -> tuple[type[Model], ...]:
    return tuple(model._meta.get_field(name).related_model for name in names)  # type: ignore[misc]  # models
