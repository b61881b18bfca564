"""Releases against the standard, by its own validator: OCDS 1.1.5 alone and with extensions."""

import json
import re

import pytest

from secon.procurement import ocds
from secon.procurement.formats import read
from secon.procurement.signals import Reader, signals
from tests.procurement.formats.conftest import needs_real_notices, real_eforms
from tests.procurement.ocds.conftest import notices
from tests.procurement.ocds.validator import HERE, extended_schema, package, validate

OUTSIDE_THE_LISTS = {"eu-oj"}
"""The profile's scheme for numbers of the Official Journal is on no list of the standard."""


def releases_of(found):
    made = {}
    for notice in found:
        reader = Reader(notice)
        social = {lot.id: signals(notice, lot, reader) for lot in notice.lots}
        try:
            one = ocds.release(notice, signals=social)
        except ocds.NoReleaseError:
            continue
        made[one["ocid"], one["id"]] = one
    return list(made.values())


def assert_nothing_found(verdict):
    assert verdict.errors == []
    assert verdict.additional_fields == []
    assert verdict.empty_fields == []
    codes = {code for codes in verdict.unknown_codes.values() for code in codes}
    assert codes <= OUTSIDE_THE_LISTS


@pytest.mark.parametrize("extended", [False, True], ids=["standard", "with extensions"])
def test_every_notice_of_the_repository_is_valid(tmp_path, extended):
    made = releases_of(notices())

    verdict = validate(package(made), tmp_path, extended=extended)

    assert len(made) >= 6
    assert verdict.errors == []
    assert verdict.empty_fields == []
    if extended:
        assert_nothing_found(verdict)


@needs_real_notices
def test_every_real_eforms_notice_is_valid(tmp_path):
    made = releases_of(read(data, source=name) for name, data in real_eforms())

    verdict = validate(package(made), tmp_path, extended=True)

    assert len(made) >= 60
    assert_nothing_found(verdict)


def test_the_validator_finds_what_is_wrong(tmp_path):
    made = releases_of(notices())
    del made[0]["date"]
    made[1]["tender"]["status"] = "open"
    made[2]["tender"]["lots"][0]["weather"] = "fine"
    made[3]["tender"]["title"] = " "

    verdict = validate(package(made), tmp_path, extended=True)

    assert [one["type"] for one in verdict.errors] == ["required"]
    assert verdict.unknown_codes["status"] == ["open"]
    assert [one["field"] for one in verdict.additional_fields] == ["weather"]
    assert len(verdict.empty_fields) == 1


def test_a_record_package_is_valid_too():
    made = ocds.record(releases_of(notices())[:1])

    assert set(made) == {"ocid", "releases"}


def test_our_extension_does_not_change_what_others_defined():
    others = json.loads((HERE / "release-schema.json").read_text())["definitions"]
    others |= json.loads((HERE / "profile-patch.json").read_text())["definitions"]

    for name, added in ocds.SCHEMA_PATCH["definitions"].items():
        known = others.get(name, {}).get("properties", {})
        assert not set(known) & set(added.get("properties", {})), name


def test_every_field_of_the_extension_is_described():
    properties = [
        (name, said)
        for definition in ocds.SCHEMA_PATCH["definitions"].values()
        for name, said in definition.get("properties", {}).items()
    ]

    assert {name for name, _ in properties} >= {"socialSignals", "statedNone", "isDoubtful"}
    assert all(said["title"] and said["description"] for _, said in properties)
    assert extended_schema()["definitions"]["SocialSignal"]


def test_translations_match_the_pattern_of_the_extension():
    (pattern,) = ocds.SCHEMA_PATCH["definitions"]["Lot"]["patternProperties"]

    assert re.fullmatch(pattern, "title_fr")
    assert not re.match(pattern, "status_fr")
