"""What the API's description says of every parameter and answer, in one place. Pure.

The parameters of lists are read by the forms of their pages; what each means, with an example that
works, is said here once for all endpoints that take it. A test fails for a parameter without.
"""

from collections.abc import Mapping
from typing import Any, Final

Spoken = tuple[str, Any]
"""What a parameter means, and an example of it."""

_REPEAT: Final = "May be given several times: any of them."
COMMON: Final[Mapping[str, Spoken]] = {
    "q": ("Words as people write them, in any of the eleven languages.", "cleaning"),
    "region": (f"Partner region by its slug, see /regions. {_REPEAT}", ["peloponnese"]),
    "nuts": ("Region code of NUTS 2021 or 2024, or its beginning.", "EL65"),
    "country": ("Country of two letters, spelt as in NUTS (EL, UK).", "EL"),
    "sector": ("Sector, in words or as the beginning of a CPV code.", "cleaning"),
    "sort": ("Order of the list, as on its page.", "newest"),
    "lang": ("Language of the answer's labels.", "en"),
    "language": ("Language of the notice.", "el"),
    "limit": ("How many at most.", 5),
    "slug": ("The name in the address of its page.", "peloponnese"),
    "publication": ("Number of its publication on TED.", "262891-2023"),
    "ocid": ("Open contracting id, as a release states it.", "ocds-unregistered-262891-2023"),
    "pk": ("Number of the entry.", 1),
    "code": ("Code as written in the list.", "90910000"),
    "list_id": ("Name of the code list, see /codes.", "cpv"),
    "page": ("Page, from 1.", "1"),
    "level": ("Level of the region: 0 country to 3 small region.", 3),
}
OF_TAG: Final[Mapping[str, Mapping[str, Spoken]]] = {
    "places": {
        "near": ("Longitude and latitude.", "22.37,37.51"),
        "code": ("Code as a notice writes it, in any spelling.", "EL651"),
        "country": ("Country to read the code in, or those to put first.", "EL"),
        "q": ("A name as typed: a town, a postal code or a region.", "Tripoli"),
    },
    "tenders": {
        "notice": ("Number of a notice: only its lots.", "262891-2023"),
        "reserved": (f"Reserved for whom or how. {_REPEAT}", ["article-20"]),
        "signal": (f"Kind of social signal. {_REPEAT}", ["social-service"]),
        "clause": (f"What a clause in the text is about. {_REPEAT}", ["work-integration"]),
        "use": (f"What a clause in the text does. {_REPEAT}", ["performance-condition"]),
        "sure": ("on: without coded flags that the text does not bear out.", "on"),
        "within": ("Deadline within so many days.", "30"),
        "closes_from": ("First day of the deadline.", "2023-12-01"),
        "closes_to": ("Last day of the deadline.", "2023-12-31"),
        "value_min": ("Value from; only lots in the currency asked for.", "10000"),
        "value_max": ("Value to; only lots in the currency asked for.", "200000"),
        "currency": ("Currency of the value.", "EUR"),
        "sme": ("on: only lots that are said to suit small enterprises.", "on"),
        "stage": ("Where the procedure stands.", "open"),
        "on": ("The list as it stood on this day.", "2023-12-01"),
        "after": ("Where to go on: taken from the answer before, never made up.", None),
        "before": ("Where to go back: taken from `previous`, never made up.", None),
    },
    "enterprises": {
        "code": ("CPV code or its beginning: what is offered.", "9091"),
        "code_for": ("Words that the code was found for.", "cleaning"),
        "near": ("Town or postal code to measure the distance from.", "Tripoli"),
        "km": ("Distance from that place in kilometres.", "50"),
        "place": ("Key of a place, as the list's own links write it.", None),
        "at": ("Longitude and latitude to measure the distance from.", None),
        "bbox": ("West, south, east, north of a map.", None),
        "country": (f"Country of two letters, spelt as in NUTS. {_REPEAT}", ["EL"]),
        "sector": (f"What it offers. {_REPEAT}", ["cleaning"]),
        "audience": (f"For whom. {_REPEAT}", ["public_buyers"]),
        "standing": (f"How far its status is checked. {_REPEAT}", ["verified"]),
        "rural": (f"Type of region: 1 rural, 2 between, 3 town. {_REPEAT}", ["1"]),
        "social": (f"Social enterprise by law or in fact. {_REPEAT}", None),
        "family": (f"Family of the legal form. {_REPEAT}", ["cooperative"]),
        "status": (f"National status. {_REPEAT}", ["el-koinsep"]),
        "employs": (f"Whom it employs. {_REPEAT}", ["disability"]),
        "serves": (f"Whom it serves. {_REPEAT}", ["young"]),
        "size": (f"People employed. {_REPEAT}", ["10-49"]),
        "theme": (f"Theme of the project. {_REPEAT}", ["awareness"]),
        "sdg": (f"Sustainable development goal, 1 to 17. {_REPEAT}", ["8"]),
        "icnp": (f"Section of the third sector (ICNP/TSO). {_REPEAT}", ["A"]),
        "open": ("on: open now, where the hours are known.", "on"),
        "delivers": ("on: delivers to the place asked for.", "on"),
        "green": ("on: helps the green transition.", "on"),
        "digital": ("on: helps the digital transition.", "on"),
        "sort": ("Order of the list, as on its page.", None),
        "after": ("0, or what the last answer says.", "0"),
    },
    "practices": {
        "kind": ("practice, or lesson: what failed and why.", "practice"),
        "country": (f"Country of two letters, spelt as in NUTS. {_REPEAT}", ["EL"]),
        "topic": (f"Topic of the Council Recommendation. {_REPEAT}", ["skills"]),
        "aim": (f"Aim of the project. {_REPEAT}", ["awareness"]),
        "aspect": (f"What the barriers are about that it answers. {_REPEAT}", ["finance"]),
        "rural": (f"Whether it works in town or country. {_REPEAT}", ["rural"]),
        "review": (f"How far it was judged. {_REPEAT}", ["published"]),
        "figures": ("on: only with results in numbers.", "on"),
        "costed": ("on: only those whose cost is known.", "on"),
        "taken_up": ("on: only those that another region took up.", "on"),
        "arrived": ("on: only those tried or in a policy elsewhere.", "on"),
        "cost_to": ("Cost up to, in euro; unknown ones are left out.", "50000"),
    },
    "policies": {
        "where": ("A region by its slug, or a country as a whole: EL, or EU.", "EU"),
        "topic": ("Topic of the Council Recommendation.", "funding"),
        "level": ("Who decides on it: eu, national, regional or local.", "regional"),
        "kind": ("What it is.", "eu_programme"),
        "fund": ("Where its money comes from.", "esf"),
        "theme": ("Aim of the project.", "awareness"),
        "addressed": ("on: only those a partner wants to improve.", "on"),
    },
    "improvements": {
        "where": ("A region by its slug, see /regions.", None),
        "kind": ("measures, management or strategy.", "measures"),
        "state": ("planned, done, submitted, validated or refused.", "done"),
        "fund": ("Where the money comes from.", "esf"),
    },
    "chains": {
        "origin": ("Region the practice comes from, by its slug, see /regions.", "peloponnese"),
        "target": ("Region that adopts it, by its slug, see /regions.", "peloponnese"),
        "state": ("How far it came.", "visit"),
        "instrument": ("Number of the policy instrument it shall change.", None),
        "practice": ("Number of the practice.", None),
    },
}
"""Tag of an endpoint to what its own parameters mean; None where an example cannot be made up."""

