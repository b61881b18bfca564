"""Who buys for which body: asked, decided by the region, ended; letters to suppliers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from secon.kernel.models import AuditEvent
from secon.opportunities.buyer_enums import Standing
from secon.opportunities.domain import buyers
from secon.opportunities.domain.buyers import Body, BuyerError
from secon.opportunities.models import BuyerProfile
from secon.people.domain import privacy
from secon.people.enums import Role
from tests.factories.buyers import (
    NOW,
    BuyerProfileFactory,
    ShortCallFactory,
    buyer,
    reachable,
    supplier,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person

pytestmark = pytest.mark.django_db
BODY = Body("Gmina Radom", "PL", "urzad@radom.example", "radom.example/zespol", "pl", nuts="PL921")


def test_a_person_asks_and_the_editor_of_the_region_confirms(letters):
    partner = PartnerFactory(slug="mazowieckie")
    user, editor = UserFactory(), member(Role.PARTNER_EDITOR, partner)
    asked = buyers.ask(body=BODY, by=user, now=NOW)
    assert asked.partner == partner
    assert not user.has_perm("opportunities.buy")
    sent = letters(lambda: buyers.confirm(profile=asked, by=editor, now=NOW))
    user.__dict__.pop("held_now", None)
    assert user.has_perm("opportunities.buy")
    assert buyers.confirmed(user).confirmed_by == editor
    assert [letter.to for letter in sent] == [[user.email]]
    verbs = AuditEvent.objects.filter(target="opportunities.buyerprofile").values_list(
        "verb", flat=True
    )
    assert sorted(verbs) == ["ask_to_buy", "buyer_confirmed"]


def test_a_person_asks_once():
    user = UserFactory()
    buyers.ask(body=BODY, by=user, now=NOW)
    with pytest.raises(BuyerError, match="already"):
        buyers.ask(body=BODY, by=user, now=NOW)


def test_the_database_keeps_one_profile_a_person():
    kept = BuyerProfileFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BuyerProfileFactory(user=kept.user)


def test_markup_is_refused_at_its_field():
    body = Body("<b>Gmina</b>", "PL", "a@b.example", "x", "pl")
    with pytest.raises(BuyerError) as refused:
        buyers.ask(body=body, by=UserFactory(), now=NOW)
    assert set(refused.value.message_dict) == {"organisation"}


def test_declining_needs_a_reason_and_gives_no_role(letters):
    partner = PartnerFactory()
    editor = member(Role.PARTNER_EDITOR, partner)
    asked = BuyerProfileFactory(asked=True, partner=partner)
    with pytest.raises(BuyerError):
        buyers.decline(profile=asked, by=editor, now=NOW, reason=" ")
    sent = letters(
        lambda: buyers.decline(profile=asked, by=editor, now=NOW, reason="Not on the page")
    )
    assert "Not on the page" in sent[0].body
    assert not asked.user.has_perm("opportunities.buy")
    with pytest.raises(BuyerError, match="decided already"):
        buyers.confirm(profile=asked, by=editor, now=NOW)


def test_ending_takes_the_role():
    user = buyer()
    profile = buyers.confirmed(user)
    buyers.end(profile=profile, by=user, now=timezone.now())
    user.__dict__.pop("held_now", None)
    assert BuyerProfile.objects.get().standing == Standing.ENDED
    assert not user.holds(Role.BUYER)


def test_a_buyer_without_a_confirmed_body_acts_in_nobodys_name():
    with pytest.raises(PermissionDenied):
        buyers.confirmed(person(Role.BUYER))


def test_a_letter_goes_to_who_speaks_for_the_supplier_and_is_not_kept(letters):
    user = buyer()
    enterprise, keeper = reachable()
    sent = letters(
        lambda: buyers.write_to(enterprise=enterprise, message="Ile to kosztuje?", by=user, now=NOW)
    )
    assert [letter.to for letter in sent] == [[keeper.email]]
    assert sent[0].reply_to == ["urzad@gmina.example"]
    assert "Ile to kosztuje?" in sent[0].body
    assert user.email not in sent[0].body
    assert AuditEvent.objects.get(verb="write_to_supplier").detail == {}


def test_who_did_not_agree_gets_no_letter(letters):
    user, enterprise = buyer(), supplier()
    with pytest.raises(BuyerError, match="no messages"):
        buyers.write_to(enterprise=enterprise, message="Hello", by=user, now=NOW)


def test_letters_of_a_day_are_limited(letters):
    user = buyer()
    enterprise, _keeper = reachable()
    for _ in range(buyers.MOST_LETTERS):
        buyers.write_to(enterprise=enterprise, message="Hello", by=user, now=NOW)
    with pytest.raises(BuyerError, match="tomorrow"):
        buyers.write_to(enterprise=enterprise, message="Hello", by=user, now=NOW)


def test_what_is_kept_about_a_buyer_is_given_out_and_erased():
    user = buyer(organisation="Gmina Radom")
    profile = buyers.confirmed(user)
    public = ShortCallFactory(buyer=profile, published=True)
    draft = ShortCallFactory(buyer=profile)
    given = privacy.export(user)
    assert given["public_body"]["data"][0]["organisation"] == "Gmina Radom"
    assert len(given["buying"]["data"]) == 2
    privacy.erase(user=user, by=user, now=NOW)
    public.refresh_from_db()
    assert public.buyer.user is None
    assert public.buyer.evidence == "-"
    assert not type(draft).objects.filter(pk=draft.pk).exists()
