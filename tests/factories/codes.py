"""Code lists in the database and as files, written for the tests."""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

import factory
from django.utils import timezone

from secon.codes.models import Code, CodeLabel, CodeList


class CodeListFactory(factory.django.DjangoModelFactory):
    """A whole list."""

    class Meta:
        model = CodeList
        django_get_or_create = ("id",)

    id = "cpv"
    version = "2008"
    source = "written for tests"
    digest = "0" * 64
    loaded = factory.LazyFunction(timezone.now)


class CodeFactory(factory.django.DjangoModelFactory):
    """A code of CPV; ``labels={"en": …}`` makes its labels."""

    class Meta:
        model = Code
        skip_postgeneration_save = True

    list = factory.SubFactory(CodeListFactory)
    code = factory.Sequence(lambda n: f"{10_000_000 + n}")
    position = factory.Sequence(int)

    @factory.post_generation
    def labels(self, create: bool, extracted: Mapping[str, str] | None, **_: Any) -> None:
        if create and extracted:
            for language, label in extracted.items():
                CodeLabelFactory(code=self, language=language, label=label)


class CodeLabelFactory(factory.django.DjangoModelFactory):
    """An English label."""

    class Meta:
        model = CodeLabel

    code = factory.SubFactory(CodeFactory)
    language = "en"
    label = factory.LazyAttribute(lambda o: f"Label of {o.code.code}")


_COLUMNS = {"en": "eng", "el": "ell", "bg": "bul"}


def genericode(
    rows: Iterable[tuple[str, Mapping[str, str]]], *, name: str = "colours", prolog: str = ""
) -> bytes:
    """A genericode file with these codes and labels, laid out one row per line from line 9."""
    lines = [
        f"<Row><Value ColumnRef='code'><SimpleValue>{escape(code)}</SimpleValue></Value>"
        + "".join(
            f"<Value ColumnRef='{_COLUMNS[language]}_label'>"
            f"<SimpleValue>{escape(label)}</SimpleValue></Value>"
            for language, label in labels.items()
        )
        + "</Row>"
        for code, labels in rows
    ]
    head = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        prolog,
        "<gc:CodeList xmlns:gc='http://docs.oasis-open.org/codelist/ns/genericode/1.0/'>",
        "<Identification><ShortName>Short</ShortName>",
        f"<LongName>{name}</LongName>",
        "<LongName Identifier='listId'>http://example.org/list</LongName>",
        "<Version>1</Version><Agency><LongName>Agency of Tests</LongName></Agency></Identification>",
        "<SimpleCodeList>",
    ]
    return "\n".join([*head, *lines, "</SimpleCodeList></gc:CodeList>"]).encode()
