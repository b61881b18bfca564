"""The code finder and the code lists for machines."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.errors import HttpError

from secon.codes.domain import labels, queries
from secon.codes.domain.catalogue import ListHead, current
from secon.codes.domain.finder import find
from secon.codes.domain.ranking import MAX_CHARACTERS
from secon.codes.interfaces.schemas import AnswerOut, CodeOut, ListOut
from secon.codes.rules import CPV

router = Router(tags=["codes"])

LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)


@router.get("", response=list[ListOut], summary="The code lists loaded here")
def lists(request: HttpRequest) -> list[ListHead]:
    """Each with its version, its source, and whether it is the publisher's whole list."""
    return list(current().heads.values())


@router.get("/find", response=AnswerOut, summary="Words in any language to CPV codes")
def find_codes(
    request: HttpRequest,
    q: str = Query(..., max_length=MAX_CHARACTERS),
    lang: str = Query("en", pattern=f"^({LANGUAGES})$"),
    limit: int = Query(10, ge=1, le=50),
) -> dict[str, Any]:
    """The best codes first; ``how`` says why each was found. Empty if nothing is near."""
    hits = find(q, language=lang, limit=limit)
    return {"query": q, "language": lang, "searched": labels.list_head(CPV), "hits": hits}


@router.get("/{list_id}/{code}", response=CodeOut, summary="One code of a list")
def read_code(
    request: HttpRequest,
    list_id: str,
    code: str,
    lang: str = Query("en", pattern=f"^({LANGUAGES})$"),
) -> dict[str, Any]:
    """Labels in every language, and what stands above and below; 404 for an unknown code."""
    found = queries.code_in_context(list_id, code, lang)
    if found is None:
        raise HttpError(
            404, _("There is no code %(code)s in %(list)s.") % {"code": code, "list": list_id}
        )
    return {
        "list_id": list_id,
        "code": code,
        "suffix": found.suffix,
        "active": found.active,
        "labels": found.labels,
        "above": found.above,
        "below": found.below,
    }
