"""Who may do what in which state: one table for each kind of record, held against rules and pages.

The refused cases are listed in docs/features/opportunities-buyers.md from the same tables.
"""

import pytest
from django.contrib.auth.models import AnonymousUser

from secon.opportunities.buyer_enums import CallState, SoundingState, Standing
from secon.opportunities.domain import buyers
from secon.opportunities.models import BuyerProfile, ShortCall, Sounding
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.buyers import (
    NOW,
    BuyerProfileFactory,
    ShortCallFactory,
    SoundingFactory,
    buyer,
    supplier,
)
from tests.factories.enterprises import steward
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

pytestmark = pytest.mark.django_db
SECRET = "Słowa, których nikt inny nie czyta."
ROLES = (
    "anonymous",
    "citizen",
    "steward",
    "role only",
    "other buyer",
    "owner",
    "editor",
    "lead partner",
    "reviewer",
)
# Letters of the states in which a role may do it: Draft, Published, cLosed, Awarded, Cancelled.
CALLS = """
                view    change  publish  close  award  cancel  read    reply  ask
anonymous       PLAC    -       -        -      -      -       -       -      -
citizen         PLAC    -       -        -      -      -       -       -      P
steward         PLAC    -       -        -      -      -       -       -      P
role only       PLAC    -       -        -      -      -       -       -      P
other buyer     PLAC    -       -        -      -      -       -       -      P
owner           DPLAC   D       D        P      PL     PL      PLAC    P      P
editor          PLAC    -       -        -      -      -       -       -      P
lead partner    PLAC    -       -        -      -      -       -       -      P
reviewer        PLAC    -       -        -      -      -       -       -      P
"""
CALL_PERMISSIONS = {
    "view": "view_call",
    "change": "change_call",
    "publish": "publish_call",
    "close": "close_call",
    "award": "award_call",
    "cancel": "cancel_call",
    "read": "read_answers",
    "reply": "answer_question",
    "ask": "ask_about_call",
}
CALL_LETTERS = dict(zip(CallState, "DPLAC", strict=True))
# Draft, Sent, cLosed.
SOUNDINGS = """
                view    change  send    close
anonymous       -       -       -       -
citizen         -       -       -       -
steward         -       -       -       -
role only       -       -       -       -
other buyer     -       -       -       -
owner           DSL     D       D       S
editor          -       -       -       -
lead partner    -       -       -       -
reviewer        -       -       -       -
"""
SOUNDING_PERMISSIONS = {
    "view": "view_sounding",
    "change": "change_sounding",
    "send": "send_sounding",
    "close": "close_sounding",
}
SOUNDING_LETTERS = dict(zip(SoundingState, "DSL", strict=True))
# Asked, Confirmed, Declined, Ended.
PROFILES = """
                view    decide  end
anonymous       -       -       -
citizen         -       -       -
person itself   -       -       AC
other buyer     -       -       -
editor          ACDE    A       AC
other editor    -       -       -
lead partner    ACDE    A       AC
web admin       ACDE    A       AC
reviewer        ACDE    -       -
"""
PROFILE_PERMISSIONS = {"view": "view_buyers", "decide": "decide_buyer", "end": "end_buyer"}
PROFILE_LETTERS = dict(zip(Standing, "ACDE", strict=True))


def table(text, letters):
    heading, *lines = text.strip("\n").splitlines()
    actions = heading.split()
    starts = {action: heading.index(action) for action in actions}
    found = {}
    for line in lines:
        role = line[: starts[actions[0]]].strip()
        for action, start in starts.items():
            said = line[start:].split(maxsplit=1)[0]
            for state, letter in letters.items():
                found[role, state, action] = letter in said
    return found


ALLOWED_CALLS = table(CALLS, CALL_LETTERS)
ALLOWED_SOUNDINGS = table(SOUNDINGS, SOUNDING_LETTERS)
ALLOWED_PROFILES = table(PROFILES, PROFILE_LETTERS)


def somebody(role, owner):
    makers = {
        "anonymous": AnonymousUser,
        "citizen": UserFactory,
        "steward": lambda: steward(supplier(), NOW),
        "role only": lambda: person(Role.BUYER),
        "other buyer": buyer,
        "owner": lambda: owner,
        "editor": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
        "lead partner": lambda: member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        "reviewer": lambda: person(Role.REVIEWER),
    }
    return makers[role]()


def call_in(state, owner):
    trait = {} if state is CallState.DRAFT else {state.value: True}
    return ShortCallFactory(buyer=buyers.confirmed(owner), description=SECRET, **trait)


def sounding_in(state, owner):
    trait = {} if state is SoundingState.DRAFT else {"sent": True, "state": state}
    return SoundingFactory(buyer=buyers.confirmed(owner), about=SECRET, **trait)


def test_the_tables_name_every_role_state_and_action():
    assert len(ALLOWED_CALLS) == len(ROLES) * len(CallState) * len(CALL_PERMISSIONS)
    assert len(ALLOWED_SOUNDINGS) == len(ROLES) * len(SoundingState) * len(SOUNDING_PERMISSIONS)
    assert len(ALLOWED_PROFILES) == 9 * len(Standing) * len(PROFILE_PERMISSIONS)


