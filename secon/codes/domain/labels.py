"""What codes are called, in the reader's language or else in English. No query."""

from collections.abc import Iterable

from secon.codes.domain.catalogue import ListHead, current

FALLBACK = "en"


def label(list_id: str, code: str, language: str) -> str | None:
    """The label of ``code`` in ``language``, else in English; None if nobody knows the code."""
    return labels(list_id, (code,), language).get(code)


def labels(list_id: str, codes: Iterable[str], language: str) -> dict[str, str]:
    """Labels of those ``codes`` that are known, each in ``language`` or else in English."""
    catalogue = current()
    own = catalogue.labels(language).get(list_id, {})
    english = catalogue.labels(FALLBACK).get(list_id, {})
    found = {code: own.get(code) or english.get(code) for code in codes}
    return {code: text for code, text in found.items() if text}


def all_labels(list_id: str, language: str) -> dict[str, str]:
    """Every code of a list with its label, in the list's order: for choices in a form."""
    return labels(list_id, current().labels(FALLBACK).get(list_id, {}), language)


def list_head(list_id: str) -> ListHead | None:
    """Version, source and size of a list as it is loaded here; None if it is not."""
    return current().heads.get(list_id)
