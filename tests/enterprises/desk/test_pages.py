"""What waits for a region, and its decisions."""

from datetime import UTC, date, datetime

import pytest

from secon.enterprises.domain import changes, claims
from secon.enterprises.domain.content import content_of
from secon.enterprises.enums import ChangeKind, Decision, EvidenceKind, State
from secon.enterprises.models import Change, Check, Enterprise
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DESK = "/en/enterprises/desk/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return PartnerFactory(name="Urząd Testowy")


@pytest.fixture
def editor(partner, client):
    user = member(Role.PARTNER_EDITOR, partner)
    client.force_login(user)
    return user


@pytest.fixture
def entry(partner):
    return EnterpriseFactory(partner=partner, name="Smak", summary="Gotuje.")


def change(entry, **content):
    return changes.propose(
        enterprise=entry,
        content=content,
        kind=ChangeKind.EDIT,
        by=steward(entry, NOW),
        now=NOW,
    )


def claim(entry):
    return claims.claim(
        enterprise=entry,
        by=UserFactory(),
        now=NOW,
        position="Chair",
        evidence_kind=EvidenceKind.WEBSITE,
        evidence="example.org/team",
    )


def address(change):
    return f"{DESK}changes/{change.pk}/"


def fresh(entry):
    return Enterprise.objects.get(pk=entry.pk)


class TestList:
    """The piles."""

    def test_an_editor_sees_what_waits_for_the_own_region_only(self, client, editor, entry):
        foreign = EnterpriseFactory(partner=PartnerFactory(), name="Obca Firma")
        change(entry, summary="Nowe.")
        change(foreign, summary="Cudze.")
        claim(entry)
        secret = claim(foreign)
        page = client.get(DESK)
        sizes = {pile.value: size for pile, _label, size in page.context["chips"]}
        assert sizes == {"new": 0, "changes": 1, "suggestions": 0, "claims": 1, "checks": 0}
        claimed = client.get(DESK, {"pile": "claims"}).text
        assert "Obca Firma" not in page.text + claimed
        assert secret.user.email not in claimed

    def test_those_who_run_all_see_all_also_outside_every_region(self, client, entry):
        change(entry, summary="Nowe.")
        change(EnterpriseFactory(partner=None), summary="Cudze.")
        client.force_login(person(Role.WEB_ADMIN))
        page = client.get(DESK)
        assert len(page.context["page"].object_list) == 2
        assert "outside every region" in page.text

    def test_what_is_to_be_checked_again_is_listed(self, client, editor, partner):
        EnterpriseFactory(
            partner=partner,
            state=State.VERIFIED,
            verified_on=date(2020, 1, 1),
            check_again_on=date(2022, 1, 1),
        )
        page = client.get(DESK, {"pile": "checks"})
        assert "the check counts until 1 January 2022" in page.text

    @pytest.mark.parametrize("role", [Role.CITIZEN, Role.STAKEHOLDER, Role.BUYER, Role.REVIEWER])
    def test_those_who_decide_nothing_are_refused(self, client, role, partner, entry):
        change(entry, summary="Nowe.")
        user = (
            member(role, partner)
            if role is Role.STAKEHOLDER
            else person(*({role} - {Role.CITIZEN}))
        )
        client.force_login(user)
        answer = client.get(DESK)
        assert answer.status_code == 403
        assert "Smak" not in answer.text

    def test_an_empty_desk_says_so(self, client, editor):
        assert "Nothing waits." in client.get(DESK).text

    def test_a_page_that_is_not_there_is_the_nearest(self, client, editor, entry):
        change(entry, summary="Nowe.")
        page = client.get(DESK, {"pile": "nonsense", "page": "99"})
        assert len(page.context["page"].object_list) == 1

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize(("pile", "queries"), [("changes", 13), ("claims", 13)])
    def test_the_page_takes_the_same_queries_for_more(
        self, client, editor, partner, count, pile, queries, django_assert_num_queries
    ):
        for _ in range(count):
            entry = EnterpriseFactory(partner=partner)
            change(entry, summary="Nowe.")
            claim(entry)
        client.get(DESK, {"pile": pile})
        with django_assert_num_queries(queries):
            page = client.get(DESK, {"pile": pile})
        assert len(page.context["page"].object_list) == count


