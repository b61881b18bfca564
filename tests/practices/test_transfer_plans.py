"""What a region writes about a transfer: all or nothing, and a plan keeps what a plan needs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.kernel.enums import TranslationState
from secon.kernel.translations import translate
from secon.people.enums import Role
from secon.policy.enums import Fund
from secon.policy.models import InstrumentMoney
from secon.practices.domain import surroundings, transfer_plans
from secon.practices.domain.surroundings import Known
from secon.practices.domain.transfer_plans import Plan, PlanStep, Surrounding
from secon.practices.enums import Context, Likeness
from secon.practices.models import Transfer
from tests.factories.partnership import member
from tests.factories.policy import ImprovementFactory, InstrumentFactory
from tests.factories.practices import TransferFactory

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
SEEN = [
    Surrounding(one, "there", "here", Likeness.SIMILAR, "")
    for one in (Context.LAW, Context.MONEY, Context.GOVERNANCE)
]
PLAN = Plan(
    instrument=None,
    is_partial=True,
    changes="Two communes instead of five",
    decides="The county council",
    law="None",
    money_words="For two wages",
    money=Decimal(40000),
    currency="EUR",
    fund=Fund.ESF,
    language="en",
    surroundings=SEEN,
    steps=[PlanStep("Ask the council", "County council", date(2025, 6, 1))],
)

pytestmark = pytest.mark.django_db


def write(transfer: Transfer, plan: Plan, role: Role = Role.PARTNER_EDITOR) -> Transfer:
    by = member(role, transfer.partner)
    return transfer_plans.write(transfer=transfer, plan=plan, by=by, now=NOW)


def test_everything_written_is_stored() -> None:
    instrument = InstrumentFactory()
    stored = write(TransferFactory(), replace(PLAN, instrument=instrument))
    assert (stored.instrument, stored.is_partial, stored.money, stored.fund) == (
        instrument,
        True,
        Decimal(40000),
        "esf",
    )
    assert [(one.context, one.likeness) for one in stored.contexts.all()] == [
        ("law", "similar"),
        ("money", "similar"),
        ("governance", "similar"),
    ]
    assert [(one.text, one.owner, one.due_on) for one in stored.tasks.all()] == [
        ("Ask the council", "County council", date(2025, 6, 1))
    ]


def test_step_of_the_plan_keeps_its_key_and_one_left_out_goes() -> None:
    transfer = write(TransferFactory(), replace(PLAN, steps=[PlanStep("One"), PlanStep("Two")]))
    one, _two = transfer.tasks.all()
    stored = write(
        transfer,
        replace(PLAN, steps=[PlanStep("One, done", done_on=date(2025, 3, 1), pk=one.pk)]),
    )
    assert [(task.pk, task.text) for task in stored.tasks.all()] == [(one.pk, "One, done")]


def test_step_of_another_transfer_is_not_taken_over() -> None:
    other = write(TransferFactory(), PLAN).tasks.get()
    stored = write(TransferFactory(), replace(PLAN, steps=[PlanStep("Mine", pk=other.pk)]))
    other.refresh_from_db()
    assert (other.text, stored.tasks.get().pk != other.pk) == ("Ask the council", True)


@pytest.mark.parametrize("state", ["plan", "adapted"])
def test_plan_that_is_made_keeps_what_a_plan_needs(state: str) -> None:
    transfer = write(TransferFactory(state=state), PLAN)
    with pytest.raises(ValidationError) as refused:
        write(transfer, replace(PLAN, decides="", steps=[], changes="lost"))
    assert refused.value.messages == [
        "A plan also needs: Who decides.",
        "A plan also needs: At least one step of the plan.",
    ]
    kept = Transfer.objects.get()
    assert (kept.changes, kept.tasks.count()) == (PLAN.changes, 1)


def test_instrument_of_an_improvement_is_not_exchanged() -> None:
    improvement = ImprovementFactory()
    transfer = TransferFactory(
        state="in_instrument", improvement=improvement, instrument=improvement.instrument
    )
    with pytest.raises(ValidationError) as refused:
        write(transfer, replace(PLAN, instrument=InstrumentFactory()))
    assert list(refused.value.message_dict) == ["instrument"]


def test_translation_grows_stale_when_the_plan_changes() -> None:
    transfer = write(TransferFactory(), PLAN)
    texts = dict.fromkeys(Transfer.translated_fields, "") | {
        "changes": "Două comune",
        "decides": "Consiliul",
        "law": "Fără",
        "money_words": "Salarii",
    }
    translate(
        record=transfer,
        language="ro",
        texts=texts,
        by=None,
        state=TranslationState.HUMAN,
        now=NOW,
    )
    stored = write(transfer, replace(PLAN, changes="Three communes"))
    assert stored.best("ro", "changes").state == TranslationState.STALE


def test_others_write_nothing() -> None:
    transfer = TransferFactory()
    origin = member(Role.PARTNER_EDITOR, transfer.practice.partner)
    with pytest.raises(PermissionDenied):
        transfer_plans.write(transfer=transfer, plan=PLAN, by=origin, now=NOW)
    assert Transfer.objects.get().changes == ""


def test_surroundings_say_what_is_recorded_and_nothing_else() -> None:
    origin = InstrumentFactory(name="Program A", authority="Urząd")
    target = InstrumentFactory(name="Program B", authority="Consiliul", kind="strategy")
    InstrumentMoney.objects.create(instrument=target, fund="esf", amount=Decimal(1500000))
    transfer = TransferFactory(
        practice__instrument=origin,
        practice__organisation="Spółdzielnia",
        practice__cost=Decimal(250),
        practice__cost_per="a place",
        instrument=target,
        partner__country="RO",
    )
    known = surroundings.known(transfer)
    assert list(known) == list(Context)
    assert known[Context.INSTRUMENT] == Known(
        "Program A; Programme with EU funds", "Program B; Strategy"
    )
    assert known[Context.MONEY] == Known(
        "250 EUR (a place)", "1,500,000 EUR (European Social Fund Plus)"
    )
    assert known[Context.GOVERNANCE] == Known("Spółdzielnia", "Consiliul")
    assert known[Context.PEOPLE] == Known("", "")
    assert known[Context.LAW].target.startswith("A status given by an authority; ")
