"""The pages of authors: write, save half-filled, hand in, throw away."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from PIL import Image

from secon.kernel.form_content import FormContent
from secon.people.enums import Role
from secon.practices.domain import writing
from secon.practices.domain.writing import Content
from secon.practices.enums import PracticeState
from secon.practices.interfaces.writing_page import WritingPage
from secon.practices.models import Judgement, Practice, PracticeContact
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory
from tests.factories.policy import FactorFactory
from tests.factories.practices import PracticeFactory, complete_practice

pytestmark = pytest.mark.django_db
NEW = "/en/practices/new/"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def author(client):
    person = UserFactory()
    client.force_login(person)
    return person


def edit(practice: Practice) -> str:
    return f"/en/practices/{practice.pk}/edit/"


def sent(practice: Practice | None = None, **changes: object) -> dict[str, object]:
    """What a browser sends of the form as it is, with changes."""
    version = writing.newest(practice) if practice else None
    content = FormContent(WritingPage(version, language="en").forms)
    now = content.shown()
    data, _files = content.written(now, now, QueryDict(mutable=True), MultiValueDict())
    return dict(data.lists()) | {"do": "save"} | changes


def begin(**changes: object) -> dict[str, object]:
    return sent() | {"partner": PartnerFactory().pk, "original_language": "en"} | changes


def draft(author, **changes: object) -> Practice:
    fields = {"partner": PartnerFactory(), "title": "Begun", **changes}
    return writing.create(content=Content(fields), by=author, now=NOW)


def row(part: str, at: int = 0, **said: object) -> dict[str, object]:
    return {f"{part}-{at}-{name}": value for name, value in said.items()} | {
        f"{part}-TOTAL_FORMS": at + 1
    }


def test_only_people_with_an_account_write(client):
    for address in (NEW, edit(PracticeFactory()), "/en/practices/mine/"):
        answer = client.get(address)
        assert (answer.status_code, "/accounts/login/" in answer.url) == (302, True)


def test_a_title_and_a_region_are_enough_to_save(client, author):
    answer = client.post(NEW, begin(title="Begun"))
    practice = Practice.objects.get()
    assert (answer.status_code, answer.url) == (302, edit(practice))
    assert (practice.title, practice.author, practice.live) == ("Begun", author, False)


def test_without_them_nothing_is_stored_and_nothing_is_lost(client, author):
    answer = client.post(NEW, begin(title="", partner="", summary="Half a thought"))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)
    form = answer.context["page"].form
    assert sorted(form.errors) == ["partner", "title"]
    assert "Half a thought" in answer.content.decode()


def test_a_text_that_is_too_long_can_be_saved_but_not_handed_in(client, author):
    client.post(NEW, begin(title="Begun", summary="x" * 161))
    practice = Practice.objects.get()
    told = {one.field: one.said for one in writing.findings(practice, now=NOW)}
    assert told["summary"] == "1 character too many: at most 160."


def test_handing_in_half_a_form_saves_it_and_tells_every_gap_at_its_field(client, author):
    answer = client.post(NEW, begin(title="Begun", do="submit"))
    practice = Practice.objects.get()
    assert (practice.state, answer.url) == (PracticeState.DRAFT, f"{edit(practice)}?check=1")
    page = client.get(answer.url).context["page"]
    assert {name: len(rows.forms) for name, rows in page.rows.items()} == dict.fromkeys(
        ("figures", "proofs", "answers", "pictures"), 1
    )
    errors = page.form.errors
    stopping = {one.field for one in writing.findings(practice, now=NOW) if one.stops}
    assert set(errors) == stopping - {"proofs"}
    assert "Add at least one piece of evidence" in client.get(answer.url).content.decode()


def test_a_complete_practice_is_handed_in(client, author):
    practice = complete_practice(author=author)
    answer = client.post(edit(practice), sent(practice, do="submit"))
    practice.refresh_from_db()
    assert (answer.url, practice.state) == ("/en/practices/mine/", PracticeState.SUBMITTED)


def test_a_row_can_be_added_without_script_and_what_was_typed_stays(client, author):
    answer = client.post(NEW, begin(title="Begun", add="figures"))
    assert (answer.status_code, Practice.objects.count()) == (200, 0)
    page = answer.context["page"]
    assert (len(page.rows["figures"].forms), page.form["title"].value()) == (1, "Begun")


def test_rows_judgements_and_contact_are_stored(client, author):
    factor = FactorFactory()
    FactorFactory(live=False)
    client.post(
        NEW,
        begin(title="Begun", topics=["skills"], met_time="yes", note_time="Since 2011")
        | {"contact_name": "A", "contact_email": "a@example.org", "contact_agreed": "on"}
        | row("figures", label="Jobs", number="5", year="2023")
        | row("proofs", kind="report", title="Report", url="https://example.org/r")
        | row("answers", factor=factor.pk, note="With work"),
    )
    practice = Practice.objects.get()
    assert [(one.label, one.number, one.year) for one in practice.figures.all()] == [
        ("Jobs", 5, 2023)
    ]
    assert [one.url for one in practice.proofs.all()] == ["https://example.org/r"]
    assert [(one.factor, one.note) for one in practice.answers.all()] == [(factor, "With work")]
    assert Judgement.objects.get().note == "Since 2011"
    assert PracticeContact.objects.get().email == "a@example.org"


def test_a_barrier_that_readers_do_not_see_cannot_be_chosen(client, author):
    hidden = FactorFactory(live=False, title="Secret barrier")
    answer = client.post(NEW, begin(title="Begun") | row("answers", factor=hidden.pk))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)
    assert "Secret barrier" not in answer.content.decode()


def test_evidence_is_checked_and_kept_apart(client, author, settings, tmp_path):
    bad = SimpleUploadedFile("plan.pdf", b"<script>")
    proof = row("proofs", kind="report", title="Plan", file=bad)
    answer = client.post(NEW, begin(title="Begun") | proof)
    assert (answer.status_code, Practice.objects.count()) == (422, 0)
    proof["proofs-0-file"] = SimpleUploadedFile("plan.pdf", PDF)
    client.post(NEW, begin(title="Begun") | proof)
    practice = Practice.objects.get()
    address = f"/en/practices/{practice.pk}/evidence/1/"
    served = client.get(address)
    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Disposition"].startswith("attachment")
    client.logout()
    assert client.get(address).status_code == 404


def test_a_picture_needs_words(client, author, tmp_path):
    path = tmp_path / "shop.png"
    Image.new("RGB", (20, 20), "green").save(path)
    picture = row("pictures", upload=SimpleUploadedFile("shop.png", path.read_bytes()))
    assert client.post(NEW, begin(title="Begun") | picture).status_code == 422
    picture["pictures-0-upload"] = SimpleUploadedFile("shop.png", path.read_bytes())
    picture["pictures-0-alt"] = "The shop from the street"
    client.post(NEW, begin(title="Begun") | picture)
    stored = Practice.objects.get().pictures.get()
    assert (stored.alt, stored.image.title) == ("The shop from the street",) * 2


def test_an_agreement_is_asked_for_a_contact(client, author):
    answer = client.post(NEW, begin(title="Begun", contact_name="A", contact_email="a@example.org"))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)
    assert sorted(answer.context["page"].form.errors) == ["contact_agreed"]


def test_a_published_practice_is_changed_beside_the_page(client, author):
    practice = PracticeFactory(published=True, author=author, summary="Said before")
    client.post(edit(practice), sent(practice, summary="Said anew"))
    practice.refresh_from_db()
    assert (practice.summary, writing.newest(practice).summary) == ("Said before", "Said anew")
    shown = client.get(f"{practice.get_absolute_url()}?version=newest").content.decode()
    public = client.get(practice.get_absolute_url()).content.decode()
    assert ("Said anew" in shown, "Said anew" in public) == (True, False)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("draft", 200),
        ("changes", 200),
        ("submitted", 403),
        ("accepted", 403),
        ("declined", 403),
        ("withdrawn", 403),
        ("published", 200),
        ("counted", 200),
        ("validated", 200),
        ("not_selected", 200),
    ],
)
def test_an_author_edits_what_is_not_with_a_reviewer(client, author, state, status):
    live = state in {"published", "counted", "validated", "not_selected"}
    practice = PracticeFactory(state=state, live=live, author=author)
    assert client.get(edit(practice)).status_code == status


@pytest.mark.parametrize("role", [None, Role.STAKEHOLDER, Role.PARTNER_EDITOR])
def test_others_do_not_and_see_nothing_of_a_draft(client, role):
    person = member(role, PartnerFactory()) if role else UserFactory()
    client.force_login(person)
    practice = PracticeFactory(title="Secret plan")
    for address in (edit(practice), practice.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code in {403, 404}
        assert "Secret plan" not in answer.content.decode()
    assert client.post(edit(practice), sent(practice, title="Mine")).status_code == 403
    practice.refresh_from_db()
    assert practice.title == "Secret plan"


def test_the_list_of_ones_own_says_where_each_stands(client, author, django_assert_max_num_queries):
    PracticeFactory(title="Somebody else's")
    practice = draft(author, title="Mine")
    html = client.get("/en/practices/mine/").content.decode()
    assert ("Mine" in html, "Somebody else" in html) == (True, False)
    own = client.get("/en/practices/mine/").context["own"]
    assert [(one.practice, one.is_draft, one.waiting) for one in own] == [(practice, True, None)]


def test_an_editor_finds_what_others_write_in_the_region(client):
    practice = draft(UserFactory(), title="Theirs")
    editor = member(Role.PARTNER_EDITOR, practice.partner)
    draft(UserFactory(), title="Of another region")
    draft(editor, title="Own", partner=practice.partner)
    client.force_login(editor)
    answer = client.get("/en/practices/mine/")
    assert [one.practice.title for one in answer.context["others"]] == ["Theirs"]
    assert "Of another region" not in answer.content.decode()


def test_a_draft_is_thrown_away(client, author):
    practice = draft(author)
    assert client.get(f"/en/practices/{practice.pk}/discard/").status_code == 405
    client.post(f"/en/practices/{practice.pk}/discard/")
    assert Practice.objects.count() == 0


def test_a_stranger_throws_nothing_away(client, author):
    practice = PracticeFactory()
    assert client.post(f"/en/practices/{practice.pk}/discard/").status_code == 403
    assert Practice.objects.count() == 1


def test_two_editors_lose_nothing(client, author):
    practice = draft(author, summary="Before")
    opened = client.get(edit(practice))
    token = str(opened.context["kept"].base)
    theirs = Content({"organisation": "Their cooperative"})
    writing.save_draft(
        practice=practice,
        content=theirs,
        by=author,
        now=NOW + timedelta(minutes=1),
        based_on=practice.latest_revision_id,
    )
    mine = sent(practice, summary="After", organisation="", kept_base=token)
    client.post(edit(practice), mine)
    practice.refresh_from_db()
    assert (practice.summary, practice.organisation) == ("After", "Their cooperative")
