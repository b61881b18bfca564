"""The database itself refuses what must not be stored."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from secon.procurement import enums, notice
from secon.procurement.enums import SIGNAL_BITS, PointerKind, RunState
from secon.procurement.models import (
    ImportProblem,
    LotCpv,
    LotSignal,
    LotText,
    NoticePointer,
    NoticeText,
    Organisation,
    RawPayload,
    Reception,
)
from secon.procurement.signals import Kind
from tests.factories.procurement import (
    ImportRunFactory,
    LotFactory,
    NoticeFactory,
    OrganisationFactory,
    RawPayloadFactory,
)

pytestmark = pytest.mark.django_db


def refused(name, write):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    said = str(error.value)
    return name in said or "UNIQUE constraint failed" in said


def test_publication_number_is_stored_once():
    NoticeFactory(publication="5-2023")
    assert refused(
        "procurement_notice_publication", lambda: NoticeFactory(publication="5-2023", id=1)
    )


def test_notice_stands_at_a_known_stage():
    assert refused("procurement_notice_known_stage", lambda: NoticeFactory(stage="later"))


def test_notice_is_not_replaced_by_itself():
    one = NoticeFactory()
    one.superseded_by = one
    assert refused("procurement_notice_not_its_own_version", one.save)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("procurement_lot_known_stage", {"stage": "later"}),
        ("procurement_lot_known_kind", {"kind": "bit"}),
        ("procurement_lot_known_rung", {"rung": "guess"}),
        ("procurement_lot_closed_says_why", {"closed_on": date(2023, 12, 1)}),
        ("procurement_lot_closed_says_why", {"closed_by": "result"}),
        ("procurement_lot_value_above_zero", {"value": Decimal(0)}),
    ],
)
def test_lot_is_as_it_can_be(name, values):
    assert refused(name, lambda: LotFactory(**values))


def test_run_has_a_known_state_and_an_end_unless_it_runs():
    assert refused("procurement_run_known_state", lambda: ImportRunFactory(state="asleep"))
    assert refused(
        "procurement_run_finished_unless_running",
        lambda: ImportRunFactory(state=RunState.DONE, finished_at=None),
    )


def test_problem_has_a_known_level():
    run = ImportRunFactory()
    assert refused(
        "procurement_problem_known_level",
        lambda: ImportProblem.objects.create(run=run, level="bad", code="x", file="a"),
    )


def test_bytes_are_kept_once():
    RawPayloadFactory(sha256="a" * 64)
    assert refused("procurement_payload_once", lambda: RawPayloadFactory(sha256="a" * 64))
    assert RawPayload.objects.count() == 1


def test_what_hangs_on_a_notice_or_lot_is_there_once():
    lot = LotFactory(texts={"en": "One"}, codes=("90910000",))
    notice_ = lot.notice
    run, payload = ImportRunFactory(), notice_.payload
    organisation = OrganisationFactory(notice=notice_)
    NoticePointer.objects.create(notice=notice_, kind=PointerKind.CHANGES, target="1-2023")
    times = {"received_at": run.started_at, "file": "a.xml"}
    Reception.objects.create(notice=notice_, payload=payload, run=run, **times)
    twice = {
        "procurement_lot_text_once": lambda: LotText.objects.create(lot=lot, language="en"),
        "procurement_lot_cpv_once": lambda: LotCpv.objects.create(lot=lot, code="90910000"),
        "procurement_notice_text_once": lambda: NoticeText.objects.create(
            notice=notice_, language="el"
        ),
        "procurement_pointer_once": lambda: NoticePointer.objects.create(
            notice=notice_, kind=PointerKind.CHANGES, target="1-2023"
        ),
        "procurement_reception_once": lambda: Reception.objects.create(
            notice=notice_, payload=payload, run=run, **times
        ),
        "procurement_organisation_once": lambda: Organisation.objects.create(
            id=organisation.id + 1, notice=notice_, ref=organisation.ref
        ),
    }
    assert {name: refused(name, write) for name, write in twice.items()} == dict.fromkeys(
        twice, True
    )


def test_signal_has_a_known_kind():
    lot = LotFactory()
    assert refused(
        "procurement_signal_known_kind", lambda: LotSignal.objects.create(lot=lot, kind="nice")
    )


def test_stored_words_are_those_of_the_parsers():
    assert set(enums.Stage.values) == {stage.value for stage in notice.Stage}
    assert set(enums.Rung.values) == {rung.value for rung in notice.Rung}
    assert set(SIGNAL_BITS) == {kind.value for kind in Kind}
    assert len(set(SIGNAL_BITS.values())) == len(SIGNAL_BITS)
