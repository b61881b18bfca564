"""Verbs of transfers: who may, in which order, with which evidence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from secon.kernel import audit
from secon.kernel.ports import get_port
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.enums import ImprovementState, ProofKind
from secon.practices.domain import transfers
from secon.practices.domain.transfers import Evidence
from secon.practices.enums import TRANSFER_ORDER, PracticeState, TransferState
from secon.practices.models import (
    Practice,
    Transfer,
    TransferContext,
    TransferMove,
    TransferProof,
    TransferTask,
)
from tests.factories.partnership import PartnerFactory, member, translated
from tests.factories.people import person
from tests.factories.policy import ImprovementFactory, InstrumentFactory
from tests.factories.practices import PracticeFactory, TransferFactory

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
TODAY = date(2025, 3, 14)
REPORT = Evidence(ProofKind.REPORT, "Traveller’s report", url="https://example.org/report")
S = TransferState

pytestmark = pytest.mark.django_db


def at(state: TransferState, **given: object) -> Transfer:
    """A transfer in a state, with everything a plan needs."""
    transfer: Transfer = TransferFactory(state=state, decides="The council", **given)
    for context in ("law", "money", "governance"):
        TransferContext.objects.create(transfer=transfer, context=context, likeness="similar")
    TransferTask.objects.create(transfer=transfer, text="Ask the council")
    TransferMove.objects.create(
        transfer=transfer, state=state, happened_on=date(2025, 1, 1), recorded_at=NOW
    )
    return Transfer.objects.get(pk=transfer.pk)


def editor(transfer: Transfer) -> User:
    return member(Role.PARTNER_EDITOR, transfer.partner)


def forward(transfer: Transfer, to: TransferState, by: User, **given: object) -> Transfer:
    options = {"on": TODAY, "note": "", "language": "en", "evidence": REPORT} | given
    return transfers.move(transfer=transfer, to=to, by=by, now=NOW, **options)  # type: ignore[arg-type]


def adopt(
    practice: Practice, partner: Partner, by: User, note: str = "", now: datetime = NOW
) -> Transfer:
    return transfers.adopt(
        practice=practice, partner=partner, note=note, language="en", by=by, now=now
    )


def test_interest_is_stored_with_its_first_step() -> None:
    practice, partner = PracticeFactory(published=True), PartnerFactory()
    made = adopt(practice, partner, member(Role.PARTNER_EDITOR, partner), "How do you pay for it?")
    assert (made.state, made.started_on) == (S.INTEREST, TODAY)
    step = made.moves.get()
    assert (step.state, step.note, step.language) == (S.INTEREST, "How do you pay for it?", "en")
    assert [one.verb for one in audit.events_on(made)] == ["transfer.adopt"]


def test_region_of_origin_hears_of_interest_in_its_language(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    practice = PracticeFactory(
        published=True,
        partner__original_language="pl",
        title="Spółdzielnia",
        original_language="pl",
    )
    partner = PartnerFactory(original_language="ro", territory_name="Harghita")
    translated(partner, "pl", "Rada")
    origin = member(Role.PARTNER_EDITOR, practice.partner)
    by = member(Role.PARTNER_EDITOR, partner)
    letters = get_port("mail").sent
    letters.clear()
    with django_capture_on_commit_callbacks(execute=True):
        adopt(practice, partner, by, "Cât costă?", now=timezone.now())
    (letter,) = letters
    assert letter.to == [origin.email]
    body = str(letter.body)
    assert "Spółdzielnia" in body
    assert "/pl/practices/transfers/" in body
    assert "Cât costă?" in body
    assert by.email not in body


@pytest.mark.parametrize(
    "state", sorted(set(PracticeState) - {"published", "counted", "validated", "not_selected"})
)
def test_practice_that_readers_do_not_see_is_not_taken_up(state: str) -> None:
    practice, partner = PracticeFactory(state=state, live=False), PartnerFactory()
    with pytest.raises(ValidationError, match="Only a published practice"):
        adopt(practice, partner, member(Role.PARTNER_EDITOR, partner))
    assert not Transfer.objects.exists()


def test_practice_is_not_taken_up_by_its_own_region() -> None:
    practice = PracticeFactory(published=True)
    with pytest.raises(ValidationError, match="comes from this region"):
        adopt(practice, practice.partner, member(Role.PARTNER_EDITOR, practice.partner))


def test_practice_is_taken_up_once_by_a_region() -> None:
    transfer = TransferFactory()
    with pytest.raises(ValidationError, match="taken up the practice already"):
        adopt(transfer.practice, transfer.partner, editor(transfer))
    assert Transfer.objects.count() == 1


def test_dropped_practice_can_be_taken_up_anew() -> None:
    transfer = TransferFactory(state=S.DROPPED)
    made = adopt(transfer.practice, transfer.partner, editor(transfer))
    assert made.pk != transfer.pk


def test_partner_without_a_region_takes_nothing_up() -> None:
    practice, partner = PracticeFactory(published=True), PartnerFactory(role="advisory")
    with pytest.raises(ValidationError, match="no region of its own"):
        adopt(practice, partner, person(Role.WEB_ADMIN))


def test_adopters_are_the_regions_one_speaks_for_and_that_are_free() -> None:
    transfer = TransferFactory()
    free = PartnerFactory()
    practice = transfer.practice
    assert transfers.adopters(practice, by=member(Role.PARTNER_EDITOR, free)) == [free]
    assert transfers.adopters(practice, by=editor(transfer)) == []
    assert transfers.adopters(practice, by=member(Role.PARTNER_EDITOR, practice.partner)) == []
    assert transfers.adopters(practice, by=person(Role.WEB_ADMIN)) == [free]


ALLOWED = {
    (S.INTEREST, S.CONTACT),
    (S.CONTACT, S.VISIT),
    (S.CONTACT, S.PLAN),
    (S.VISIT, S.PLAN),
    (S.PLAN, S.ADAPTED),
    (S.ADAPTED, S.IN_INSTRUMENT),
    (S.DROPPED, S.INTEREST),
}


@pytest.mark.parametrize("to", sorted(S))
@pytest.mark.parametrize("state", sorted(S))
def test_steps_go_forward_and_only_a_visit_is_skipped(state: S, to: S) -> None:
    instrument = InstrumentFactory()
    improvement = ImprovementFactory(instrument=instrument)
    was = {"improvement": improvement} if state == S.IN_INSTRUMENT else {}
    transfer = at(state, instrument=instrument, **was)
    given = {"improvement": improvement} if to == S.IN_INSTRUMENT else {}
    if (state, to) in ALLOWED:
        assert forward(transfer, to, editor(transfer), **given).state == to
    else:
        with pytest.raises(ValidationError, match="there is no step to"):
            forward(transfer, to, editor(transfer), **given)
        assert Transfer.objects.get(pk=transfer.pk).state == state


@pytest.mark.parametrize("state", [*TRANSFER_ORDER])
def test_transfer_is_dropped_from_every_state_with_a_reason(state: S) -> None:
    was = {"improvement": ImprovementFactory()} if state == S.IN_INSTRUMENT else {}
    transfer = at(state, **was)
    by = editor(transfer)
    with pytest.raises(ValidationError, match="Say why"):
        transfers.drop(transfer=transfer, why="  ", on=TODAY, by=by, now=NOW)
    dropped = transfers.drop(transfer=transfer, why="No law allows it", on=TODAY, by=by, now=NOW)
    assert (dropped.state, dropped.dropped_because) == (S.DROPPED, "No law allows it")
    assert dropped.moves.last().note == "No law allows it"


def test_taking_up_again_keeps_the_old_reason_among_the_steps_only() -> None:
    transfer = at(S.CONTACT)
    by = editor(transfer)
    dropped = transfers.drop(transfer=transfer, why="No money", on=TODAY, by=by, now=NOW)
    again = forward(dropped, S.INTEREST, by)
    assert (again.state, again.dropped_because) == (S.INTEREST, "")
    assert [one.note for one in again.moves.all()] == ["", "No money", ""]


@pytest.mark.parametrize(
    ("state", "to"), [(S.CONTACT, S.VISIT), (S.VISIT, S.PLAN), (S.PLAN, S.ADAPTED)]
)
def test_step_needs_its_evidence_once(state: S, to: S) -> None:
    transfer = at(state)
    by = editor(transfer)
    with pytest.raises(ValidationError) as refused:
        forward(transfer, to, by, evidence=None)
    assert list(refused.value.message_dict) == ["title"]
    assert not TransferProof.objects.exists()
    transfers.add_evidence(transfer=transfer, state=to, evidence=REPORT, by=by, now=NOW)
    assert forward(transfer, to, by, evidence=None).state == to


@pytest.mark.parametrize(
    ("take_away", "said"),
    [
        ("law", "A plan also needs: How alike the regions are in: Legal frame."),
        ("money", "A plan also needs: How alike the regions are in: Money."),
        (
            "governance",
            "A plan also needs: How alike the regions are in: Who decides and who carries it.",
        ),
        ("decides", "A plan also needs: Who decides."),
        ("tasks", "A plan also needs: At least one step of the plan."),
    ],
)
def test_plan_is_refused_while_something_is_unknown(take_away: str, said: str) -> None:
    transfer = at(S.VISIT)
    if take_away == "decides":
        Transfer.objects.update(decides=" ")
    elif take_away == "tasks":
        transfer.tasks.all().delete()
    else:
        transfer.contexts.filter(context=take_away).update(likeness="")
    with pytest.raises(ValidationError) as refused:
        forward(Transfer.objects.get(), S.PLAN, editor(transfer))
    assert refused.value.messages == [said]
    assert (Transfer.objects.get().state, TransferProof.objects.count()) == (S.VISIT, 0)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (TODAY + timedelta(days=1), "This day is still to come."),
        (date(2024, 12, 31), "The step before it was later than that."),
    ],
)
def test_step_is_on_a_day_between_the_last_one_and_today(on: date, said: str) -> None:
    transfer = at(S.INTEREST)
    with pytest.raises(ValidationError) as refused:
        forward(transfer, S.CONTACT, editor(transfer), on=on)
    assert refused.value.message_dict == {"on": [said]}


def test_change_of_the_instrument_names_its_improvement() -> None:
    transfer = at(S.ADAPTED, instrument=InstrumentFactory())
    by = editor(transfer)
    other = ImprovementFactory()
    refused = ImprovementFactory(instrument=transfer.instrument, state=ImprovementState.REFUSED)
    for improvement, said in (
        (None, "Name the policy improvement it led to."),
        (other, "This improvement is of another instrument."),
        (refused, "This improvement was not validated."),
    ):
        with pytest.raises(ValidationError) as no:
            forward(transfer, S.IN_INSTRUMENT, by, improvement=improvement)
        assert no.value.message_dict == {"improvement": [said]}
    right = ImprovementFactory(instrument=transfer.instrument)
    assert forward(transfer, S.IN_INSTRUMENT, by, improvement=right).improvement == right


def test_change_needs_an_instrument_to_change() -> None:
    transfer = at(S.ADAPTED)
    with pytest.raises(ValidationError, match="First say which policy instrument"):
        forward(transfer, S.IN_INSTRUMENT, editor(transfer), improvement=ImprovementFactory())


def test_last_evidence_of_a_step_taken_stays() -> None:
    transfer = at(S.CONTACT)
    by = editor(transfer)
    forward(transfer, S.VISIT, by)
    proof = transfer.proofs.get()
    with pytest.raises(ValidationError, match="only evidence"):
        transfers.remove_evidence(proof=proof, by=by, now=NOW)
    other = transfers.add_evidence(
        transfer=transfer, state=S.VISIT, evidence=REPORT, by=by, now=NOW
    )
    transfers.remove_evidence(proof=proof, by=by, now=NOW)
    assert [*TransferProof.objects.all()] == [other]


def test_evidence_nobody_can_find_is_refused() -> None:
    transfer = at(S.INTEREST)
    with pytest.raises(ValidationError, match="say where it can be seen"):
        transfers.add_evidence(
            transfer=transfer,
            state=None,
            evidence=Evidence(ProofKind.REPORT, "Somewhere"),
            by=editor(transfer),
            now=NOW,
        )


def _nobody(transfer: Transfer) -> User:
    return person()


def _origin(transfer: Transfer) -> User:
    return member(Role.PARTNER_EDITOR, transfer.practice.partner)


def _stakeholder(transfer: Transfer) -> User:
    return member(Role.STAKEHOLDER, transfer.partner)


def _officer(transfer: Transfer) -> User:
    return person(Role.POLICY_OFFICER)


def _lead(transfer: Transfer) -> User:
    return member(Role.LEAD_PARTNER, PartnerFactory(role="lead"))


def _web(transfer: Transfer) -> User:
    return person(Role.WEB_ADMIN)


@pytest.mark.parametrize("state", sorted(S))
@pytest.mark.parametrize(
    ("who", "may"),
    [
        (_nobody, False),
        (_origin, False),
        (_stakeholder, False),
        (_officer, False),
        (editor, True),
        (_lead, True),
        (_web, True),
    ],
)
def test_only_the_adopting_region_and_those_who_run_all_change_it(
    who: object, may: bool, state: S
) -> None:
    was = {"improvement": ImprovementFactory()} if state == S.IN_INSTRUMENT else {}
    transfer = at(state, **was)
    by: User = who(transfer)  # type: ignore[operator]
    assert by.has_perm("practices.change_transfer", transfer) is may
    if may:
        return
    verbs = [
        lambda: forward(transfer, S.CONTACT, by),
        lambda: transfers.drop(transfer=transfer, why="Why", on=TODAY, by=by, now=NOW),
        lambda: transfers.add_evidence(
            transfer=transfer, state=None, evidence=REPORT, by=by, now=NOW
        ),
    ]
    for verb in verbs:
        with pytest.raises(PermissionDenied):
            verb()
    assert (Transfer.objects.get().state, TransferProof.objects.count()) == (state, 0)
