"""Pages of transfers: what readers see, what the adopting region does, what others cannot."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from secon.kernel.models import FormDraft
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.policy.domain import linked
from secon.practices.enums import Context
from secon.practices.models import (
    Transfer,
    TransferContext,
    TransferMove,
    TransferProof,
    TransferTask,
)
from tests.factories.partnership import PartnerFactory, member
from tests.factories.policy import ImprovementFactory, InstrumentFactory
from tests.factories.practices import PracticeFactory, TransferFactory

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n%%EOF"

pytestmark = pytest.mark.django_db


def whole(**given: object) -> Transfer:
    """A transfer that came to money."""
    instrument = InstrumentFactory(partner=given.pop("partner", None) or PartnerFactory())
    improvement = ImprovementFactory(
        instrument=instrument, state="validated", amount=Decimal(3000000), title="Bonus criterion"
    )
    transfer: Transfer = TransferFactory(
        state="in_instrument",
        partner=instrument.partner,
        instrument=instrument,
        improvement=improvement,
        changes="Two communes",
        decides="The council",
        **given,
    )
    for state, day in (("interest", 1), ("contact", 2), ("visit", 3), ("plan", 4)):
        TransferMove.objects.create(
            transfer=transfer, state=state, happened_on=date(2024, 10, day), recorded_at=NOW
        )
    TransferProof.objects.create(
        transfer=transfer, state="visit", kind="report", title="Raport", note="Archive, p. 3"
    )
    TransferContext.objects.create(
        transfer=transfer, context="law", origin="Act of 2006", likeness="different"
    )
    TransferTask.objects.create(transfer=transfer, text="Ask the council")
    return transfer


def signed(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def editor(transfer: Transfer) -> User:
    return member(Role.PARTNER_EDITOR, transfer.partner)


def url(name: str, *args: object) -> str:
    return reverse(f"practices:{name}", args=args)


def test_page_shows_the_way_the_surroundings_and_what_is_unknown(client: Client) -> None:
    transfer = whole()
    html = client.get(transfer.get_absolute_url()).content.decode()
    assert "3,000,000 EUR" in html
    assert "Bonus criterion" in html
    assert "Act of 2006" in html
    assert html.count('data-standing="done"') == 5
    assert "Your next step" not in html


def test_page_of_a_practice_taken_back_is_for_the_adopting_region_only(client: Client) -> None:
    transfer = TransferFactory(practice__live=False, practice__state="withdrawn")
    proof = TransferProof.objects.create(
        transfer=transfer, kind="report", title="Secret", file=ContentFile(PDF, "secret.pdf")
    )
    addresses = (transfer.get_absolute_url(), url("transfer_file", proof.pk))
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    origin = member(Role.PARTNER_EDITOR, transfer.practice.partner)
    assert [signed(client, origin).get(one).status_code for one in addresses] == [404, 404]
    signed(client, editor(transfer))
    answers = [client.get(one) for one in addresses]
    assert [one.status_code for one in answers] == [200, 200]
    answers[1].close()


def test_file_of_evidence_leaves_as_an_attachment(client: Client) -> None:
    proof = TransferProof.objects.create(
        transfer=TransferFactory(),
        kind="report",
        title="Report",
        file=ContentFile(PDF, "report.pdf"),
    )
    answer = client.get(url("transfer_file", proof.pk))
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    answer.close()


def _pages(transfer: Transfer) -> list[str]:
    return [
        url("transfer_edit", transfer.pk),
        url("transfer_move", transfer.pk, "contact"),
        url("transfer_drop", transfer.pk),
        url("transfer_evidence", transfer.pk),
    ]


def test_forms_are_for_the_adopting_region_only(client: Client) -> None:
    transfer = TransferFactory()
    pages = _pages(transfer)
    assert [client.get(one).status_code for one in pages] == [302] * 4
    for role, partner in (
        (Role.PARTNER_EDITOR, transfer.practice.partner),
        (Role.STAKEHOLDER, transfer.partner),
    ):
        signed(client, member(role, partner))
        assert [client.get(one).status_code for one in pages] == [403] * 4
        assert [client.post(one, {"on": "2025-01-01"}).status_code for one in pages] == [403] * 4
    signed(client, editor(transfer))
    assert [client.get(one).status_code for one in pages] == [200] * 4
    assert Transfer.objects.get().state == "interest"


def test_step_that_cannot_be_taken_has_no_page(client: Client) -> None:
    transfer = TransferFactory()
    signed(client, editor(transfer))
    for state in ("interest", "plan", "dropped", "nonsense"):
        assert client.get(url("transfer_move", transfer.pk, state)).status_code == 404


def test_region_takes_a_practice_up(client: Client) -> None:
    practice, partner = PracticeFactory(published=True), PartnerFactory()
    signed(client, member(Role.PARTNER_EDITOR, partner))
    given = {"partner": partner.pk, "note": "How?", "language": "en"}
    answer = client.post(url("adopt", practice.pk), given)
    made = Transfer.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.partner, made.practice) == (partner, practice)


def test_region_of_origin_is_told_why_it_cannot_take_its_own_practice(client: Client) -> None:
    practice = PracticeFactory(published=True)
    signed(client, member(Role.PARTNER_EDITOR, practice.partner))
    answer = client.get(url("adopt", practice.pk))
    assert "There is no region for which you could take it up" in answer.content.decode()
    posted = client.post(
        url("adopt", practice.pk), {"partner": practice.partner_id, "language": "en"}
    )
    assert (posted.status_code, Transfer.objects.count()) == (422, 0)


def test_draft_of_a_practice_is_not_shown_to_who_would_take_it_up(client: Client) -> None:
    practice = PracticeFactory(title="Hidden draft")
    signed(client, member(Role.PARTNER_EDITOR, PartnerFactory()))
    answer = client.get(url("adopt", practice.pk))
    assert answer.status_code == 404
    assert b"Hidden draft" not in answer.content


def test_people_without_a_region_cannot_take_up(client: Client, django_user_model: object) -> None:
    practice = PracticeFactory(published=True)
    signed(client, member(Role.STAKEHOLDER, PartnerFactory()))
    assert client.get(url("adopt", practice.pk)).status_code == 403


def test_step_without_its_evidence_says_so_at_the_field(client: Client) -> None:
    transfer = TransferFactory(state="contact")
    signed(client, editor(transfer))
    address = url("transfer_move", transfer.pk, "visit")
    given = {"on": "2025-01-10", "note": "Seen", "language": "en", "kind": "report"}
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "title": ["Say what the evidence is called."],
        "url": ["Give an address, a file, or say where it can be seen."],
    }
    file = ContentFile(PDF, "report.pdf")
    answer = client.post(address, given | {"title": "Report", "file": file})
    assert answer.status_code == 302
    assert Transfer.objects.get().state == "visit"
    with TransferProof.objects.get().file.open() as kept:
        assert kept.read() == PDF


def test_file_that_is_no_document_is_refused(client: Client) -> None:
    transfer = TransferFactory(state="contact")
    signed(client, editor(transfer))
    answer = client.post(
        url("transfer_evidence", transfer.pk),
        {"title": "Script", "kind": "report", "file": ContentFile(b"<script>", "x.pdf")},
    )
    assert (answer.status_code, TransferProof.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["file"]


def test_drop_needs_a_reason_and_shows_it(client: Client) -> None:
    transfer = TransferFactory()
    signed(client, editor(transfer))
    address = url("transfer_drop", transfer.pk)
    assert client.post(address, {"on": "2025-01-10", "note": ""}).status_code == 422
    assert client.post(address, {"on": "2025-01-10", "note": "No law"}).status_code == 302
    client.logout()
    assert "No law" in client.get(transfer.get_absolute_url()).content.decode()


def posted(transfer: Transfer, **given: object) -> dict[str, object]:
    """What a browser sends for the plan as it stands."""
    data: dict[str, object] = {"currency": "EUR", "language": "en"}
    for one in Context:
        data |= {f"{one}-origin": "", f"{one}-target": "", f"{one}-likeness": ""}
    steps = [("", "Ask the council"), ("", ""), ("", "")]
    data |= {"steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": 0}
    for at, (key, text) in enumerate(steps):
        data |= {f"steps-{at}-id": key, f"steps-{at}-text": text}
    return data | given


def test_plan_is_stored_from_its_form(client: Client) -> None:
    transfer = TransferFactory()
    signed(client, editor(transfer))
    given = posted(transfer, decides="The council", **{"law-likeness": "different"})
    answer = client.post(url("transfer_edit", transfer.pk), given)
    assert answer.status_code == 302
    stored = Transfer.objects.get()
    assert (stored.decides, [one.text for one in stored.tasks.all()]) == (
        "The council",
        ["Ask the council"],
    )
    assert [(one.context, one.likeness) for one in stored.contexts.all()] == [("law", "different")]


def test_plan_with_a_mistake_is_kept_and_nothing_is_half_saved(client: Client) -> None:
    transfer = TransferFactory()
    signed(client, editor(transfer))
    given = posted(transfer, decides="The council", **{"steps-1-owner": "Somebody"})
    given["kept_slot"] = client.get(url("transfer_edit", transfer.pk)).context["kept"].slot
    answer = client.post(url("transfer_edit", transfer.pk), given)
    assert answer.status_code == 422
    assert "Say what this step is." in answer.content.decode()
    stored = Transfer.objects.get()
    assert (stored.decides, stored.tasks.count()) == ("", 0)
    assert FormDraft.objects.get().data["typed"]["decides"] == ["The council"]


def test_plan_form_begins_with_what_is_known_of_both_sides(client: Client) -> None:
    transfer = TransferFactory(practice__organisation="Spółdzielnia Przykład")
    signed(client, editor(transfer))
    forms = client.get(url("transfer_edit", transfer.pk)).context["forms"]
    governance = next(one for one in forms.surroundings if one.context is Context.GOVERNANCE)
    assert governance.initial == {"origin": "Spółdzielnia Przykład", "target": ""}


def test_list_is_filtered_by_its_address(client: Client) -> None:
    one, other = whole(), TransferFactory(state="visit")
    TransferFactory(practice__live=False)

    def found(**query: object) -> list[int]:
        answer = client.get(url("transfers"), query)
        return [transfer.pk for transfer, _chain in answer.context["chains"]]

    assert found() == [other.pk, one.pk]
    assert found(state="visit") == [other.pk]
    assert found(origin=one.practice.partner.slug) == [one.pk]
    assert found(target=other.partner.slug) == [other.pk]
    assert found(instrument=one.instrument_id) == [one.pk]
    assert found(practice=other.practice_id) == [other.pk]


def test_matrix_counts_ways_that_are_not_dropped(client: Client) -> None:
    one = TransferFactory()
    TransferFactory(practice=one.practice, state="dropped")
    matrix = client.get(url("transfers")).context["matrix"]
    assert matrix.cells == {one.practice.partner.slug: {one.partner.slug: 1}}


def test_address_that_asks_for_nonsense_shows_everything_and_says_so(client: Client) -> None:
    TransferFactory()
    answer = client.get(url("transfers"), {"state": "nonsense"})
    assert "This address asks for something that does not exist" in answer.content.decode()
    assert len(answer.context["chains"]) == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_asks_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, item_count: int
) -> None:
    for _ in range(item_count):
        whole()
    client.get(url("transfers"))
    with django_assert_num_queries(23):
        client.get(url("transfers"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_chains_of_a_region_ask_a_constant_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, item_count: int
) -> None:
    partner = PartnerFactory()
    for _ in range(item_count):
        whole(partner=partner)
        ImprovementFactory(instrument__partner=partner)
    with django_assert_num_queries(18):
        found = linked.chains("en", partner={partner.pk})
    assert len(found) == 2 * item_count


def chain_keys(**keys: set[int]) -> list[str]:
    return [one.key for one in linked.chains("en", **keys)]


def test_chain_is_told_to_every_record_on_its_way() -> None:
    transfer = whole()
    key = [f"transfer-{transfer.pk}"]
    assert chain_keys(practice={transfer.practice_id}) == key
    assert chain_keys(instrument={transfer.instrument_id}) == key  # type: ignore[arg-type]
    assert chain_keys(improvement={transfer.improvement_id}) == key  # type: ignore[arg-type]
    assert chain_keys(partner={transfer.partner_id}) == key
    assert chain_keys(partner={transfer.practice.partner_id}) == key
    assert chain_keys(partner={PartnerFactory().pk}) == []
    assert chain_keys() == []


def test_change_without_a_practice_begins_without_one() -> None:
    improvement = ImprovementFactory()
    (chain,) = linked.chains("en", improvement={improvement.pk})
    assert (chain.origin, chain.links[0].said) == (None, "Began without a practice on record")


def test_change_of_a_hidden_practice_says_that_it_is_hidden_and_not_its_name() -> None:
    transfer = whole(practice__live=False, practice__title="Secret practice")
    (chain,) = linked.chains("en", improvement={transfer.improvement_id})  # type: ignore[arg-type]
    assert chain.links[0].said == "It began with a practice that is not published"
    assert "Secret practice" not in repr(chain)


def test_change_of_a_hidden_instrument_is_not_told() -> None:
    transfer = whole()
    transfer.instrument.live = False  # type: ignore[union-attr]
    transfer.instrument.save()  # type: ignore[union-attr]
    (chain,) = linked.chains("en", practice={transfer.practice_id})
    assert "Bonus criterion" not in repr(chain)
    assert chain.links[4].amount is None


def test_chains_leave_as_open_data(client: Client) -> None:
    transfer, change = whole(), ImprovementFactory(amount=None)
    said = b"".join(client.get(url("chains_file", "csv")).streaming_content)  # type: ignore[attr-defined]
    rows = list(csv.DictReader(StringIO(said.decode("utf-8-sig"))))
    assert [row["chain"] for row in rows] == [
        f"transfer-{transfer.pk}",
        f"improvement-{change.pk}",
    ]
    assert [(row["amount"], row["is_validated"]) for row in rows] == [
        ("3000000.0", "yes"),
        ("", "no"),
    ]
    said = b"".join(client.get(url("chains_file", "json")).streaming_content)  # type: ignore[attr-defined]
    assert json.loads(said)["entries"] == 2
    assert client.get(url("chains_file", "exe")).status_code == 404


def test_download_of_the_list_keeps_its_filters(client: Client) -> None:
    whole()
    other = TransferFactory(state="visit")
    answer = client.get(url("transfers_file", "json"), {"state": "visit"})
    said = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert [row["chain"] for row in said["chains"]] == [f"transfer-{other.pk}"]


def test_api_gives_chains_and_refuses_what_does_not_exist(client: Client) -> None:
    transfer = whole()
    answer = client.get("/api/v1/chains", {"state": "in_instrument"}).json()
    (row,) = answer["results"]
    assert (row["chain"], row["amount"], row["visited_on"]) == (
        f"transfer-{transfer.pk}",
        3000000.0,
        "2024-10-03",
    )
    assert client.get("/api/v1/chains", {"state": "x"}).status_code == 422
    assert client.get("/api/v1/chains/changes").json()["count"] == 0


def test_evidence_of_others_is_not_removed(client: Client) -> None:
    transfer = whole()
    proof = TransferProof.objects.get()
    address = url("transfer_evidence_remove", proof.pk)
    assert client.post(address).status_code == 302  # to the sign-in
    signed(client, member(Role.PARTNER_EDITOR, transfer.practice.partner))
    assert client.post(address).status_code == 403
    assert TransferProof.objects.count() == 1


def test_region_speaks_for_several_places_only_where_it_may(client: Client) -> None:
    practice = PracticeFactory(published=True)
    own, other = PartnerFactory(), PartnerFactory()
    signed(client, member(Role.PARTNER_EDITOR, own))
    answer = client.post(url("adopt", practice.pk), {"partner": other.pk, "language": "en"})
    assert (answer.status_code, Transfer.objects.count()) == (422, 0)
    assert [one.pk for one in answer.context["adopters"]] == [own.pk]
    assert Partner.objects.count() == 3