PROMISE: Final = """\
Social enterprises, tenders with their social side, regions and codes, as open data.

No key is needed. Within version 1 the names of fields and their meaning do not change; new fields
may be added, so pass over those you do not know. What would break a program comes as a new version
at an address of its own.

`null` is unknown; an empty list is a stated none. Errors are JSON: `detail` in words, or `errors`
by parameter (422). Texts are in the language of the request (`Accept-Language`) where they exist.
"""
TOO_OFTEN: Final = "Asked too often. Wait as many seconds as `Retry-After` says."
MISSING: Final = "There is no such thing, or no such address."
UNREADABLE: Final = "A parameter could not be read; each is named with what is wrong."
_ERROR: Final = {
    "type": "object",
    "title": "Error",
    "properties": {"detail": {"description": "What is wrong, in words."}},
}


def described(schema: Mapping[str, Any], *, per_minute: int) -> dict[str, Any]:
    """``schema`` with the words above: meaning and example of parameters, and answers to errors."""
    made = dict(schema)
    said = f"{PROMISE}\nAnonymous readers may ask {per_minute} times a minute.\n"
    made["info"] = {**schema["info"], "description": said}
    for operations in made["paths"].values():
        for operation in operations.values():
            _describe(operation)
    return made


def _describe(operation: dict[str, Any]) -> None:
    tag = (operation.get("tags") or [""])[0]
    own = OF_TAG.get(tag, {})
    for parameter in operation.get("parameters", ()):
        meaning, example = own.get(parameter["name"]) or COMMON.get(parameter["name"], ("", None))
        schema = parameter["schema"]
        known = parameter.get("description") or schema.pop("description", "")
        parameter["description"] = known or meaning
        given = (schema.pop("examples", None) or [example])[0]
        if given is not None:
            parameter["example"] = given
    answers = operation["responses"]
    _say(answers, 429, TOO_OFTEN)
    if "{" in operation.get("operationId", "") or any(
        one["in"] == "path" for one in operation.get("parameters", ())
    ):
        _say(answers, 404, MISSING)
    if operation.get("parameters"):
        _say(answers, 422, UNREADABLE)


def _say(answers: dict[Any, Any], code: int, words: str) -> None:
    """An answer to an error: described, with a schema where the endpoint states none."""
    answer = answers.setdefault(code, {"content": {"application/json": {"schema": _ERROR}}})
    answer["description"] = words
