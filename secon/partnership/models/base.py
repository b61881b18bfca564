"""What the partnership's models share."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from secon.kernel.fields import WebAddressField


class SourceField(WebAddressField):
    """The public page a fact came from; empty where the fact is general knowledge."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            **{"verbose_name": _("source"), "max_length": 500, "blank": True} | kwargs  # type: ignore[arg-type]
        )


class LoadedRecord(models.Model):
    """What the project's file last said about a record, to tell its changes from a person's."""

    name = models.CharField(max_length=300, unique=True)
    target = models.CharField(max_length=100)
    target_id = models.BigIntegerField()
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("record loaded from the project's file")
        verbose_name_plural = _("records loaded from the project's file")

    def __str__(self) -> str:
        return self.name
