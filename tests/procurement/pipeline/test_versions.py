"""Versions, results and closing days, decided on plain data."""

from dataclasses import replace
from datetime import date

from secon.procurement.domain.versions import Family, LotLink, NoticeLink, Pointer, decide

CALL = NoticeLink(
    id=1,
    publication="1-2023",
    version_key="aaaa-01",
    procedure="p",
    stage="call",
    published=date(2023, 11, 1),
    change_reason="",
    lot_count=1,
)
SECOND = replace(
    CALL, id=2, publication="2-2023", version_key="aaaa-02", published=date(2023, 11, 5)
)
THIRD = replace(
    CALL, id=3, publication="3-2023", version_key="aaaa-03", published=date(2023, 11, 9)
)
RESULT = replace(
    CALL,
    id=9,
    publication="9-2023",
    version_key="bbbb-01",
    stage="result",
    published=date(2023, 12, 1),
)


def lot(notice, ref="LOT-0001", *, key=None, deadline=date(2023, 11, 30)):
    stage = notice.stage
    day = deadline if stage == "call" else None
    return LotLink(
        id=key or notice.id * 10, notice=notice.id, ref=ref, stage=stage, deadline_day=day
    )


def decided(*notices, pointers=(), lots=None, awards=None):
    lots = [lot(one) for one in notices] if lots is None else lots
    results = {one.id for one in notices if one.stage == "result"}
    awards = {one.id: None for one in lots if one.notice in results} if awards is None else awards
    return decide(Family(notices, lots, [Pointer(*one) for one in pointers], awards))


def test_lot_of_a_lonely_call_is_open_until_its_deadline():
    assert decided(CALL).lots == {10: (date(2023, 11, 30), None, "", True)}


def test_call_without_deadline_is_never_open_and_closes_nowhere():
    assert decided(CALL, lots=[lot(CALL, deadline=None)]).lots[10] == (None, None, "", True)


def test_version_replaces_the_one_before_it_from_its_day_on():
    found = decided(CALL, SECOND, pointers=[(2, "changes", "1-2023")])
    assert found.changes == {1: None, 2: 1}
    assert found.superseded_by == {1: 2, 2: None}
    assert found.lots[10] == (date(2023, 11, 4), date(2023, 11, 5), "superseded", False)
    assert found.lots[20] == (date(2023, 11, 30), None, "", True)


def test_versions_that_all_name_the_first_form_one_chain():
    found = decided(
        CALL, SECOND, THIRD, pointers=[(3, "changes", "1-2023"), (2, "changes", "1-2023")]
    )
    assert found.superseded_by == {1: 2, 2: 3, 3: None}


def test_pointer_by_notice_id_and_version_is_followed():
    assert decided(CALL, SECOND, pointers=[(2, "changes", "aaaa-01")]).changes[2] == 1


def test_of_two_notices_with_one_id_that_of_the_same_procedure_is_meant():
    stranger = replace(CALL, id=4, publication="4-2023", procedure="q", published=date(2023, 11, 3))
    assert decided(CALL, stranger, SECOND, pointers=[(2, "changes", "aaaa-01")]).changes[2] == 1


def test_pointer_to_a_later_notice_is_no_version():
    assert decided(CALL, SECOND, pointers=[(1, "changes", "2-2023")]).changes == {1: None, 2: None}


def test_corrigendum_without_lots_changes_but_does_not_replace():
    corrigendum = replace(SECOND, lot_count=0)
    found = decided(CALL, corrigendum, lots=[lot(CALL)], pointers=[(2, "changes", "1-2023")])
    assert found.changes[2] == 1
    assert found.superseded_by[1] is None


def test_second_result_may_be_another_tranche_and_replaces_nothing():
    second = replace(RESULT, id=10, publication="10-2023", published=date(2023, 12, 5))
    found = decided(RESULT, second, pointers=[(10, "changes", "9-2023")])
    assert found.changes[10] == 9
    assert found.superseded_by == {9: None, 10: None}


def test_cancelling_version_closes_the_lot_and_is_not_open_itself():
    cancelled = replace(SECOND, change_reason="cancel")
    found = decided(CALL, cancelled, pointers=[(2, "changes", "1-2023")])
    assert found.lots[10][1:] == (date(2023, 11, 5), "cancelled", False)
    assert found.lots[20] == (date(2023, 11, 4), date(2023, 11, 5), "cancelled", True)


def test_result_joins_the_lot_of_its_number_in_its_procedure():
    lots = [
        lot(CALL, "LOT-0001", key=11),
        lot(CALL, "LOT-0002", key=12),
        lot(RESULT, "LOT-0002", key=92),
    ]
    assert decided(CALL, RESULT, lots=lots).call_lots == {92: 12}


def test_result_of_another_procedure_joins_nothing():
    other = replace(RESULT, procedure="q")
    assert decided(CALL, other).call_lots == {90: None}


def test_result_without_procedure_joins_the_call_it_names():
    call, result = replace(CALL, procedure=""), replace(RESULT, procedure="")
    assert decided(call, result).call_lots == {90: None}
    found = decided(call, result, pointers=[(9, "refers-to", "1-2023")])
    assert found.call_lots == {90: 10}


def test_result_joins_the_latest_version_before_it():
    late = replace(THIRD, published=date(2023, 12, 2))
    found = decided(
        CALL, SECOND, late, RESULT, pointers=[(2, "changes", "1-2023"), (3, "changes", "1-2023")]
    )
    assert found.call_lots == {90: 20}


def test_single_lots_are_one_whatever_they_are_called():
    lots = [lot(CALL, "LOT-0000", key=11), lot(RESULT, "1", key=91)]
    assert decided(CALL, RESULT, lots=lots).call_lots == {91: 11}


def test_one_of_several_awarded_lots_is_not_guessed():
    lots = [lot(CALL, "LOT-0000", key=11), lot(RESULT, "1", key=91), lot(RESULT, "2", key=92)]
    assert decided(CALL, RESULT, lots=lots).call_lots == {91: None, 92: None}


def test_result_before_the_deadline_closes_the_lot_the_day_before():
    early = replace(RESULT, published=date(2023, 11, 20))
    assert decided(CALL, early).lots[10] == (date(2023, 11, 19), date(2023, 11, 20), "result", True)


def test_result_after_the_deadline_changes_nothing():
    assert decided(CALL, RESULT).lots[10] == (date(2023, 11, 30), None, "", True)


def test_earliest_end_counts():
    early = replace(RESULT, published=date(2023, 11, 20))
    lots = [lot(CALL), lot(early)]
    found = decided(
        CALL, early, replace(SECOND, lot_count=1), lots=lots, pointers=[(2, "changes", "1-2023")]
    )
    assert found.lots[10][1:3] == (date(2023, 11, 5), "superseded")
