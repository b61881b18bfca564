"""Who may do what with an entry in which state: one table, held against rules and pages.

The refused cases are listed in docs/features/enterprises.md from the same table.
"""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from secon.enterprises.domain import claims
from secon.enterprises.enums import ChangeKind, EvidenceKind, State
from secon.enterprises.models import Change, Claim, Enterprise
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db

ROLES = (
    "anonymous",
    "citizen",
    "steward",
    "other steward",
    "stakeholder",
    "buyer",
    "editor",
    "other editor",
    "lead partner",
    "web admin",
    "reviewer",
)
STATES = tuple(State)
PERMISSIONS = {
    "view": "view_enterprise",
    "propose": "propose_enterprise",
    "edit": "change_enterprise",
    "clear": "clear_enterprise",
    "verify": "verify_enterprise",
    "claim": "claim_enterprise",
    "decide claim": "decide_claim",
    "end": "end_enterprise",
    "relist": "relist_enterprise",
}
# Letters of the states in which a role may do it: Proposed, Declined, Listed, Verified, Ended.
TABLE = """
                view    propose  edit   clear   verify  claim  decide claim  end   relist
anonymous       LVE     -        -      -       -       -      -             -     -
citizen         LVE     -        -      -       -       LV     -             -     -
steward         PDLVE   PLV      -      -       -       -      -             -     -
other steward   LVE     -        -      -       -       LV     -             -     -
stakeholder     LVE     -        -      -       -       LV     -             -     -
buyer           LVE     -        -      -       -       LV     -             -     -
editor          PDLVE   PLV      PLV    PDLVE   LV      LV     PDLVE         LV    DE
other editor    LVE     -        -      -       -       LV     -             -     -
lead partner    PDLVE   PLV      PLV    PDLVE   LV      LV     PDLVE         LV    DE
web admin       PDLVE   PLV      PLV    PDLVE   LV      LV     PDLVE         LV    DE
reviewer        PDLVE   -        -      -       -       LV     -             -     -
"""
PAGES = {  # the page of an action, and what it answers where the action is refused
    "propose": "/en/enterprises/{pk}/edit/",
    "verify": "/en/enterprises/{pk}/verify/",
    "claim": "/en/enterprises/{pk}/claim/",
    "end": "/en/enterprises/{pk}/end/",
    "clear": "/en/enterprises/desk/changes/{change}/",
    "decide claim": "/en/enterprises/desk/claims/{claim}/",
}
SECRET = "A sentence that nobody else may read."


def table() -> dict[tuple[str, State, str], bool]:
    heading, *lines = TABLE.strip("\n").splitlines()
    starts = {action: heading.index(action) for action in PERMISSIONS}
    found = {}
    for line in lines:
        role = line[: starts["view"]].strip()
        for action, start in starts.items():
            letters = line[start:].split(maxsplit=1)[0]
            for state in STATES:
                found[role, state, action] = state.name[0] in letters
    return found


ALLOWED = table()


@pytest.fixture
def people(request):
    """One person for each role, and the entry's partner."""
    partner, other = PartnerFactory(role="lead"), PartnerFactory()
    return partner, {
        "anonymous": AnonymousUser,
        "citizen": UserFactory,
        "other steward": lambda: steward(EnterpriseFactory(name="Elsewhere"), NOW),
        "stakeholder": lambda: member(Role.STAKEHOLDER, partner),
        "buyer": lambda: person(Role.BUYER),
        "editor": lambda: member(Role.PARTNER_EDITOR, partner),
        "other editor": lambda: member(Role.PARTNER_EDITOR, other),
        "lead partner": lambda: member(Role.LEAD_PARTNER, partner),
        "web admin": lambda: person(Role.WEB_ADMIN),
        "reviewer": lambda: person(Role.REVIEWER),
    }


def entry_in(state: State, partner) -> Enterprise:
    trait = {} if state is State.LISTED else {state.value: True}
    return EnterpriseFactory(partner=partner, description=SECRET, **trait)


def somebody(role: str, people, entry: Enterprise):
    return steward(entry, NOW) if role == "steward" else people[role]()