@pytest.mark.parametrize("state", CallState)
@pytest.mark.parametrize("role", ROLES)
def test_permissions_on_calls(role, state):
    owner = buyer()
    call, user = call_in(state, owner), somebody(role, owner)
    assert {
        action: user.has_perm(f"opportunities.{permission}", call)
        for action, permission in CALL_PERMISSIONS.items()
    } == {action: ALLOWED_CALLS[role, state, action] for action in CALL_PERMISSIONS}


@pytest.mark.parametrize("state", SoundingState)
@pytest.mark.parametrize("role", ROLES)
def test_permissions_on_soundings(role, state):
    owner = buyer()
    sounding, user = sounding_in(state, owner), somebody(role, owner)
    assert {
        action: user.has_perm(f"opportunities.{permission}", sounding)
        for action, permission in SOUNDING_PERMISSIONS.items()
    } == {action: ALLOWED_SOUNDINGS[role, state, action] for action in SOUNDING_PERMISSIONS}


@pytest.mark.parametrize("state", Standing)
@pytest.mark.parametrize("role", sorted({role for role, _s, _a in ALLOWED_PROFILES}))
def test_permissions_on_buyers(role, state):
    partner = PartnerFactory()
    decided = None if state is Standing.ASKED else NOW
    profile = BuyerProfileFactory(partner=partner, standing=state, decided_at=decided)
    user = {
        "anonymous": AnonymousUser,
        "citizen": UserFactory,
        "person itself": lambda: profile.user,
        "other buyer": buyer,
        "editor": lambda: member(Role.PARTNER_EDITOR, partner),
        "other editor": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
        "lead partner": lambda: member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        "web admin": lambda: person(Role.WEB_ADMIN),
        "reviewer": lambda: person(Role.REVIEWER),
    }[role]()
    assert {
        action: user.has_perm(f"opportunities.{permission}", profile)
        for action, permission in PROFILE_PERMISSIONS.items()
    } == {action: ALLOWED_PROFILES[role, state, action] for action in PROFILE_PERMISSIONS}


def test_nobody_confirms_themselves():
    partner = PartnerFactory()
    editor = member(Role.PARTNER_EDITOR, partner)
    profile = BuyerProfileFactory(asked=True, user=editor, partner=partner)
    assert not editor.has_perm("opportunities.decide_buyer", profile)


POSTS = {
    "change": ("edit/", {"title": "Przejęte"}),
    "publish": ("check/", {}),
    "close": ("do/", {"do": "close"}),
    "drop": ("do/", {"do": "drop"}),
    "award": ("award/", {"winner_name": "Ja"}),
    "cancel": ("cancel/", {"reason": "x"}),
    "file": ("files/", {}),
}


@pytest.mark.parametrize("state", CallState)
@pytest.mark.parametrize("role", [role for role in ROLES if role != "owner"])
def test_what_others_post_to_a_call_changes_nothing(role, state, client):
    owner = buyer()
    call, user = call_in(state, owner), somebody(role, owner)
    if isinstance(user, User):
        client.force_login(user)
    before = list(ShortCall.objects.values())
    for action, (place, data) in POSTS.items():
        answer = client.post(f"/en/opportunities/buyers/calls/{call.pk}/{place}", data)
        assert answer.status_code in ({302} if role == "anonymous" else {403, 404}), action
        assert SECRET not in answer.text
    answers = client.get(f"/en/opportunities/buyers/calls/{call.pk}/answers/")
    assert answers.status_code in {302, 403, 404}
    page = client.get(f"/en/opportunities/calls/{call.pk}/")
    assert (SECRET in page.text) == (state is not CallState.DRAFT)
    assert list(ShortCall.objects.values()) == before


@pytest.mark.parametrize("state", SoundingState)
@pytest.mark.parametrize("role", [role for role in ROLES if role != "owner"])
def test_what_others_post_to_a_sounding_changes_nothing(role, state, client):
    owner = buyer()
    sounding, user = sounding_in(state, owner), somebody(role, owner)
    if isinstance(user, User):
        client.force_login(user)
    before = list(Sounding.objects.values())
    address = f"/en/opportunities/buyers/soundings/{sounding.pk}/"
    for place, data in (
        ("", {"do": "send"}),
        ("", {"do": "close"}),
        ("", {"do": "drop"}),
        ("edit/", {"title": "x"}),
    ):
        answer = client.post(address + place, data)
        assert answer.status_code in ({302} if role == "anonymous" else {403, 404})
    for place in ("", "edit/", "answers.csv"):
        answer = client.get(address + place)
        assert answer.status_code in {302, 403, 404}
        assert SECRET not in answer.text
    assert list(Sounding.objects.values()) == before


@pytest.mark.parametrize("role", ["citizen", "other buyer", "reviewer", "other editor"])
def test_what_others_post_to_a_buyer_changes_nothing(role, client):
    partner = PartnerFactory()
    profile = BuyerProfileFactory(asked=True, partner=partner, evidence=SECRET)
    client.force_login(
        {
            "citizen": UserFactory,
            "other buyer": buyer,
            "reviewer": lambda: person(Role.REVIEWER),
            "other editor": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
        }[role]()
    )
    before = list(BuyerProfile.objects.filter(pk=profile.pk).values())
    for action in ("confirm", "decline", "end"):
        address = f"/en/opportunities/buyers/requests/{profile.pk}/"
        answer = client.post(address, {"do": action, "reason": "x"})
        assert answer.status_code in {403, 404}
        assert SECRET not in answer.text
    assert list(BuyerProfile.objects.filter(pk=profile.pk).values()) == before
