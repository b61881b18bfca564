"""Base models that know none of our nouns: records in many languages, and the audit trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from secon.kernel.enums import TranslationState

PROJECT_LANGUAGE = "en"  # shown when the reader's own language is missing


def language_choices() -> list[tuple[str, Any]]:
    """The languages of the platform (a callable, so that migrations do not copy the list)."""
    return list(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader sees of a record: its texts in one language, and how they came about."""

    texts: Mapping[str, str]
    language: str
    asked: str
    state: TranslationState | None  # None: the original itself

    @property
    def foreign(self) -> bool:
        """Whether this is another language than the one asked for."""
        return self.language != self.asked

    def __getitem__(self, field: str) -> str:
        return self.texts[field]


class TranslatedQuerySet(models.QuerySet[Any]):
    """Records whose best texts come along."""

    def in_language(self, language: str) -> Self:
        """With the rows ``best(language)`` needs: one query more, however many records."""
        return self.prefetch_related(rows_for(self.model, language))


class Translated(models.Model):
    """A record in one language whose other languages are child rows named ``translations``."""

    translated_fields: ClassVar[tuple[str, ...]] = ()
    optional_fields: ClassVar[tuple[str, ...]] = ()  # of these, what a translation may leave out

    original_language = models.CharField(
        _("original language"), max_length=5, choices=language_choices, default=PROJECT_LANGUAGE
    )

    if TYPE_CHECKING:
        translations: Any  # the subclass's rows, by the related name of their ParentalKey

    class Meta:
        abstract = True

    def texts(self) -> dict[str, str]:
        """The original's own texts by field."""
        return {field: getattr(self, field) for field in self.translated_fields}

    def digest(self) -> str:
        """What a translation was made from: equal digests, equal originals."""
        said = json.dumps([self.original_language, self.texts()], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def best(self, language: str, *fields: str) -> Text:
        """``fields`` (none named: all) in the asked language, else the project's, else the original.

        A stale or machine text in the reader's own language goes before a fresh one in another:
        the reader is told which it is. A row that leaves one of ``fields`` out is passed over.
        """
        fields = fields or self.translated_fields
        original = {field: getattr(self, field) for field in fields}
        rows = {row.language: row for row in self._rows(language)}
        for wanted in (language, PROJECT_LANGUAGE):
            if wanted == self.original_language:
                break
            if row := rows.get(wanted):
                texts = {field: getattr(row, field) for field in fields}
                if all(texts[field] or not original[field] for field in fields):
                    return Text(texts, wanted, language, TranslationState(row.state))
        return Text(original, self.original_language, language, None)

    def missing(self, texts: Mapping[str, str]) -> list[str]:
        """The fields a translation with ``texts`` would have to have and leaves empty."""
        needed = [field for field, text in self.texts().items() if text and not texts[field]]
        if any(texts.values()):
            return [field for field in needed if field not in self.optional_fields]
        return needed

    def _rows(self, language: str) -> Iterable[Any]:
        loaded: Iterable[Any] | None = getattr(self, _loaded_name(language), None)
        return self.translations.all() if loaded is None else loaded


class TranslationRow(models.Model):
    """A record's texts in one more language. The subclass adds the ``ParentalKey`` and texts::

        record = ParentalKey(Partner, CASCADE, related_name="translations")

    Only ``kernel.translations`` writes ``state`` and what follows it.
    """

    language = models.CharField(_("language"), max_length=5, choices=language_choices)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=TranslationState,
        default=TranslationState.HUMAN,
        editable=False,
    )
    by_machine = models.BooleanField(_("last written by machine"), default=False, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)

    if TYPE_CHECKING:
        record: Any

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record", "language"],
                name="%(app_label)s_%(class)s_one_per_language",
                violation_error_message=_("There is already a text in this language."),
            ),
        ]

    def __str__(self) -> str:
        return self.language

    def clean(self) -> None:
        """Refuse a row in the original's own language, and one that leaves out a text."""
        super().clean()
        if not hasattr(self, "record"):  # a form that has not said yet whose row this is
            return
        if self.language == self.record.original_language:
            raise ValidationError({"language": _("This is the language of the original.")})
        fields = self.record.translated_fields
        if missing := self.record.missing({field: getattr(self, field) for field in fields}):
            raise ValidationError(dict.fromkeys(missing, _("A text is missing.")))


def rows_for(model: type[models.Model], language: str, lookup: str = "translations") -> Prefetch:
    """The prefetch of the rows ``best(language)`` looks at; ``lookup`` may span relations."""
    rows: Any = model._meta.get_field("translations").related_model
    wanted = rows._default_manager.filter(language__in={language, PROJECT_LANGUAGE})
    return Prefetch(lookup, wanted, to_attr=_loaded_name(language))


def _loaded_name(language: str) -> str:
    return f"texts_in_{language.replace('-', '_')}"


class AuditEvent(models.Model):
    """Who did what to which record, and when. Written once by ``kernel.audit``, never changed."""

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
        help_text=_("Empty: the platform itself, or an account erased since."),
    )
    verb = models.CharField(_("what"), max_length=50)
    target = models.CharField(_("kind of record"), max_length=100)
    target_id = models.CharField(_("record"), max_length=100)
    detail = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target", "target_id", "-at"], name="kernel_audit_target")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a change of what is written is refused."""
        if not self._state.adding:
            message = "Audit events are written once."
            raise TypeError(message)
        super().save(*args, **kwargs)


class FormDraft(models.Model):
    """A half-filled form of one person, kept until it is sent, thrown away or too old.

    Written by ``kernel.keeping`` only. ``base`` says which version of the record it began from.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="form_drafts")
    form = models.CharField(_("form"), max_length=100)
    key = models.CharField(_("record"), max_length=100, blank=True)
    data = models.JSONField(_("what was typed"), default=dict, encoder=DjangoJSONEncoder)
    base = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(_("saved at"))
    delete_after = models.DateField(_("deleted after"))

    class Meta:
        verbose_name = _("half-filled form")
        verbose_name_plural = _("half-filled forms")
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "key"], name="kernel_draft_once"),
        ]
        indexes = [models.Index(fields=["delete_after"], name="kernel_draft_ends")]

    def __str__(self) -> str:
        return f"{self.form} {self.key}"


class EditingMark(models.Model):
    """That somebody has a record open for editing. Written by ``kernel.keeping`` only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    target = models.CharField(_("kind of record"), max_length=100)
    target_id = models.CharField(_("record"), max_length=100)
    began_at = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("mark of editing")
        verbose_name_plural = _("marks of editing")
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "target", "target_id"], name="kernel_editing_once"
            ),
        ]
        indexes = [models.Index(fields=["target", "target_id"], name="kernel_editing_target")]

    def __str__(self) -> str:
        return f"{self.target} {self.target_id}"
