"""What codes are called, in the reader's language or else in English."""

from collections.abc import Iterable


def label(list_id: str, code: str, language: str) -> str | None:
    """The label of ``code`` in ``language``, else in English; None if nobody knows the code."""
    return labels(list_id, (code,), language).get(code)


def labels(list_id: str, codes: Iterable[str], language: str) -> dict[str, str]:
    """Labels of those ``codes`` that are known, each in ``language`` or else in English."""
    return {}
