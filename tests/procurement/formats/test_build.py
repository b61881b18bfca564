"""Records built in one go are the same as those made by their constructors."""

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from secon.procurement.notice import Criterion, Lot, Notice, Organisation, Place, Stage, build

STATED = [
    (Organisation, {"id": "ORG-1", "names": {"el": "Δήμος"}, "place": Place(country="EL")}),
    (Criterion, {"kind": "price", "descriptions": {"en": "All costs"}}),
    (Lot, {"id": "LOT-0001", "reserved": (), "titles": {"en": "Cleaning"}}),
]


@pytest.mark.parametrize(("kind", "stated"), STATED)
def test_built_record_equals_the_constructed_one(kind, stated) -> None:
    built = build(kind, stated)
    assert built == kind(**stated)
    assert repr(built) == repr(kind(**stated))
    assert pickle.loads(pickle.dumps(built)) == built  # noqa: S301 -- own data


@pytest.mark.parametrize(("kind", "stated"), STATED)
def test_built_record_cannot_be_changed(kind, stated) -> None:
    built = build(kind, stated)
    with pytest.raises(FrozenInstanceError):
        setattr(built, next(iter(stated)), None)


def test_built_records_share_no_mapping() -> None:
    first, second = build(Lot, {"id": "1"}), build(Lot, {"id": "2"})
    assert first.titles == {}
    assert first.titles is not second.titles
    assert first.titles is not first.descriptions


def test_record_without_a_mandatory_field_is_not_built() -> None:
    with pytest.raises(TypeError, match=r"needs \['names'\]"):
        build(Organisation, {"id": "ORG-1"})


def test_notice_as_read_has_every_field(notice_of) -> None:
    notice: Notice = notice_of("eforms_result")
    assert notice.stage is Stage.RESULT
    assert Notice(**{one.name: getattr(notice, one.name) for one in fields(Notice)}) == notice