def test_the_table_names_every_role_state_and_action():
    assert len(ALLOWED) == len(ROLES) * len(STATES) * len(PERMISSIONS)
    assert {role for role, _state, _action in ALLOWED} == set(ROLES)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_permissions(role, state, people):
    partner, makers = people
    entry = entry_in(state, partner)
    user = somebody(role, makers, entry)
    assert {
        action: user.has_perm(f"enterprises.{permission}", entry)
        for action, permission in PERMISSIONS.items()
    } == {action: ALLOWED[role, state, action] for action in PERMISSIONS}


def waiting(entry: Enterprise) -> Change:
    kind = (
        ChangeKind.REGISTRATION
        if entry.state in {State.PROPOSED, State.DECLINED}
        else ChangeKind.EDIT
    )
    return Change.objects.create(
        enterprise=entry,
        kind=kind,
        base={"summary": entry.summary},
        content={"summary": SECRET},
        proposed_at=NOW,
    )


def claimed(entry: Enterprise) -> Claim:
    return Claim.objects.create(
        enterprise=entry,
        user=UserFactory(),
        position="Board",
        evidence_kind=EvidenceKind.WEBSITE,
        evidence=SECRET,
        made_at=NOW,
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_pages_answer_as_the_table_says(role, state, people, client):
    partner, makers = people
    entry = entry_in(state, partner)
    user = somebody(role, makers, entry)
    keys = {"pk": entry.pk, "change": waiting(entry).pk, "claim": claimed(entry).pk}
    if isinstance(user, User):
        client.force_login(user)
    for action, address in PAGES.items():
        answer = client.get(address.format(**keys))
        if role == "anonymous":
            assert answer.status_code == 302, action
            assert answer.url.startswith("/en/accounts/login/?next=")
        elif ALLOWED[role, state, action]:
            assert answer.status_code == 200, action
        else:
            hidden = action in {"clear", "decide claim"} or not ALLOWED[role, state, "view"]
            assert answer.status_code == (404 if hidden else 403), action
            assert SECRET not in answer.text


POSTS = {
    "propose": ("/en/enterprises/{pk}/edit/", {"name": "Taken over"}),
    "verify": (
        "/en/enterprises/{pk}/verify/",
        {"private-met": "yes", "private-evidence_kind": "register", "private-evidence": "X"},
    ),
    "claim": (
        "/en/enterprises/{pk}/claim/",
        {"position": "X", "evidence_kind": "website", "evidence": "X"},
    ),
    "end": ("/en/enterprises/{pk}/end/", {"reason": "X"}),
    "relist": ("/en/enterprises/{pk}/relist/", {}),
    "clear": ("/en/enterprises/desk/changes/{change}/", {"do": "clear", "summary": "take"}),
    "decide claim": ("/en/enterprises/desk/claims/{claim}/", {"do": "approve"}),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_refused_changes_nothing(role, state, people, client):
    partner, makers = people
    entry = entry_in(state, partner)
    user = somebody(role, makers, entry)
    keys = {"pk": entry.pk, "change": waiting(entry).pk, "claim": claimed(entry).pk}
    if isinstance(user, User):
        client.force_login(user)
    before = everything(entry)
    for action, (address, data) in POSTS.items():
        if ALLOWED[role, state, action]:
            continue
        answer = client.post(address.format(**keys), data)
        assert answer.status_code in ({302} if role == "anonymous" else {403, 404}), action
        assert everything(entry) == before, action


def everything(entry: Enterprise):
    return (
        Enterprise.objects.filter(pk=entry.pk).values().get(),
        list(entry.changes.values().order_by("pk")),
        list(entry.claims.values().order_by("pk")),
        list(entry.checks.values()),
        list(entry.stewards.values().order_by("pk")),
    )


def test_an_editor_does_not_decide_about_the_own_claim(client):
    partner = PartnerFactory()
    entry = EnterpriseFactory(partner=partner)
    editor = member(Role.PARTNER_EDITOR, partner)
    made = claims.claim(
        enterprise=entry,
        by=editor,
        now=NOW,
        position="Board",
        evidence_kind=EvidenceKind.WEBSITE,
        evidence="X",
    )
    client.force_login(editor)
    address = f"/en/enterprises/desk/claims/{made.pk}/"
    assert "This is your own claim" in client.get(address).text
    assert client.post(address, {"do": "approve"}).status_code == 403
    assert not entry.stewards.exists()
