"""Proposing, clearing, declining: what is shown when, and that nothing is lost."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.enterprises.domain import changes, claims, records
from secon.enterprises.domain.content import content_of
from secon.enterprises.enums import ChangeKind, Decision, State
from secon.enterprises.models import Change, Enterprise, Offer
from secon.kernel import audit
from secon.people.enums import Role
from tests.factories.enterprises import (
    EnterpriseFactory,
    EnterpriseStatusFactory,
    OfferFactory,
    steward,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return PartnerFactory(slug="mazovia")


@pytest.fixture
def editor(partner):
    return member(Role.PARTNER_EDITOR, partner)


@pytest.fixture
def entry(partner):
    found = EnterpriseFactory(partner=partner, name="Smak", summary="Gotuje.", town="Radom")
    OfferFactory(enterprise=found, title="Obiady")
    return found


def propose(entry, by, content, **more):
    return changes.propose(
        enterprise=entry, content=content, kind=ChangeKind.EDIT, by=by, now=NOW, **more
    )


def fresh(entry):
    return Enterprise.objects.get(pk=entry.pk)


def test_a_change_shows_only_when_the_region_clears_it(entry, editor):
    change = propose(entry, steward(entry, NOW), {"summary": "Gotuje i piecze."})
    assert fresh(entry).summary == "Gotuje."
    before = fresh(entry).version
    changes.clear(change=change, by=editor, now=NOW)
    after = fresh(entry)
    assert (after.summary, after.version) == ("Gotuje i piecze.", before + 1)
    assert after.latest_revision.content["summary"] == "Gotuje i piecze."
    assert after.latest_revision.user == editor
    assert [one.verb for one in audit.events_on(entry)] == ["clear", "propose"]


def test_two_changes_of_different_fields_do_not_undo_each_other(entry, editor):
    keeper = steward(entry, NOW)
    whole = content_of(entry)
    first = propose(entry, keeper, whole | {"summary": "Nowe."})
    second = propose(entry, steward(entry, NOW), whole | {"phone": "48 123"})
    changes.clear(change=first, by=editor, now=NOW)
    changes.clear(change=second, by=editor, now=NOW)
    assert (fresh(entry).summary, fresh(entry).phone) == ("Nowe.", "48 123")


def test_the_same_field_changed_twice_is_to_be_chosen(entry, editor):
    first = propose(entry, steward(entry, NOW), {"summary": "Jeden."})
    second = propose(entry, steward(entry, NOW), {"summary": "Dwa.", "phone": "48 123"})
    changes.clear(change=first, by=editor, now=NOW)
    with pytest.raises(changes.ConflictError) as refused:
        changes.clear(change=second, by=editor, now=NOW)
    (conflict,) = refused.value.differences
    assert (conflict.path, conflict.old, conflict.now, conflict.new) == (
        "summary",
        "Gotuje.",
        "Jeden.",
        "Dwa.",
    )
    assert (fresh(entry).summary, fresh(entry).phone) == ("Jeden.", "")
    changes.clear(change=second, by=editor, now=NOW, keep={"summary": True})
    assert (fresh(entry).summary, fresh(entry).phone) == ("Jeden.", "48 123")


def test_a_conflict_can_be_decided_for_the_newer_proposal(entry, editor):
    first = propose(entry, steward(entry, NOW), {"summary": "Jeden."})
    second = propose(entry, steward(entry, NOW), {"summary": "Dwa."})
    changes.clear(change=first, by=editor, now=NOW)
    changes.clear(change=second, by=editor, now=NOW, keep={"summary": False})
    assert fresh(entry).summary == "Dwa."


def test_rows_are_changed_added_and_taken_away_by_their_key(entry, editor):
    extra = OfferFactory(enterprise=entry, title="Ciasta")
    whole = content_of(entry)
    first = next(row for row in whole["offers"] if row["title"] == "Obiady")
    offers = [
        first | {"title": "Obiady domowe"},
        {"pk": None, "original_language": "pl", "title": "Chleb", "cpv": [], "audiences": []},
    ]
    change = propose(entry, steward(entry, NOW), whole | {"offers": offers})
    changes.clear(change=change, by=editor, now=NOW)
    now = {offer.title: offer.pk for offer in fresh(entry).offers.all()}
    assert now.keys() == {"Obiady domowe", "Chleb"}
    assert now["Obiady domowe"] == first["pk"]
    assert extra.pk not in now.values()


def test_a_row_of_another_entry_cannot_be_taken_over(entry, editor):
    foreign = OfferFactory(enterprise=EnterpriseFactory(name="Obca"), title="Cudze")
    row = {"pk": foreign.pk, "original_language": "pl", "title": "Moje", "cpv": []}
    change = propose(entry, steward(entry, NOW), {"offers": [row]})
    changes.clear(change=change, by=editor, now=NOW)
    kept = Offer.objects.get(pk=foreign.pk)
    assert (kept.title, kept.enterprise.name) == ("Cudze", "Obca")
    assert fresh(entry).offers.filter(title="Moje").exists()


def test_what_verbs_govern_cannot_be_proposed(entry, editor):
    other = PartnerFactory()
    content = {"name": "Smaczny", "state": "verified", "partner": other.pk, "is_example": True}
    change = propose(entry, steward(entry, NOW), content | {"version": 99, "nuts": "PL921"})
    changes.clear(change=change, by=editor, now=NOW)
    after = fresh(entry)
    assert (after.name, after.state, after.is_example) == ("Smaczny", State.LISTED, False)
    assert after.partner != other


def test_only_the_region_clears(entry):
    change = propose(entry, steward(entry, NOW), {"summary": "Nowe."})
    for by in (
        change.proposed_by,
        UserFactory(),
        member(Role.PARTNER_EDITOR, PartnerFactory()),
    ):
        with pytest.raises(PermissionDenied):
            changes.clear(change=change, by=by, now=NOW)
    assert fresh(entry).summary == "Gotuje."
    assert Change.objects.get().decision == Decision.OPEN


def test_a_change_is_decided_once(entry, editor):
    change = propose(entry, steward(entry, NOW), {"summary": "Nowe."})
    changes.clear(change=change, by=editor, now=NOW)
    with pytest.raises(changes.ChangeError):
        changes.decline(change=change, by=editor, now=NOW, reason="Za późno")
    assert fresh(entry).summary == "Nowe."


def test_a_declined_change_leaves_the_entry_and_tells_why(
    entry, editor, letters, django_capture_on_commit_callbacks
):
    keeper = steward(entry, NOW)
    change = propose(entry, keeper, {"summary": "Nowe."}, reply_language="en")
    with django_capture_on_commit_callbacks(execute=True):
        changes.decline(change=change, by=editor, now=NOW, reason="Not true")
    assert fresh(entry).summary == "Gotuje."
    assert Change.objects.get().reason == "Not true"
    (letter,) = letters
    assert letter.to == [keeper.email]
    assert "The reason: Not true" in letter.body


def test_a_decline_needs_a_reason(entry, editor):
    change = propose(entry, steward(entry, NOW), {"summary": "Nowe."})
    with pytest.raises(ValidationError):
        changes.decline(change=change, by=editor, now=NOW, reason="  ")
    assert Change.objects.get().decision == Decision.OPEN


def test_a_citizens_address_and_note_are_forgotten_with_the_decision(
    entry, editor, letters, django_capture_on_commit_callbacks
):
    change = changes.propose(
        enterprise=entry,
        content={},
        kind=ChangeKind.CORRECTION,
        by=None,
        now=NOW,
        note="They moved.",
        reply_to="me@example.org",
        reply_language="en",
    )
    with django_capture_on_commit_callbacks(execute=True):
        changes.clear(change=change, by=editor, now=NOW)
    after = Change.objects.get()
    assert (after.reply_to, after.note) == ("", "")
    assert [letter.to for letter in letters] == [["me@example.org"]]


def test_nobody_is_written_to_about_their_own_decision(
    entry, editor, letters, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        changes.edit(enterprise=entry, content={"summary": "Nowe."}, by=editor, now=NOW)
    assert fresh(entry).summary == "Nowe."
    assert letters == []


def test_the_regions_own_edit_waits_where_it_meets_another(entry, editor):
    base = content_of(entry)
    changes.edit(enterprise=entry, content={"summary": "Jeden."}, by=editor, now=NOW)
    waiting = changes.edit(
        enterprise=entry, content=base | {"summary": "Dwa."}, by=editor, now=NOW, base=base
    )
    assert waiting.decision == Decision.OPEN
    assert fresh(entry).summary == "Jeden."


def test_a_proposal_that_changes_nothing_is_refused(entry):
    with pytest.raises(changes.ChangeError):
        propose(entry, steward(entry, NOW), content_of(entry))
    assert not Change.objects.exists()


def test_a_second_proposal_goes_on_from_the_first(entry, editor):
    keeper = steward(entry, NOW)
    whole = content_of(entry)
    first = propose(entry, keeper, whole | {"summary": "Nowe."})
    second = propose(entry, keeper, whole | {"summary": "Nowe.", "phone": "48 123"}, replaces=first)
    first.refresh_from_db()
    assert first.decision == Decision.WITHDRAWN
    changes.clear(change=second, by=editor, now=NOW)
    assert (fresh(entry).summary, fresh(entry).phone) == ("Nowe.", "48 123")


def test_nobody_replaces_another_persons_proposal(entry):
    first = propose(entry, steward(entry, NOW), {"summary": "Nowe."})
    with pytest.raises(PermissionDenied):
        propose(entry, steward(entry, NOW), {"summary": "Inne."}, replaces=first)
    first.refresh_from_db()
    assert first.decision == Decision.OPEN


def test_a_changed_fact_loses_the_page_it_came_from(entry, editor):
    Enterprise.objects.filter(pk=entry.pk).update(
        sources={"summary": ["https://a.example"], "phone": ["https://b.example"]}
    )
    change = propose(entry, steward(entry, NOW), {"summary": "Nowe."})
    changes.clear(change=change, by=editor, now=NOW)
    assert fresh(entry).sources == {"phone": ["https://b.example"]}


def test_a_translation_by_a_person_is_marked_so_and_others_age(entry, editor):
    rows = [{"pk": None, "language": "de", "name": "", "summary": "Kocht.", "description": ""}]
    change = propose(entry, steward(entry, NOW), {"translations": rows})
    changes.clear(change=change, by=editor, now=NOW)
    assert fresh(entry).translations.get().state == "human"
    change = propose(entry, steward(entry, NOW), {"summary": "Piecze."})
    changes.clear(change=change, by=editor, now=NOW)
    row = fresh(entry).translations.get()
    assert (row.summary, row.state) == ("Kocht.", "stale")


def test_an_ended_status_ends_the_verification_that_rests_on_it(entry, editor):
    status = EnterpriseStatusFactory(enterprise=entry)
    Enterprise.objects.filter(pk=entry.pk).update(state=State.VERIFIED, verified_on=NOW.date())
    entry.checks.create(
        subject="pl-ps",
        met="yes",
        evidence_kind="register",
        evidence="RJPS",
        checked_on=NOW.date(),
        checked_for="X",
    )
    rows = content_of(entry, ["statuses"])["statuses"]
    rows[0]["valid_to"] = "2026-05-01"
    change = propose(fresh(entry), steward(entry, NOW), {"statuses": rows})
    changes.clear(change=change, by=editor, now=NOW)
    assert fresh(entry).state == State.LISTED
    status.refresh_from_db()
    assert status.valid_to.isoformat() == "2026-05-01"


class TestNewEntries:
    """Registered by the enterprise, shown once cleared."""

    CONTENT = records.blank(language="pl", country="PL") | {
        "name": "Nowa Spółdzielnia",
        "summary": "Szyje.",
        "town": "Radom",
        "nuts": "PL921",
    }

    def register(self, user):
        change = changes.open_entry(
            content=self.CONTENT, kind=ChangeKind.REGISTRATION, by=user, now=NOW
        )
        claims.claim_own(
            enterprise=change.enterprise, by=user, now=NOW, position="Prezes", evidence="KRS"
        )
        Enterprise.objects.update(partner=PartnerFactory())
        return change

    def test_it_waits_unseen(self, client):
        change = self.register(UserFactory())
        entry = change.enterprise
        assert (entry.state, entry.live) == (State.PROPOSED, False)
        assert not Enterprise.objects.public().exists()

    def test_clearing_lists_it_and_lets_its_author_speak_for_it(self):
        user = UserFactory()
        change = self.register(user)
        entry = Enterprise.objects.get()
        by = member(Role.PARTNER_EDITOR, entry.partner)
        changes.clear(change=change, by=by, now=NOW)
        entry.refresh_from_db()
        assert (entry.state, entry.listed_on, entry.live) == (State.LISTED, NOW.date(), True)
        assert user.holds(Role.ENTERPRISE)
        assert entry.stewards.get().user == user
        assert entry.claims.get().decision == Decision.CLEARED

    def test_its_author_may_still_put_it_right(self):
        user = UserFactory()
        change = self.register(user)
        propose(change.enterprise, user, {"summary": "Szyje i haftuje."})
        change.refresh_from_db()
        assert Enterprise.objects.get().summary == "Szyje i haftuje."
        assert change.content["summary"] == "Szyje i haftuje."
        assert Change.objects.count() == 1

    def test_declining_keeps_it_unseen(self):
        user = UserFactory()
        change = self.register(user)
        entry = Enterprise.objects.get()
        by = member(Role.PARTNER_EDITOR, entry.partner)
        changes.decline(change=change, by=by, now=NOW, reason="Not here")
        entry.refresh_from_db()
        assert (entry.state, entry.live) == (State.DECLINED, False)
        assert not user.holds(Role.ENTERPRISE)

    def test_an_editor_cannot_clear_the_own_enterprise(self):
        partner = PartnerFactory(slug="own")
        editor = member(Role.PARTNER_EDITOR, partner)
        change = self.register(editor)
        Enterprise.objects.update(partner=partner)
        with pytest.raises(PermissionDenied):
            changes.clear(change=change, by=editor, now=NOW)
        assert Enterprise.objects.get().state == State.PROPOSED

    def test_one_person_has_five_entries_waiting_at_most(self):
        user = UserFactory()
        for _ in range(5):
            self.register(user)
        with pytest.raises(changes.ChangeError):
            self.register(user)
        assert Enterprise.objects.count() == 5

    def test_a_number_that_is_listed_already_is_not_listed_twice(self):
        EnterpriseFactory(company_number="1234563218", number_key="PL1234563218")
        change = changes.open_entry(
            content=self.CONTENT | {"company_number": "123-456-32-18"},
            kind=ChangeKind.REGISTRATION,
            by=UserFactory(),
            now=NOW,
        )
        with pytest.raises(ValidationError):
            changes.clear(change=change, by=None, now=NOW)
        assert Enterprise.objects.listed().count() == 1