class TestChange:
    """Old beside new."""

    def test_each_difference_is_shown_and_may_stay_as_it_is(self, client, editor, entry):
        made = change(entry, summary="Nowe.", phone="48 1", employs=["young"])
        page = client.get(address(made))
        shown = {row.label: (row.now.value, row.new.value) for row in page.context["rows"]}
        assert shown == {
            "In one sentence": ("Gotuje.", "Nowe."),
            "Telephone of the organisation": ("", "48 1"),
            "Whom it employs": ("", "Young people"),
        }
        data = {"do": "clear", "summary": "take", "phone": "keep", "employs": "take"}
        assert client.post(address(made), data).url == DESK
        after = fresh(entry)
        assert (after.summary, after.phone, after.employs) == ("Nowe.", "", ["young"])

    def test_where_both_changed_one_must_choose(self, client, editor, entry):
        made = change(entry, summary="Nowe.")
        changes.edit(enterprise=entry, content={"summary": "Inne."}, by=editor, now=NOW)
        page = client.get(address(made))
        assert "Changed by somebody else too" in page.text
        refused = client.post(address(made), {"do": "clear"})
        assert refused.status_code == 422
        assert "Choose what is right." in refused.text
        assert fresh(entry).summary == "Inne."
        client.post(address(made), {"do": "clear", "summary": "take"})
        assert fresh(entry).summary == "Nowe."

    def test_what_changes_between_looking_and_deciding_is_not_overwritten(
        self, client, editor, entry
    ):
        made = change(entry, summary="Nowe.")
        client.get(address(made))
        changes.edit(enterprise=entry, content={"summary": "Inne."}, by=editor, now=NOW)
        assert client.post(address(made), {"do": "clear"}).status_code == 422
        assert fresh(entry).summary == "Inne."

    def test_declining_needs_a_reason(self, client, editor, entry):
        made = change(entry, summary="Nowe.")
        refused = client.post(address(made), {"do": "decline", "reason": ""})
        assert refused.status_code == 422
        assert Change.objects.get().decision == Decision.OPEN
        client.post(address(made), {"do": "decline", "reason": "Not so"})
        assert (Change.objects.get().decision, fresh(entry).summary) == ("declined", "Gotuje.")

    def test_what_was_decided_is_shown_as_decided(self, client, editor, entry):
        made = change(entry, summary="Nowe.")
        changes.decline(change=made, by=editor, now=NOW, reason="Not so")
        page = client.get(address(made))
        assert "This was decided already." in page.text
        assert client.post(address(made), {"do": "clear"}).status_code == 422
        assert fresh(entry).summary == "Gotuje."

    def test_markup_in_a_proposal_is_shown_as_text(self, client, editor, entry):
        made = change(entry, summary="Nowe.")
        Change.objects.update(content={"summary": "<script>alert(1)</script>"})
        page = client.get(address(made)).text
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_rows_are_shown_line_by_line(self, client, editor, entry):
        offers = [
            {
                "pk": None,
                "original_language": "pl",
                "title": "Catering",
                "cpv": [],
                "audiences": ["citizens"],
            }
        ]
        made = change(entry, offers=offers)
        (row,) = client.get(address(made)).context["rows"]
        assert [line.value for line in row.new.lines] == ["Catering", "Citizens"]

    def test_a_new_entry_is_shown_whole_with_what_is_like_it(self, client, editor, entry):
        other = changes.open_entry(
            content=content_of(entry) | {"name": "Smak", "offers": []},
            kind=ChangeKind.REGISTRATION,
            by=UserFactory(),
            now=NOW,
        )
        Enterprise.objects.filter(pk=other.enterprise_id).update(partner=entry.partner)
        Enterprise.objects.filter(pk=entry.pk).update(
            name_key="smak", word_key="smak", town_key="radom"
        )
        page = client.get(address(other))
        assert [one.enterprise for one in page.context["found"]] == [entry]
        assert dict(page.context["whole"])["Name"][0].value == "Smak"
        client.post(address(other), {"do": "clear"})
        assert fresh(other.enterprise).state == State.LISTED


class TestClaim:
    """Approve or decline."""

    def test_a_claim_is_approved(self, client, editor, entry):
        made = claim(entry)
        page = client.get(f"{DESK}claims/{made.pk}/")
        assert made.user.email in page.text
        assert client.post(f"{DESK}claims/{made.pk}/", {"do": "approve"}).url == DESK
        assert entry.stewards.get().user == made.user

    def test_a_claim_is_declined_with_a_reason(self, client, editor, entry):
        made = claim(entry)
        refused = client.post(f"{DESK}claims/{made.pk}/", {"do": "decline", "reason": ""})
        assert refused.status_code == 422
        client.post(f"{DESK}claims/{made.pk}/", {"do": "decline", "reason": "Not so"})
        made.refresh_from_db()
        assert (made.decision, made.reason) == ("declined", "Not so")
        assert not entry.stewards.exists()


class TestVerify:
    """By criteria."""

    def test_findings_are_written_and_told_where_they_lack_evidence(self, client, editor, entry):
        page = f"/en/enterprises/{entry.pk}/verify/"
        refused = client.post(page, {"trade-met": "yes"})
        assert refused.status_code == 422
        assert "Say what it rests on." in refused.text
        assert "Say where it can be seen." in refused.text
        assert not Check.objects.exists()
        said = {"met": "yes", "evidence_kind": "website", "evidence": "Its shop"}
        client.post(page, {f"trade-{name}": value for name, value in said.items()})
        assert Check.objects.get().checked_for == "Urząd Testowy"
        assert "Met: checked on" in client.get(page).text

    def test_the_page_verifies_when_all_is_met(self, client, editor, entry):
        page = f"/en/enterprises/{entry.pk}/verify/"
        data = {}
        for form in client.get(page).context["forms"]:
            data |= {
                f"{form.subject}-met": "yes",
                f"{form.subject}-evidence_kind": "register",
                f"{form.subject}-evidence": "Page 1",
            }
        client.post(page, data)
        assert fresh(entry).state == State.VERIFIED


class TestEnding:
    """Off the directory and back."""

    def test_an_entry_ends_with_a_reason_and_comes_back(self, client, editor, entry):
        page = f"/en/enterprises/{entry.pk}/end/"
        assert client.post(page, {"reason": ""}).status_code == 200
        assert fresh(entry).state == State.LISTED
        client.post(page, {"reason": "Closed"})
        assert (fresh(entry).state, fresh(entry).end_reason) == (State.ENDED, "Closed")
        client.post(f"/en/enterprises/{entry.pk}/relist/")
        assert fresh(entry).state == State.LISTED
        assert client.get(f"/en/enterprises/{entry.pk}/relist/").status_code == 405
