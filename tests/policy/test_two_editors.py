"""Two people at one instrument: each is told of the other, and no fact of either is lost."""

from __future__ import annotations

from datetime import date

import pytest

from secon.people.enums import Role
from secon.policy.models import InstrumentMoney
from tests.factories.partnership import PartnerFactory, member
from tests.factories.policy import InstrumentFactory
from tests.kernel.editors import Editor, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument():
    partner = PartnerFactory(name="Urząd", languages=["pl"])
    return InstrumentFactory(
        partner=partner, name="Program", summary="Old words", original_language="pl"
    )


def colleague(instrument) -> Editor:
    return Editor(
        member(Role.PARTNER_EDITOR, instrument.partner), f"/en/policies/{instrument.pk}/edit/"
    )


def test_facts_that_each_wrote_are_both_kept(instrument):
    InstrumentMoney.objects.create(instrument=instrument, fund="esf", amount=5)
    first, second = colleague(instrument), colleague(instrument)
    hers, his = first.open(), second.open()
    assert "Partner editor, Urząd: has this open since" in second.page.content.decode()
    assert first.send(hers | {"authority": "Ministry", "money-0-amount": "7"}).status_code == 302
    assert second.send(his | {"starts": "2021-01-01", "money-0-note": "Plan"}).status_code == 302
    instrument.refresh_from_db()
    money = instrument.money.get()
    assert (instrument.authority, instrument.starts) == ("Ministry", date(2021, 1, 1))
    assert (money.amount, money.note) == (7, "Plan")


@pytest.mark.parametrize(("chosen", "summary"), [("theirs", "Hers"), ("mine", "His")])
def test_the_same_fact_is_asked_and_the_choice_is_saved(instrument, chosen, summary):
    first, second = colleague(instrument), colleague(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"summary": "Hers"})
    page = second.send(his | {"summary": "His", "authority": "Region"})
    instrument.refresh_from_db()
    assert (page.status_code, instrument.summary, instrument.authority) == (409, "Hers", "")
    (choice,) = page.context_data["choices"]
    answer = second.send(posted(page) | {choice.name: chosen})
    instrument.refresh_from_db()
    assert (answer.status_code, instrument.summary, instrument.authority) == (
        302,
        summary,
        "Region",
    )


def test_one_amount_said_twice_is_asked(instrument):
    InstrumentMoney.objects.create(instrument=instrument, fund="esf", amount=5)
    first, second = colleague(instrument), colleague(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"money-0-amount": "7"})
    page = second.send(his | {"money-0-amount": "9"})
    (choice,) = page.context_data["choices"]
    assert (page.status_code, choice.label, choice.theirs, choice.mine) == (
        409,
        "Money: Amount",
        "7.00",
        "9",
    )
    assert instrument.money.get().amount == 7
