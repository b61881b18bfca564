"""Where an entry stands, and the steps it may take."""

from datetime import UTC, datetime

import pytest

from secon.enterprises.domain import listing
from secon.enterprises.domain.flattening import entries_since
from secon.enterprises.enums import STEPS, State
from secon.enterprises.models import Enterprise
from tests.factories.enterprises import EnterpriseFactory

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db
VERBS = {
    "list": lambda entry: listing.list_entry(enterprise=entry, by=None, now=NOW),
    "decline": lambda entry: listing.decline(enterprise=entry, by=None, now=NOW, reason="No"),
    "propose again": lambda entry: listing.propose_again(enterprise=entry, by=None, now=NOW),
    "end": lambda entry: listing.end(enterprise=entry, by=None, now=NOW, reason="Closed"),
    "relist": lambda entry: listing.relist(enterprise=entry, by=None, now=NOW),
}
LEADS = {
    ("list", State.PROPOSED): State.LISTED,
    ("decline", State.PROPOSED): State.DECLINED,
    ("propose again", State.DECLINED): State.PROPOSED,
    ("end", State.LISTED): State.ENDED,
    ("end", State.VERIFIED): State.ENDED,
    ("relist", State.ENDED): State.LISTED,
    ("relist", State.DECLINED): State.LISTED,
}


def entry_in(state, **more):
    trait = {} if state is State.LISTED else {state.value: True}
    return EnterpriseFactory(**trait, **more)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", list(VERBS))
def test_a_step_leads_where_the_table_says_or_is_refused(verb, state):
    entry = entry_in(state)
    if (verb, state) in LEADS:
        VERBS[verb](entry)
        assert Enterprise.objects.get().state == LEADS[verb, state]
    else:
        with pytest.raises(listing.ListingError):
            VERBS[verb](entry)
        assert Enterprise.objects.get().state == state


def test_every_state_has_its_steps():
    assert STEPS.keys() == set(State)


def test_the_index_hears_of_an_end():
    entry = entry_in(State.LISTED)
    listing.end(enterprise=entry, by=None, now=NOW, reason="Closed")
    assert [(one.pk, one.state) for one in entries_since(entry.version)] == [
        (entry.pk, State.ENDED)
    ]


def test_an_ended_entry_comes_back_unverified():
    entry = entry_in(State.VERIFIED)
    listing.end(enterprise=entry, by=None, now=NOW, reason="Closed")
    assert (Enterprise.objects.get().ended_on, Enterprise.objects.get().end_reason) == (
        NOW.date(),
        "Closed",
    )
    listing.relist(enterprise=entry, by=None, now=NOW)
    after = Enterprise.objects.get()
    assert (after.verified_on, after.ended_on, after.end_reason) == (None, None, "")


def test_a_number_listed_elsewhere_keeps_an_entry_out():
    EnterpriseFactory(number_key="PL1")
    entry = entry_in(State.PROPOSED, number_key="PL1")
    with pytest.raises(listing.ListingError) as refused:
        listing.list_entry(enterprise=entry, by=None, now=NOW)
    assert list(refused.value.message_dict) == ["company_number"]
    entry.refresh_from_db()
    assert entry.state == State.PROPOSED


def test_a_reason_is_one_line():
    entry = entry_in(State.LISTED)
    listing.end(enterprise=entry, by=None, now=NOW, reason=" Closed \n for good ")
    assert Enterprise.objects.get().end_reason == "Closed for good"
