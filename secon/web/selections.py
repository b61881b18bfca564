"""The list behind a collection, as an editor pastes it."""

from django.http import QueryDict
from django.utils import timezone

from secon.enterprises.interfaces.requests import asked


def tidied(text: str) -> str:
    """The query string in a pasted address of the directory. ValueError says what is wrong."""
    pasted = text.strip()
    query = pasted.partition("?")[2] if "?" in pasted or "/" in pasted else pasted
    ask = asked(QueryDict(query), now=timezone.now(), language="en")
    if ask.errors:
        said = (f"{name}: {' '.join(found)}" for name, found in ask.errors.items())
        raise ValueError("; ".join(said))
    return query
