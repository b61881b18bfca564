"""What the API says of codes."""

from ninja import Schema


class ListOut(Schema):
    """A code list as it is loaded here."""

    id: str
    version: str
    source: str
    complete: bool
    codes: int


class HitOut(Schema):
    """A code that answers a query, and why."""

    code: str
    label: str
    language: str
    score: float
    how: str
    matched: str
    matched_language: str


class AnswerOut(Schema):
    """The answer of the code finder, with the list it searched."""

    query: str
    language: str
    searched: ListOut | None
    hits: list[HitOut]


class NamedCodeOut(Schema):
    """A code with its label; empty where no language has one."""

    code: str
    label: str
    language: str


class CodeOut(Schema):
    """One code with its labels by language and the codes above and below it."""

    list_id: str
    code: str
    suffix: str
    active: bool
    labels: dict[str, str]
    above: list[NamedCodeOut]
    below: list[NamedCodeOut]
