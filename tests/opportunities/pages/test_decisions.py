"""What an enterprise decides: verbs, who may, what is refused, what it teaches, undoing."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from secon.kernel.models import AuditEvent
from secon.opportunities.domain import decisions
from secon.opportunities.domain.decisions import DecisionError
from secon.opportunities.models import Decision, Lesson, PathStep
from secon.people.enums import Role
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.opportunities import DecisionFactory, MatchFactory, open_lot
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
STATES = ("none", "saved", "hidden", "bid", "won", "lost")
ACTIONS = ("save", "unsave", "hide", "bid", "won", "lost", "undo")
ALLOWED = {
    ("none", "save"),
    ("none", "hide"),
    ("none", "bid"),
    ("saved", "unsave"),
    ("saved", "hide"),
    ("saved", "bid"),
    ("saved", "undo"),
    ("hidden", "save"),
    ("hidden", "bid"),
    ("hidden", "undo"),
    ("bid", "won"),
    ("bid", "lost"),
    ("bid", "undo"),
    ("won", "undo"),
    ("lost", "undo"),
}


def made(enterprise, state):
    lot = open_lot()
    if state != "none":
        traits = {} if state == "saved" else {state: True}
        DecisionFactory(enterprise=enterprise, lot=lot, **traits)
    return lot


def act(action, enterprise, lot, by):
    more = {"reason": "work"} if action == "hide" else {}
    return getattr(decisions, action)(
        enterprise=enterprise, kind="lot", demand=lot.pk, by=by, now=timezone.now(), **more
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_step_is_taken_from_where_it_may_be(enterprise, person, state, action):
    lot = made(enterprise, state)

    if (state, action) in ALLOWED:
        act(action, enterprise, lot, person)
        assert AuditEvent.objects.filter(target="enterprises.enterprise", by=person).count() == 1
        return
    with pytest.raises(DecisionError):
        act(action, enterprise, lot, person)
    assert list(Decision.objects.values_list("state", flat=True)) == (
        [] if state == "none" else [state]
    )


@pytest.mark.parametrize("role", ["anybody", "of another enterprise", "former", "of the region"])
@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_else_decides(enterprise, role, action):
    by = {
        "anybody": UserFactory,
        "of another enterprise": lambda: steward(EnterpriseFactory(), timezone.now()),
        "former": lambda: steward(enterprise, timezone.now()),
        "of the region": lambda: member(Role.PARTNER_EDITOR, PartnerFactory()),
    }[role]()
    enterprise.stewards.update(ended_at=timezone.now())
    lot = made(enterprise, "saved")

    with pytest.raises(PermissionDenied):
        act(action, enterprise, lot, by)
    assert Decision.objects.get().state == "saved"


def test_a_reason_about_the_work_teaches_and_undoing_forgets(enterprise, person):
    lot = open_lot(cpv="45000000")
    act("hide", enterprise, lot, person)
    lesson = Lesson.objects.get()
    assert (lesson.reason, lesson.cpv, lesson.nuts, lesson.country, lesson.value_eur) == (
        "work",
        "45000000",
        "EL651",
        "EL",
        Decimal(100_000),
    )

    assert act("undo", enterprise, lot, person) is None
    assert (Lesson.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.parametrize("reason", ["capacity", "other"])
def test_a_reason_of_the_moment_teaches_nothing(enterprise, person, reason):
    decisions.hide(
        enterprise=enterprise,
        kind="lot",
        demand=open_lot().pk,
        by=person,
        now=timezone.now(),
        reason=reason,
        note="We move house",
    )

    assert Lesson.objects.count() == 0
    assert Decision.objects.get().note == ("We move house" if reason == "other" else "")


@pytest.mark.parametrize(
    ("reason", "note"), [("", ""), ("odd", ""), ("other", " "), ("far", "<b>x</b>")]
)
def test_what_says_nothing_or_too_much_is_refused(enterprise, person, reason, note):
    with pytest.raises(DecisionError):
        decisions.hide(
            enterprise=enterprise,
            kind="lot",
            demand=open_lot().pk,
            by=person,
            now=timezone.now(),
            reason=reason,
            note=note,
        )
    assert Decision.objects.count() == 0


def test_undoing_goes_back_one_step_at_a_time(enterprise, person):
    lot = open_lot()
    for action in ("save", "bid", "won"):
        act(action, enterprise, lot, person)
    states = [row.state if (row := act("undo", enterprise, lot, person)) else "" for _ in range(2)]

    assert states == ["bid", ""]
    assert list(PathStep.objects.order_by("pk").values_list("step", flat=True)) == [
        "saved",
        "bid",
        "won",
    ]


def test_a_closed_or_unknown_lot_is_not_saved_but_a_bid_for_it_is_noted(enterprise, person):
    closed = open_lot(-2)
    with pytest.raises(DecisionError):
        act("save", enterprise, closed, person)
    assert act("bid", enterprise, closed, person).state == "bid"
    closed.pk = 1
    with pytest.raises(DecisionError):
        act("bid", enterprise, closed, person)


def test_the_list_saves_puts_away_and_undoes(reader, enterprise):
    lot = open_lot(texts={"en": "Garden upkeep"})
    MatchFactory(enterprise=enterprise, lot=lot)
    here = reverse("opportunities:own", args=[enterprise.pk])
    decide = reverse("opportunities:decide", args=[enterprise.pk, "lot", lot.pk])

    assert reader.post(decide, {"action": "save", "next": here}).url == here
    answer = reader.post(decide, {"action": "hide", "reason": "far", "next": here}, follow=True)
    assert answer.redirect_chain == [(f"{here}?said=lot-{lot.pk}#said", 302)]
    assert answer.context["hidden"].key == ("lot", lot.pk)
    assert answer.context["rows"] == []
    reader.post(decide, {"action": "undo", "next": here})
    assert Decision.objects.get().state == "saved"


def test_a_problem_stands_at_its_field_and_nothing_is_kept(reader, enterprise):
    lot = open_lot()
    decide = reverse("opportunities:decide", args=[enterprise.pk, "lot", lot.pk])

    for data in ({"reason": ""}, {"reason": "other"}):
        answer = reader.post(decide, {"action": "hide", **data})
        assert answer.status_code == 422
        assert answer.context["hide_form"].errors
    reader.post(decide, {"action": "bid"})
    answer = reader.post(decide, {"action": "won", "value_eur": "-1"})
    assert answer.context["won_form"].errors.keys() == {"value_eur"}
    reader.post(decide, {"action": "won", "value_eur": "12500.50"})
    assert Decision.objects.get().value_eur == Decimal("12500.50")
    assert reader.post(decide, {"action": "steal"}).status_code == 404


def test_nobody_is_led_to_another_site(reader, enterprise):
    lot = open_lot()
    decide = reverse("opportunities:decide", args=[enterprise.pk, "lot", lot.pk])

    answer = reader.post(decide, {"action": "save", "next": "https://evil.example/"})

    assert answer.url == reverse("opportunities:one", args=[enterprise.pk, "lot", lot.pk])


def test_the_page_of_one_is_counted_as_viewed_once_and_refused_to_others(
    reader, client, enterprise
):
    lot = open_lot(texts={"en": "Garden upkeep"})
    MatchFactory(enterprise=enterprise, lot=lot)
    address = reverse("opportunities:one", args=[enterprise.pk, "lot", lot.pk])

    for _time in range(2):
        assert "Garden upkeep" in reader.get(address).content.decode()
    assert list(PathStep.objects.values_list("step", "sector")) == [("viewed", "90")]
    unknown = reverse("opportunities:one", args=[enterprise.pk, "lot", 1])
    assert reader.get(unknown).status_code == 404
    assert reader.get(address.replace("lot-", "odd-")).status_code == 404
    client.force_login(UserFactory())
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"Garden upkeep" not in answer.content


def test_a_key_that_no_database_takes_is_no_page(client, enterprise, person):
    client.force_login(person)
    key = [enterprise.pk, "lot", 10**30]
    assert client.get(reverse("opportunities:one", args=key)).status_code == 404
    answer = client.post(reverse("opportunities:decide", args=key), {"action": "save"})
    assert answer.status_code == 404
