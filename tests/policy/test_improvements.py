"""An improvement on its way to validation: each step, each refusal, who may take it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secon.kernel import audit
from secon.people.domain import roles
from secon.people.enums import Role
from secon.policy.domain import improvements
from secon.policy.domain.improvement_list import Money, Total, totals
from secon.policy.domain.improvements import Content
from secon.policy.enums import IMPROVEMENT_STEPS, ImprovementState
from secon.policy.models import Improvement
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import ImprovementFactory, ImprovementProofFactory, InstrumentFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db
FIELDS = {
    "original_language": "en",
    "title": "Bonus criterion",
    "description": "",
    "kind": "management",
    "happened_on": None,
    "amount": None,
    "currency": "EUR",
    "fund": "",
    "link_to_project": "",
    "evidence": "published",
    "source": "",
}
PROOF = {
    "kind": "text",
    "title": "Adopted text",
    "language": "",
    "dated": None,
    "url": "https://example.org/text",
    "file": None,
    "note": "",
}


@pytest.fixture
def instrument():
    return InstrumentFactory()


@pytest.fixture
def editor(instrument):
    return member(Role.PARTNER_EDITOR, instrument.partner)


@pytest.fixture
def officer():
    return person(Role.POLICY_OFFICER)


def ready(instrument, **more):
    """An improvement that lacks nothing."""
    said = {"happened_on": NOW.date(), "link_to_project": "After the visit", "state": "done"}
    one = ImprovementFactory(instrument=instrument, **(said | more))
    ImprovementProofFactory(improvement=one)
    return one


def submitted(instrument, by):
    return improvements.submit(improvement=ready(instrument), by=by, now=NOW)


def verbs(one):
    return sorted(event.verb for event in audit.events_on(one))


def test_an_editor_claims_what_is_planned_and_what_is_done(instrument, editor):
    for state in (ImprovementState.PLANNED, ImprovementState.DONE):
        made = improvements.claim(
            instrument=instrument,
            content=Content(FIELDS, (PROOF,)),
            state=state,
            by=editor,
            now=NOW,
        )
        assert (made.state, made.proofs.count(), made.revisions.count()) == (state, 1, 1)
        assert verbs(made) == ["claim"]


@pytest.mark.parametrize(
    "state", [ImprovementState.SUBMITTED, ImprovementState.VALIDATED, ImprovementState.REFUSED]
)
def test_nobody_claims_what_others_decide(instrument, editor, state):
    with pytest.raises(ValidationError, match="It begins as planned or as done"):
        improvements.claim(
            instrument=instrument, content=Content(FIELDS), state=state, by=editor, now=NOW
        )
    assert not Improvement.objects.exists()


def test_what_is_done_has_no_day_in_the_future(instrument, editor):
    with pytest.raises(ValidationError, match="still to come"):
        improvements.claim(
            instrument=instrument,
            content=Content(FIELDS | {"happened_on": datetime(2026, 3, 3, tzinfo=UTC).date()}),
            state=ImprovementState.DONE,
            by=editor,
            now=NOW,
        )


def test_what_was_planned_is_carried_out_once_its_day_is_known(instrument, editor):
    one = ImprovementFactory(instrument=instrument, state="planned")
    with pytest.raises(ValidationError, match="Say since when it holds"):
        improvements.carry_out(improvement=one, by=editor, now=NOW)
    Improvement.objects.filter(pk=one.pk).update(happened_on=NOW.date())
    assert improvements.carry_out(improvement=one, by=editor, now=NOW).state == "done"


def test_all_that_is_missing_is_said_at_once(instrument, editor):
    one = ImprovementFactory(instrument=instrument)
    with pytest.raises(ValidationError) as refused:
        improvements.submit(improvement=one, by=editor, now=NOW)
    assert refused.value.messages == [
        "Say since when it holds.",
        "Say how it follows from the project.",
        "Add evidence, such as the adopted text or the text of the call.",
    ]
    assert Improvement.objects.get().state == "done"


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"happened_on": None}, "Say since when it holds."),
        ({"link_to_project": " "}, "Say how it follows from the project."),
    ],
)
def test_one_thing_missing_is_enough_to_refuse(instrument, editor, lacking, said):
    with pytest.raises(ValidationError) as refused:
        improvements.submit(improvement=ready(instrument, **lacking), by=editor, now=NOW)
    assert refused.value.messages == [said]


def test_the_policy_officer_validates(instrument, editor, officer):
    one = submitted(instrument, editor)
    done = improvements.validate(improvement=one, note="Seen", by=officer, now=NOW)
    assert (done.state, done.decided_by, done.decided_at) == ("validated", officer, NOW)
    assert verbs(done) == ["submit", "validate"]


def test_a_refusal_needs_a_reason_and_can_be_answered(instrument, editor, officer):
    one = submitted(instrument, editor)
    with pytest.raises(ValidationError, match="Say what is missing"):
        improvements.refuse(improvement=one, reason=" ", by=officer, now=NOW)
    refused = improvements.refuse(improvement=one, reason="No call text", by=officer, now=NOW)
    assert (refused.state, refused.reason) == ("refused", "No call text")
    again = improvements.submit(improvement=refused, by=editor, now=NOW)
    assert (again.state, again.reason, again.decided_by) == ("submitted", "", None)
    reasons = [event.detail.get("reason") for event in audit.events_on(one)]
    assert reasons == [None, "No call text", None]


def test_nobody_decides_about_what_they_submitted_themselves(instrument):
    both = member(Role.PARTNER_EDITOR, instrument.partner)

    roles.grant(user=both, role=Role.POLICY_OFFICER, by=None, now=NOW)
    one = submitted(instrument, both)
    for decide in (
        lambda: improvements.validate(improvement=one, note="", by=both, now=NOW),
        lambda: improvements.refuse(improvement=one, reason="No", by=both, now=NOW),
    ):
        with pytest.raises(ValidationError, match="submitted themselves"):
            decide()
    assert Improvement.objects.get().state == "submitted"


STEPS = {
    "carry_out": ImprovementState.DONE,
    "submit": ImprovementState.SUBMITTED,
    "validate": ImprovementState.VALIDATED,
    "refuse": ImprovementState.REFUSED,
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", list(ImprovementState))
def test_only_the_steps_of_the_table_are_taken(instrument, editor, officer, state, step):
    one = ready(instrument, state=state)
    more = {"validate": {"note": ""}, "refuse": {"reason": "Why"}}.get(step, {})
    by = officer if step in ("validate", "refuse") else editor
    if STEPS[step] in IMPROVEMENT_STEPS[state]:
        taken = getattr(improvements, step)(improvement=one, by=by, now=NOW, **more)
        assert taken.state == STEPS[step]
        return
    with pytest.raises(ValidationError, match="this step does not follow"):
        getattr(improvements, step)(improvement=one, by=by, now=NOW, **more)
    assert Improvement.objects.get().state == state


def people(instrument):
    return {
        "citizen": UserFactory(),
        "own editor": member(Role.PARTNER_EDITOR, instrument.partner),
        "other editor": member(Role.PARTNER_EDITOR, PartnerFactory()),
        "lead partner": member(Role.LEAD_PARTNER, PartnerFactory(role="lead")),
        "reviewer": person(Role.REVIEWER),
        "expert": person(Role.EXPERT),
        "policy officer": person(Role.POLICY_OFFICER),
    }


@pytest.mark.parametrize(
    ("step", "state", "allowed"),
    [
        ("carry_out", "planned", {"own editor", "lead partner"}),
        ("submit", "done", {"own editor", "lead partner"}),
        ("validate", "submitted", {"policy officer"}),
        ("refuse", "submitted", {"policy officer"}),
    ],
)
def test_who_may_take_a_step(instrument, step, state, allowed):
    more = {"validate": {"note": ""}, "refuse": {"reason": "Why"}}.get(step, {})
    could = set()
    for name, by in people(instrument).items():
        one = ready(instrument, state=state)
        try:
            getattr(improvements, step)(improvement=one, by=by, now=NOW, **more)
            could.add(name)
        except PermissionDenied:
            assert Improvement.objects.get(pk=one.pk).state == state
    assert could == allowed


@pytest.mark.parametrize("state", ["submitted", "validated"])
def test_what_is_shown_to_the_officer_is_not_changed_behind_their_back(instrument, editor, state):
    one = ready(instrument, state=state)
    with pytest.raises(ValidationError, match="it stays as it was shown then"):
        improvements.edit(improvement=one, content=Content(FIELDS), by=editor, now=NOW)
    assert Improvement.objects.get().title == one.title


def test_an_edit_changes_fields_and_evidence_and_keeps_a_version(instrument, editor):
    one = ready(instrument)
    kept = one.proofs.get()
    rows = (PROOF | {"pk": kept.pk, "title": "Better title"}, PROOF | {"title": "Second"})
    improvements.edit(improvement=one, content=Content(FIELDS, rows), by=editor, now=NOW)
    one.refresh_from_db()
    assert one.title == "Bonus criterion"
    assert sorted(one.proofs.values_list("title", flat=True)) == ["Better title", "Second"]
    assert one.revisions.count() == 1
    improvements.edit(improvement=one, content=Content(FIELDS), by=editor, now=NOW)
    assert not one.proofs.exists()


def test_money_is_added_up_only_where_it_is_known():
    validated, reported = totals(
        [
            ("validated", Decimal(3), "EUR"),
            ("validated", Decimal(4), "EUR"),
            ("validated", Decimal(5), "PLN"),
            ("validated", None, "EUR"),
            ("done", Decimal(6), "EUR"),
            ("submitted", None, "EUR"),
            ("planned", Decimal(7), "EUR"),
            ("refused", Decimal(8), "EUR"),
        ]
    )
    money = (Money("EUR", Decimal(7), 2), Money("PLN", Decimal(5), 1))
    assert validated == Total(4, 1, money)
    assert reported == Total(2, 1, (Money("EUR", Decimal(6), 1),))


class TestPages:
    """The list, one improvement, its steps by buttons, its form."""

    def test_the_list_shows_no_improvement_of_an_unpublished_instrument(self, client, instrument):
        ImprovementFactory(instrument=instrument, title="Shown")
        hidden = ImprovementFactory(instrument=InstrumentFactory(draft=True), title="Secret")
        text = client.get(reverse("policy:improvements")).text
        assert ("Shown" in text, "Secret" in text) == (True, False)
        assert client.get(hidden.get_absolute_url()).status_code == 404
        file = client.get(reverse("policy:improvements_file", args=["csv"]))
        assert b"Secret" not in b"".join(file.streaming_content)

    def test_the_list_is_filtered(self, client, instrument):
        ready(instrument, kind="measures", fund="esf", title="First")
        ImprovementFactory(title="Second")
        asked = {
            "kind": "measures",
            "state": "done",
            "fund": "esf",
            "where": instrument.partner.slug,
        }
        page = client.get(reverse("policy:improvements"), asked)
        assert [card.title.text for card in page.context["cards"]] == ["First"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_takes_the_same_queries(self, client, count, django_assert_num_queries):
        for _ in range(count):
            ImprovementFactory(amount=5)
        with django_assert_num_queries(9):
            client.get(reverse("policy:improvements"))

    def test_the_reason_of_a_refusal_is_for_those_it_concerns(
        self, client, instrument, editor, officer
    ):
        one = submitted(instrument, editor)
        improvements.refuse(improvement=one, reason="Sealed words", by=officer, now=NOW)
        assert "Sealed words" not in client.get(one.get_absolute_url()).text
        client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
        assert "Sealed words" not in client.get(one.get_absolute_url()).text
        client.force_login(editor)
        assert "Sealed words" in client.get(one.get_absolute_url()).text

    def test_a_step_that_cannot_be_taken_says_why_on_the_page(self, client, instrument, editor):
        one = ImprovementFactory(instrument=instrument)
        client.force_login(editor)
        answer = client.post(reverse("policy:improvement_step", args=[one.pk]), {"do": "submit"})
        assert answer.status_code == 422
        assert "Say how it follows from the project." in answer.text

    def test_the_whole_way_by_buttons(self, client, instrument, editor, officer):
        one = ready(instrument)
        step = reverse("policy:improvement_step", args=[one.pk])
        client.force_login(editor)
        assert client.post(step, {"do": "submit"}).status_code == 302
        client.force_login(officer)
        assert "Do not validate" in client.get(one.get_absolute_url()).text
        missing = client.post(step, {"do": "refuse"})
        assert (missing.status_code, "Say what is missing." in missing.text) == (422, True)
        assert client.post(step, {"do": "validate", "reason": ""}).status_code == 302
        assert Improvement.objects.get().state == "validated"

    @pytest.mark.parametrize("do", ["", "nonsense"])
    def test_an_unknown_step_is_not_found(self, client, instrument, editor, do):
        client.force_login(editor)
        one = ready(instrument)
        address = reverse("policy:improvement_step", args=[one.pk])
        assert client.post(address, {"do": do}).status_code == 404

    def test_the_form_stores_evidence_as_a_file_that_is_served_as_an_attachment(
        self, client, instrument, editor
    ):
        client.force_login(editor)
        pdf = SimpleUploadedFile("call.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
        answer = client.post(
            reverse("policy:improvement_new", args=[instrument.pk]),
            {
                **{name: value for name, value in FIELDS.items() if value is not None},
                "state": "planned",
                "proofs-TOTAL_FORMS": "1",
                "proofs-INITIAL_FORMS": "0",
                "proofs-0-kind": "call",
                "proofs-0-title": "Text of the call",
                "proofs-0-file": pdf,
            },
        )
        made = Improvement.objects.get()
        assert answer["Location"] == made.get_absolute_url()
        file = client.get(reverse("policy:proof_file", args=[made.proofs.get().pk]))
        assert file["X-Content-Type-Options"] == "nosniff"
        assert file["Content-Disposition"].startswith("attachment")
        assert b"".join(file.streaming_content).startswith(b"%PDF")
        file.close()

    def test_what_the_form_lacks_comes_back_and_nothing_is_stored(self, client, instrument, editor):
        client.force_login(editor)
        answer = client.post(
            reverse("policy:improvement_new", args=[instrument.pk]),
            {
                **{name: value for name, value in FIELDS.items() if value is not None},
                "title": "",
                "description": "Typed words",
                "state": "planned",
                "proofs-TOTAL_FORMS": "1",
                "proofs-INITIAL_FORMS": "0",
                "proofs-0-kind": "call",
                "proofs-0-title": "Nowhere to be found",
            },
        )
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["title"]
        assert "Give an address, a file, or say where it can be seen." in answer.text
        assert "Typed words" in answer.text
        assert not Improvement.objects.exists()

    @pytest.mark.parametrize("name", ["improvement_new", "instrument_edit", "group_edit"])
    def test_forms_are_for_those_who_edit_for_the_region(self, client, instrument, name):
        address = reverse(f"policy:{name}", args=[instrument.pk])
        assert client.get(address).status_code == 302
        known = people(instrument)
        for who, status in (("other editor", 403), ("own editor", 200)):
            client.force_login(known[who])
            assert client.get(address).status_code == status
