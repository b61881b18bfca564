"""Hostile and broken input: a clear problem with code and place, never anything else."""

import pickle
from contextlib import suppress

import pytest
from lxml import etree

from secon.procurement.formats import FormatError, eforms, read
from secon.procurement.formats.xml import MAX_BYTES
from tests.procurement.formats.conftest import FIXTURES, fixtures

CALL = (FIXTURES / "eforms_call.xml").read_bytes()
BOMB = (
    b'<!DOCTYPE a [<!ENTITY e0 "ha">'
    + b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    + b'] ><a t="&e9;">&e9;</a>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", "too-large"),
        (b"<a>" * 3000 + b"</a>" * 3000, "too-deep"),
        (b'{"message": "not found"}', "not-xml"),
        (b"\x1f\x8b\x08\x00", "not-xml"),
        (b"<html><body><p>Service unavailable<br></body></html>", "not-xml"),
        (b"<!DOCTYPE html><html><body/></html>", "wrong-root"),
        (b"<ContractNotice/>", "wrong-root"),
        (b'<TED_EXPORT xmlns="urn:example:other"/>', "wrong-root"),
        (CALL[:5000], "truncated"),
        ("<a>é</a>".encode("latin-1"), "bad-encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "bad-encoding"),
        (BOMB, "entity-limit"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "doctype"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><a/>', "doctype"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:24]),
)
def test_hostile_or_broken_input_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(FormatError) as refusal:
        read(data, source="x.xml")
    assert refusal.value.code == code
    assert refusal.value.where
    assert refusal.value.message


def test_other_encodings_are_read_when_declared() -> None:
    text = CALL.decode()
    data = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    assert read(data, source="x").titles["el"] == "Φροντίδα και καθαριότητα"


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_notice_cut_anywhere_is_refused_and_never_crashes(path) -> None:
    data = path.read_bytes().rstrip()
    for end in range(0, len(data), 97):
        with pytest.raises(FormatError):
            read(data[:end], source=path.name)


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_notice_without_any_one_element_reads_or_is_refused(path) -> None:
    """Every element left out in turn: parts are missing in ways nobody foresaw."""
    data = path.read_bytes()
    for position in range(1, sum(1 for _ in etree.fromstring(data).iter("*"))):
        root = etree.fromstring(data)
        victim = list(root.iter("*"))[position]
        victim.getparent().remove(victim)
        with suppress(FormatError):
            assert read(etree.tostring(root), source=path.name).publication


def test_error_of_our_own_becomes_a_refusal_that_names_the_element(monkeypatch) -> None:
    def fail(element, ctx):
        raise ZeroDivisionError("of our own")

    monkeypatch.setattr(eforms, "read_lot", fail)
    with pytest.raises(FormatError) as refusal:
        read(CALL, source="x")
    assert refusal.value.code == "unreadable"
    assert refusal.value.where == "/ContractNotice/ProcurementProjectLot[1]"
    assert refusal.value.message == "ZeroDivisionError: of our own"


def test_refusals_and_notices_travel_between_processes() -> None:
    notice = read(CALL, source="x")
    refusal = FormatError("empty", "file", "no content")
    assert pickle.loads(pickle.dumps(notice)) == notice  # noqa: S301 -- our own
    assert str(pickle.loads(pickle.dumps(refusal))) == "empty at file: no content"  # noqa: S301
