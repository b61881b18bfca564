"""Our own extension of the standard: the social side with its proof, doubts, stated nones.

The standard has no place for words that prove a social clause, for a buyer who says "none" (an
absent field is unknown) nor for an amount that looks wrong. The extension is published with the
platform; its files are made from here, so what is written and what is described cannot differ.
"""

from collections.abc import Sequence
from typing import Any, Final

from secon.procurement.notice import Lot
from secon.procurement.ocds.values import Json
from secon.procurement.signals import Signal

_STATED_NONE: Final = {
    "reserved": "reservedParticipation",
    "strategic": "strategicProcurement",
    "social": "socialObjective",
    "green": "environmentalImpact",
    "innovation": "innovativeAcquisition",
    "green_criteria": "greenCriteria",
}


def lot_extension(lot: Lot, signals: Sequence[Signal]) -> Json:
    """The fields of the extension for one lot."""
    none = [name for attribute, name in _STATED_NONE.items() if getattr(lot, attribute) == ()]
    return {"socialSignals": [_signal(one) for one in signals], "statedNone": none}


def _signal(one: Signal) -> Json:
    return {
        "kind": str(one.kind),
        "code": one.code,
        "strength": str(one.strength),
        "field": one.field,
        "article": one.article,
        "use": one.use,
        "quote": one.quote,
        "language": one.language,
        "rule": one.rule,
        "doubt": str(one.doubt) if one.doubt else None,
    }


def _text(title: str, description: str) -> dict[str, Any]:
    return {"title": title, "description": description, "type": ["string", "null"]}


_LANGUAGES: Final = "_[a-z]{2}$"
"""Titles and descriptions of lots in the notice's other languages: ``title_fr``."""

SCHEMA_PATCH: Final[dict[str, Any]] = {
    "definitions": {
        "Lot": {
            "properties": {
                "socialSignals": {
                    "title": "Social signals",
                    "description": "What makes this lot matter to social enterprises, each with "
                    "its proof: a coded field of the notice, or words quoted from it.",
                    "type": "array",
                    "items": {"$ref": "#/definitions/SocialSignal"},
                    "wholeListMerge": True,
                },
                "statedNone": {
                    "title": "Stated none",
                    "description": "What the buyer explicitly says there is none of. "
                    "What is absent here and elsewhere is unknown.",
                    "type": "array",
                    "items": {"type": "string", "enum": list(_STATED_NONE.values())},
                    "wholeListMerge": True,
                },
            },
            "patternProperties": {
                f"^(title|description){_LANGUAGES}": {"type": ["string", "null"]}
            },
        },
        "LotGroup": {
            "patternProperties": {
                f"^(title|description){_LANGUAGES}": {"type": ["string", "null"]}
            },
        },
        "SocialSignal": {
            "title": "Social signal",
            "description": "One signal with its proof.",
            "type": "object",
            "required": ["kind", "strength"],
            "properties": {
                "kind": _text("Kind", "What the signal is about, such as reserved-participation."),
                "code": _text("Code", "The code of the list that the field uses."),
                "strength": _text(
                    "Strength",
                    "coded: a code of the buyer; derived: concluded from another code; "
                    "text: found in the words; likely: words that need their surroundings.",
                ),
                "field": _text("Field", "The business term or text of the notice that proves it."),
                "article": _text("Article", "The article of law that allows a reservation."),
                "use": _text("Use", "What a clause does: award-criterion, mention and so on."),
                "quote": _text("Quote", "The words, character for character as published."),
                "language": _text("Language", "The language of the words, ISO 639-1."),
                "rule": _text("Rule", "The published rule that found the words."),
                "doubt": _text("Doubt", "Why a coded signal is doubtful."),
            },
        },
        "Value": {
            "properties": {
                "isDoubtful": {
                    "title": "Is doubtful",
                    "description": "True where the form of the amount suggests an error: more than "
                    "two decimals, or a hundred times what the notice says elsewhere.",
                    "type": ["boolean", "null"],
                }
            }
        },
    },
    "properties": {
        "isExample": {
            "title": "Is an example",
            "description": "True for notices that the project wrote to show how things work.",
            "type": ["boolean", "null"],
        }
    },
}
EXTENSION: Final[dict[str, Any]] = {
    "name": {"en": "SECON social procurement"},
    "description": {
        "en": "The social side of a lot with its proof, what a buyer states as none, "
        "and amounts that look wrong."
    },
    "compatibility": ["1.1"],
    "schemas": ["release-schema.json"],
    "codelists": [],
    "documentationUrl": {"en": ""},
    "contactPoint": {"name": "SECON"},
}
