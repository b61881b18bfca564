"""Files of code lists are read whole or refused with file, line and reason."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from secon.codes.formats import CodeListError, read
from tests.factories.codes import genericode


def test_genericode_gives_list_version_agency_and_labels() -> None:
    data = genericode([("red", {"en": "Red", "el": "Κόκκινο"}), ("blue", {"en": "Blue"})])

    (one,) = read(data, source="colours.gc")

    assert (one.id, one.version, one.source, one.complete) == (
        "colours",
        "1",
        "Agency of Tests (colours.gc)",
        True,
    )
    assert [(code.code, dict(code.labels)) for code in one.codes] == [
        ("red", {"en": "Red", "el": "Κόκκινο"}),
        ("blue", {"en": "Blue"}),
    ]


def test_cpv_in_genericode_gets_the_nearest_code_above() -> None:
    rows = [("90000000", {"en": "A"}), ("90911200", {"en": "B"}), ("90910000", {"en": "C"})]

    (one,) = read(genericode(rows, name="cpv"), source="cpv.gc")

    assert {code.code: code.parent for code in one.codes} == {
        "90000000": None,
        "90910000": "90000000",
        "90911200": "90910000",
    }


def test_labels_known_to_be_those_of_another_code_are_not_taken() -> None:
    labels = {"en": "Transport equipment", "de": "Antiputrefaktionsmasken"}
    data = json.dumps({"34000000-7": {"labels": labels}}).encode()

    (one,) = read(data, source="cpv.json")

    assert dict(one.codes[0].labels) == {"en": "Transport equipment"}


def test_cpv_as_json_splits_off_the_check_digit() -> None:
    data = json.dumps({"90910000-9": {"labels": {"en": "Cleaning\u00a0 services"}}}).encode()

    (one,) = read(data, source="cpv.json")

    assert [(c.code, c.suffix, c.labels["en"]) for c in one.codes] == [
        ("90910000", "9", "Cleaning services")
    ]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 1, "neither genericode nor JSON"),
        (b"code;label\n1;one", 1, "neither genericode nor JSON"),
        (b"<a>\n<b></a>", 2, "mismatch"),
        (b"<html/>", 1, "not a genericode CodeList"),
        (b'{"lists": [}', 1, "Expecting value"),
        (b'{"a":\n "b",}', 2, "Expecting property name"),
        (b'{"lists": [{}], "languages": []}', None, "not a table"),
        (b'{"nonsense": {}}', None, "no CPV code"),
        (b'{"90910000-9": {"labels": 3}}', None, "has no labels"),
        (b"{}", None, "empty"),
        (genericode([]), None, "no rows"),
        (genericode([("a", {}), ("a", {})]), 10, "stands twice"),
        (genericode([("", {"en": "x"})]), 9, "no code"),
        (genericode([("abc", {})], name="cpv"), 9, "no CPV code"),
        (b"<?xml version='1.0' encoding='UTF-8'?><a>\xff\xfe</a>", 1, "not proper UTF-8|encoding"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_line_and_reason(
    data: bytes, line: int | None, reason: str
) -> None:
    with pytest.raises(CodeListError, match=reason) as refusal:
        read(data, source="bad.gc")

    assert refusal.value.file == "bad.gc"
    assert line is None or refusal.value.line == line


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    ],
)
def test_a_document_type_is_refused(prolog: str) -> None:
    data = genericode([("a", {"en": "A"})], prolog=prolog)

    with pytest.raises(CodeListError, match="document type"):
        read(data, source="hostile.gc")


def test_a_file_larger_than_any_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secon.codes.formats.MAX_BYTES", 100)

    with pytest.raises(CodeListError, match="larger than"):
        read(genericode([("a", {"en": "A"})]), source="huge.gc")


AT_HAND = Path(settings.SECON_CODES_AT_HAND)


@pytest.mark.skipif(not AT_HAND.is_dir(), reason="needs the EU's own files in ../shared/data")
def test_every_real_list_at_hand_is_read() -> None:
    lists = [
        one for path in AT_HAND.glob("*.gc") for one in read(path.read_bytes(), source=path.name)
    ]

    assert all(code.labels["en"] for one in lists for code in one.codes)
    assert {"reserved-procurement", "social-objective", "social-service-cpv"} <= {
        one.id for one in lists
    }
