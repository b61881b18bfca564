"""What is counted of each lot, as yes-or-no facts over the columns of the archive.

A flag is a bit of ``lots.parquet`` and a column of ``cells.parquet``. ``asked`` means that the form
has the field, ``known`` that the notice answers; without an answer nothing is a no.
"""

from typing import Final

from secon.procurement.enums import Rung

_CALL: Final = "stage = 'call'"
_EFORMS: Final = "format LIKE 'eforms%'"
_WON: Final = "stage = 'result' AND len(winners) > 0"


def _coded(name: str, *, known: str, yes: str, kind: str, asked: str) -> dict[str, str]:
    """Asked, known, sure and doubtful of a field that buyers code."""
    doubtful = f"list_contains(doubtful, '{kind}')"
    return {
        f"{name}_asked": f"{_CALL} AND ({_EFORMS} OR {asked})",
        f"{name}_known": f"{_CALL} AND ({known})",
        name: f"{_CALL} AND {yes} AND NOT {doubtful}",
        f"{name}_doubtful": f"{_CALL} AND {yes} AND {doubtful}",
    }


_RESERVED: Final = "list_contains(doubtful, 'reserved-participation')"

FLAGS: Final[dict[str, str]] = {
    "call": _CALL,
    "result": "stage = 'result'",
    **_coded(
        "reserved",
        known="reserved IS NOT NULL",
        asked="reserved IS NOT NULL",
        yes="len(reserved) > 0",
        kind="reserved-participation",
    ),
    "article_20": f"{_CALL} AND list_contains(reserved, 'res-ws') AND NOT {_RESERVED}",
    "article_77": f"{_CALL} AND list_contains(reserved, 'res-pub-ser') AND NOT {_RESERVED}",
    **_coded(
        "execution",
        known="reserved_execution IS NOT NULL",
        asked="reserved_execution IS NOT NULL",
        yes="reserved_execution",
        kind="reserved-execution",
    ),
    **_coded(
        "objective",
        known="social IS NOT NULL OR strategic IS NOT NULL",
        asked="social IS NOT NULL OR strategic IS NOT NULL",
        yes="len(social) > 0",
        kind="social-objective",
    ),
    "clause_read": f"{_CALL} AND clause_read",
    "clause": f"{_CALL} AND clause_read AND clause_binding",
    "mention": f"{_CALL} AND clause_read AND clause_mention",
    "service": f"{_CALL} AND social_service",
    "sme_asked": f"{_CALL} AND ({_EFORMS} OR sme_suitable IS NOT NULL)",
    "sme_known": f"{_CALL} AND sme_suitable IS NOT NULL",
    "sme": f"{_CALL} AND sme_suitable",
    "won": _WON,
    "won_numbered": f"{_WON} AND len(winner_keys) > 0 AND EXISTS (FROM keys)",  # else unknown
    "won_social": f"{_WON} AND is_won_social",
    **{f"rung_{rung.value}": f"{_CALL} AND rung = '{rung.value}'" for rung in Rung},
}
"""Flag to its condition, in the order of their bits."""

BITS: Final = {name: 1 << place for place, name in enumerate(FLAGS)}
