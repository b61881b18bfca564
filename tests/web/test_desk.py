"""The desk: who sees what, what waits and what is missing, at the same cost for one and for three."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from secon.kernel import drafts
from secon.partnership.domain import desk
from secon.partnership.domain.desk import Ask
from secon.people.enums import Role
from secon.policy.models import (
    FactorInstrument,
    InstrumentDocument,
    InstrumentMoney,
    InstrumentTranslation,
    Recommendation,
)
from secon.practices.models import ReviewStep, TransferTask
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.factories.policy import (
    AssessmentFactory,
    FactorFactory,
    GroupMemberFactory,
    ImprovementFactory,
    InstrumentFactory,
    JointReviewFactory,
    ReviewerFactory,
    StakeholderGroupFactory,
)
from tests.factories.practices import PracticeFactory, TransferFactory, complete_practice

pytestmark = pytest.mark.django_db
ADDRESS = "/en/desk/"


@pytest.fixture
def partner():
    return PartnerFactory(languages=["pl"], name="Urząd", slug="urzad", number=1)


@pytest.fixture
def editor(partner):
    return member(Role.PARTNER_EDITOR, partner)


def ask(user, partner=None) -> Ask:
    return Ask(user, partner, "en", timezone.now())


def said(sections) -> dict[str, list[tuple[str, str]]]:
    return {one.key: [(item.title, str(item.said)) for item in one.items] for one in sections}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_desk_asks_to_sign_in(client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/accounts/login/?next={ADDRESS}")
    assert client.get(f"{ADDRESS}desk.csv").status_code == 302


def test_a_person_without_a_role_has_an_own_desk_and_sees_no_partner(partner):
    InstrumentFactory(partner=partner, name="Secret draft", live=False)
    page = signed_in(UserFactory()).get(ADDRESS)
    assert page.status_code == 200
    assert "Nothing waits for you" in page.content.decode()
    assert "Secret draft" not in page.content.decode()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.PARTNER_EDITOR, True),
        (Role.LEAD_PARTNER, True),
        (Role.STAKEHOLDER, False),
    ],
)
def test_who_sees_the_gaps_of_the_own_partner(partner, role, sees):
    partner.role = "lead" if role is Role.LEAD_PARTNER else "partner"
    partner.save()
    InstrumentFactory(partner=partner, name="Secret draft", live=False)
    page = signed_in(member(role, partner)).get(ADDRESS).content.decode()
    assert ("Secret draft" in page) is sees


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.WEB_ADMIN, 200),
        (Role.REVIEWER, 403),
        (Role.POLICY_OFFICER, 403),
        (Role.EXPERT, 403),
        (Role.BUYER, 403),
    ],
)
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}desk.csv"])
def test_who_may_choose_any_partner(partner, role, status, address):
    InstrumentFactory(partner=partner, name="Secret draft", live=False)
    answer = signed_in(person(role)).get(address, {"partner": partner.slug})
    text = b"".join(answer) if answer.streaming else answer.content
    assert (answer.status_code, "Secret draft" in text.decode()) == (status, status == 200)


@pytest.mark.parametrize("role", [Role.PARTNER_EDITOR, Role.STAKEHOLDER])
def test_an_editor_does_not_see_the_gaps_of_another_partner(partner, role):
    other = PartnerFactory(slug="other")
    InstrumentFactory(partner=partner, name="Secret draft", live=False)
    answer = signed_in(member(role, other)).get(ADDRESS, {"partner": partner.slug})
    assert (answer.status_code, "Secret draft" in answer.content.decode()) == (403, False)


def test_the_lead_begins_with_the_own_partner_and_chooses_others(partner):
    lead = member(
        Role.LEAD_PARTNER, PartnerFactory(slug="lead", number=90, name="Lead office", role="lead")
    )
    client = signed_in(lead)
    assert client.get(ADDRESS).context["partner"].slug == "lead"
    assert client.get(ADDRESS, {"partner": "urzad"}).context["partner"].slug == "urzad"


def test_a_partner_that_nobody_knows_is_refused(editor):
    assert signed_in(editor).get(ADDRESS, {"partner": "nowhere"}).status_code == 403


# What is missing.


def test_a_partner_with_nothing_is_asked_for_everything(partner, editor):
    assert said(desk.gaps(ask(editor, partner))) == {
        "instruments": [("", "No policy instrument of the region is named yet.")],
        "factors": [("", "No barrier and no enabling factor of the region is named yet.")],
        "practices": [("", "No practice of the region is described yet.")],
    }


def test_the_facts_an_instrument_lacks_are_named(partner, editor):
    InstrumentFactory(partner=partner, name="Program", original_language="pl")
    assert said(desk.gaps(ask(editor, partner)))["instruments"] == [
        (
            "Program",
            (
                "Missing: what it does, the managing authority, the amount, the period, documents "
                "and members of the stakeholder group."
            ),
        )
    ]


def test_an_instrument_with_every_fact_is_not_named(partner, editor):
    one = InstrumentFactory(
        partner=partner,
        original_language="pl",
        summary="What it does",
        authority="Region",
        starts=date(2021, 1, 1),
    )
    InstrumentMoney.objects.create(instrument=one, amount=5)
    InstrumentDocument.objects.create(instrument=one, kind="text", title="Text", url="https://a.eu")
    GroupMemberFactory(group=StakeholderGroupFactory(instrument=one))
    found = said(desk.gaps(ask(editor, partner)))
    assert [key for key in found if key in {"instruments", "reviews", "policy-texts"}] == []


def test_an_amount_that_is_unknown_and_a_member_that_left_do_not_count(partner, editor):
    one = InstrumentFactory(
        partner=partner,
        original_language="pl",
        summary="What it does",
        authority="Region",
        starts=date(2021, 1, 1),
    )
    InstrumentMoney.objects.create(instrument=one, amount=None, note="said later")
    InstrumentDocument.objects.create(instrument=one, kind="text", title="Text", url="https://a.eu")
    GroupMemberFactory(group=StakeholderGroupFactory(instrument=one), left_on=timezone.localdate())
    ((_title, missing),) = said(desk.gaps(ask(editor, partner)))["instruments"]
    assert missing == "Missing: the amount and members of the stakeholder group."


def test_a_factor_without_a_voice_or_with_an_old_one_is_named(partner, editor):
    today = timezone.localdate()
    fresh, old, silent, unrated = (
        FactorFactory(partner=partner, title=title, original_language="pl", effect="enabler")
        for title in ("Fresh", "Old", "Silent", "Unrated")
    )
    AssessmentFactory(factor=fresh, assessed_on=today - timedelta(days=300))
    AssessmentFactory(factor=old, assessed_on=date(2024, 6, 1))
    AssessmentFactory(factor=unrated, strength=None, assessed_on=today)
    AssessmentFactory(factor=silent, assessed_on=today, withdrawn_at=timezone.now())
    assert said(desk.gaps(ask(editor, partner)))["factors"] == [
        ("Old", "Last assessed on 1 June 2024: ask again."),
        ("Silent", "Nobody has said how strong it is."),
        ("Unrated", "Nobody has said how strong it is."),
    ]


def test_a_barrier_on_which_nothing_acts_is_named(partner, editor):
    today = timezone.localdate()
    acted, alone = (
        FactorFactory(partner=partner, title=title, original_language="pl")
        for title in ("Acted", "Alone")
    )
    for one in (acted, alone):
        AssessmentFactory(factor=one, assessed_on=today)
    FactorInstrument.objects.create(factor=acted, instrument=InstrumentFactory())
    assert said(desk.gaps(ask(editor, partner)))["factors"] == [
        ("Alone", "No instrument is named that should act on it.")
    ]


@pytest.mark.parametrize(
    ("state", "days", "missing"),
    [
        (None, None, ["No joint review yet."]),
        ("draft", None, []),
        ("published", 10, []),
        ("cancelled", None, ["No joint review yet."]),
    ],
)
def test_the_addressed_instrument_wants_a_joint_review(partner, editor, state, days, missing):
    one = InstrumentFactory(partner=partner, addressed=True, original_language="pl")
    if state:
        at = days and timezone.now() - timedelta(days=days)
        JointReviewFactory(instrument=one, partner=partner, state=state, published_at=at)
    found = said(desk.gaps(ask(editor, partner))).get("reviews", [])
    assert [words for _title, words in found] == missing


def test_a_review_is_repeated_after_a_year(partner, editor):
    one = InstrumentFactory(partner=partner, addressed=True, original_language="pl")
    at = timezone.now() - timedelta(days=400)
    JointReviewFactory(instrument=one, partner=partner, state="published", published_at=at)
    ((_title, words),) = said(desk.gaps(ask(editor, partner)))["reviews"]
    assert words.endswith("time to do it again and compare.")


def test_texts_missing_or_out_of_date_in_the_partners_languages_are_named(editor):
    partner = PartnerFactory(languages=["ro", "hu"])
    none = InstrumentFactory(partner=partner, name="None", original_language="ro")
    stale = InstrumentFactory(partner=partner, name="Stale", original_language="ro")
    both = InstrumentFactory(partner=partner, name="Both", original_language="ro")
    english = InstrumentFactory(partner=partner, name="English", original_language="en")
    for record, language, state in (
        (stale, "hu", "stale"),
        (both, "hu", "human"),
        (both, "de", "stale"),
        (english, "ro", "machine"),
    ):
        InstrumentTranslation.objects.create(
            record=record, language=language, name=record.name, state=state
        )
    assert none.pk
    assert said(desk.gaps(ask(editor, partner)))["policy-texts"] == [
        ("English", "Not told in: Hungarian."),
        ("None", "Not told in: Hungarian."),
        ("Stale", "Out of date in: Hungarian."),
    ]


def test_what_practices_and_transfers_lack_is_named(partner, editor):
    PracticeFactory(partner=partner, title="Bare", results="", transfer="", original_language="pl")
    complete_practice(partner=partner, title="Full", cost=5, original_language="pl")
    PracticeFactory(partner=partner, title="Gone", state="withdrawn", original_language="pl")
    origin = PracticeFactory(published=True, title="Origin")
    TransferFactory(practice=origin, partner=partner, state="plan", decides="The council")
    found = said(desk.gaps(ask(editor, partner)))
    assert found["practices"] == [
        (
            "Bare",
            (
                "Missing: the cost, results, what others can take over, evidence "
                "and the barriers it answers."
            ),
        ),
        ("Full", "Missing: the barriers it answers."),
    ]
    assert found["transfers"] == [
        ("Origin", "Missing: the instrument it shall change and the steps of the plan.")
    ]


def test_examples_are_no_gaps(partner, editor):
    InstrumentFactory(partner=partner, name="Example", is_example=True)
    FactorFactory(partner=partner, title="Example", is_example=True)
    PracticeFactory(partner=partner, title="Example", is_example=True)
    titles = [
        title for found in said(desk.gaps(ask(editor, partner))).values() for title, _ in found
    ]
    assert "Example" not in titles


# What waits.


def test_what_waits_for_an_editor(partner, editor):
    day = timezone.localdate() + timedelta(days=5)
    review = JointReviewFactory(
        instrument=InstrumentFactory(), partner=partner, title="Led", state="answering",
        answers_until=day,
    )  # fmt: skip
    published = JointReviewFactory(
        instrument=InstrumentFactory(), partner=partner, state="published",
        published_at=timezone.now(),
    )  # fmt: skip
    for state in ("open", "done"):
        Recommendation.objects.create(
            review=published, text=f"Reserve lots: {state}", owner="Region", due_on=day, state=state
        )
    transfer = TransferFactory(partner=partner)
    TransferTask.objects.create(transfer=transfer, text="Ask the council", due_on=day)
    TransferTask.objects.create(transfer=transfer, text="Visit", done_on=day)
    other = JointReviewFactory(instrument=InstrumentFactory(), title="Elsewhere", state="answering")
    ReviewerFactory(review=other, user=editor, email=editor.email)
    found = said(desk.waiting(ask(editor, partner)))
    assert found == {
        "joint-reviews": [
            ("Led", "Each answers alone."),
            ("Elsewhere", "Your answers are asked for."),
        ],
        "recommendations": [("Reserve lots: open", "For: Region.")],
        "transfer-tasks": [("Ask the council", "Nobody is named for it.")],
    }
    assert review.pk


def test_what_waits_for_the_programme(partner):
    improvement = ImprovementFactory(title="Reserved call", state="submitted")
    step = ReviewStep.objects.create(
        practice=PracticeFactory(published=True, title="Counted?"),
        round=1,
        step="officer",
        began_at=timezone.now(),
        due_on=timezone.localdate(),
    )
    officer, expert = person(Role.POLICY_OFFICER), person(Role.EXPERT)
    assert list(said(desk.waiting(ask(officer)))) == ["review-steps", "improvements"]
    assert said(desk.waiting(ask(expert))) == {}
    assert (improvement.state, step.outcome) == ("submitted", "")


def test_a_form_begun_waits_for_its_author_only(partner, editor):
    drafts.keep(
        user_id=editor.pk,
        form="policy.instrument",
        key="1",
        typed={"name": ["Half"]},
        base=None,
        now=timezone.now(),
        path="/en/policies/1/edit/",
        title="Programme",
    )
    page = signed_in(editor).get(ADDRESS).content.decode()
    assert 'href="/en/policies/1/edit/?kept=go"' in page
    other = member(Role.PARTNER_EDITOR, partner)
    assert "kept=go" not in signed_in(other).get(ADDRESS).content.decode()


def test_the_desk_is_taken_away_as_a_list(partner, editor):
    instrument = InstrumentFactory(partner=partner, name="Program", original_language="pl")
    answer = signed_in(editor).get(f"{ADDRESS}desk.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row["record"] for row in rows if row["section"] == "Policy instruments"] == ["Program"]
    assert rows[0]["address"] == f"http://testserver/en/policies/{instrument.pk}/edit/"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="desk-urzad-{timezone.localdate()}.csv"'
    )
    assert signed_in(editor).get(f"{ADDRESS}desk.exe").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_for_one_and_for_three(
    partner, editor, count, django_assert_num_queries
):
    for number in range(count):
        InstrumentFactory(partner=partner, original_language="pl")
        FactorFactory(partner=partner, original_language="en")
        PracticeFactory(partner=partner, author=editor, original_language="en")
        ImprovementFactory(instrument__partner=partner)
        TransferFactory(partner=partner)
        transfer = TransferFactory(partner=partner)
        TransferTask.objects.create(transfer=transfer, text="Ask")
        review = JointReviewFactory(instrument=InstrumentFactory(), state="answering")
        ReviewerFactory(review=review, user=editor, email=editor.email)
        drafts.keep(
            user_id=editor.pk, form="f", key=str(number), typed={}, base=None,
            now=timezone.now(), path="/en/",
        )  # fmt: skip
    client = signed_in(editor)
    client.get(ADDRESS)
    with django_assert_num_queries(33):
        assert client.get(ADDRESS).status_code == 200
