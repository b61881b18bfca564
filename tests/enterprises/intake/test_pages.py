"""Ways in, as people use them: plain forms, without script."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.images import get_image_model

from secon.enterprises.domain import changes
from secon.enterprises.domain.likeness import keys
from secon.enterprises.enums import ChangeKind, Decision, State
from secon.enterprises.interfaces.row_forms import PARTS
from secon.enterprises.models import Change, Claim, Enterprise, Steward
from secon.people.enums import Role
from secon.people.models import User
from tests.factories.enterprises import EnterpriseFactory, OfferFactory, steward
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NEW = "/en/enterprises/add/entry/"


def known(name="Zielony Ogród", town="Radom", **more):
    found = keys(name, town)
    return EnterpriseFactory(
        name=name,
        town=town,
        name_key=found.name,
        word_key=found.word,
        town_key=found.town,
        **more,
    )


def filled(rows=None, pictures=False, **own):
    """What a browser sends: the own fields, and each part's rows with their counts."""
    data = {
        "name": "Nowa Spółdzielnia",
        "summary": "Szyje.",
        "original_language": "pl",
        "country": "PL",
        "town": "Radom",
        "position": "Prezes",
        "evidence": "https://example.org/krs",
    } | own
    for part in PARTS:
        if part == "pictures" and not pictures:
            continue
        said = (rows or {}).get(part, [])
        data[f"{part}-TOTAL_FORMS"] = str(len(said))
        data[f"{part}-INITIAL_FORMS"] = str(sum(1 for row in said if row.get("pk")))
        for at, row in enumerate(said):
            data |= {f"{part}-{at}-{name}": value for name, value in row.items()}
    return data


def picture(name="kitchen.jpg", kind="JPEG", size=(60, 40)):
    target = BytesIO()
    Pillow.new("RGB", size, "green").save(target, kind)
    return SimpleUploadedFile(name, target.getvalue())


class TestAdding:
    """Somebody with an account registers an enterprise."""

    @pytest.fixture
    def user(self, client):
        user = UserFactory()
        client.force_login(user)
        return user

    def test_strangers_are_sent_to_sign_in(self, client):
        for page in ("/en/enterprises/add/", NEW, "/en/enterprises/mine/"):
            assert client.get(page).url == f"/en/accounts/login/?next={page}"

    def test_what_is_here_already_is_shown_first(self, client, user):
        entry = known()
        page = client.get(
            "/en/enterprises/add/", {"name": "Zielony Ogrod", "country": "PL", "town": "Radom"}
        )
        assert [one.enterprise for one in page.context["found"]] == [entry]
        assert f'href="/en/enterprises/{entry.pk}/claim/"' in page.text
        assert "None of these: go on" in page.text

    def test_where_nothing_is_like_it_the_way_goes_on(self, client, user):
        page = client.get("/en/enterprises/add/", {"name": "Smak", "country": "PL"})
        assert page.url == f"{NEW}?name=Smak&country=PL"
        assert client.get(page.url).context["page"].form["name"].value() == "Smak"

    def test_the_entry_waits_with_the_claim_of_its_author(self, client, user):
        rows = {"offers": [{"title": "Szycie", "audiences": ["citizens"], "code": ""}]}
        answer = client.post(NEW, filled(rows))
        assert answer.url == "/en/enterprises/mine/"
        entry = Enterprise.objects.get()
        assert (entry.state, entry.name) == (State.PROPOSED, "Nowa Spółdzielnia")
        assert [(one.title, one.audiences) for one in entry.offers.all()] == [
            ("Szycie", ["citizens"])
        ]
        assert Claim.objects.get().position == "Prezes"
        assert Steward.objects.get().user == user
        assert "The partner of your region looks at it." in client.get(answer.url).text

    def test_an_entry_like_it_is_shown_before_saving_and_then_passed(self, client, user):
        entry = known("Nowa Spółdzielnia")
        first = client.post(NEW, filled(description="Typed with care"))
        assert [one.enterprise for one in first.context["found"]] == [entry]
        assert "Typed with care" in first.text
        assert Enterprise.objects.count() == 1
        client.post(NEW, filled(seen=[entry.pk]))
        assert Enterprise.objects.count() == 2

    def test_a_row_more_keeps_what_was_typed_and_says_nothing_wrong_yet(self, client, user):
        rows = {"offers": [{"title": "Szycie", "code": ""}]}
        page = client.post(NEW, filled(rows, name="", add="offers"))
        forms = page.context["page"].rows["offers"].forms
        assert [form["title"].value() for form in forms] == ["Szycie", None]
        assert page.status_code == 200
        assert "ds-validation-message" not in page.text
        assert not Enterprise.objects.exists()

    @pytest.mark.parametrize(
        ("own", "rows", "said"),
        [
            ({"name": ""}, {}, "This field is required."),
            ({"summary": "<script>alert(1)</script>"}, {}, "Write plain words"),
            ({"company_number": "123-456-32-19"}, {}, "the check digit does not fit"),
            ({"lat": "0", "lon": "0"}, {}, "lie in the sea off Africa"),
            ({"lat": "51.4"}, {}, "A point has a latitude and a longitude."),
            ({"sdgs": ["99"]}, {}, "99 is not one of the available choices"),
            ({}, {"offers": [{"title": "<b>x</b>", "code": ""}]}, "Write plain words"),
            (
                {},
                {"hours": [{"weekday": "1", "opens": "12:00", "closes": "08:00"}]},
                "It closes after it opens.",
            ),
            (
                {},
                {"statuses": [{"code": "pl-ps", "valid_from": "nonsense"}]},
                "Enter a valid date.",
            ),
            ({"position": ""}, {}, "This field is required."),
        ],
    )
    def test_bad_input_is_told_at_its_field_and_nothing_is_stored(
        self, client, user, own, rows, said
    ):
        page = client.post(NEW, filled(rows, **own))
        assert page.status_code == 422
        assert said in page.text
        assert "<script>alert" not in page.text
        assert not Enterprise.objects.exists()
        assert not Claim.objects.exists()

    def test_fields_that_nobody_asked_for_are_not_taken(self, client, user):
        data = filled(state="verified", is_example="on", partner="1", version="9")
        client.post(NEW, data | {"verified_on": "2026-01-01", "sources": "{}"})
        entry = Enterprise.objects.get()
        assert (entry.state, entry.is_example, entry.verified_on) == (State.PROPOSED, False, None)


class TestEditing:
    """Those who speak for an entry propose; the region changes."""

    @pytest.fixture
    def entry(self):
        found = EnterpriseFactory(partner=PartnerFactory(), name="Smak", summary="Gotuje.")
        OfferFactory(enterprise=found, title="Obiady", cpv=["55520000", "55521200"])
        return found

    @pytest.fixture
    def keeper(self, entry, client):
        user = steward(entry, "2026-01-01T00:00Z")
        client.force_login(user)
        return user

    def address(self, entry):
        return f"/en/enterprises/{entry.pk}/edit/"

    def said(self, client, entry, rows=None, **own):
        """The page sent back as it came, with changes."""
        page = client.get(self.address(entry)).context
        offers = [
            {
                "pk": form["pk"].value(),
                "title": form["title"].value(),
                "description": form["description"].value(),
                "sector": form["sector"].value(),
                "code": str(form["code"].value()),
                "audiences": form["audiences"].value(),
            }
            for form in page["page"].rows["offers"].initial_forms
        ]
        form = page["page"].form
        shown = {name: form[name].value() for name in ("name", "summary", "lat", "lon")}
        data = shown | {"base": page["base"]} | own
        return filled({"offers": offers} | (rows or {}), pictures=True, **data)

    def test_a_change_waits_and_the_entry_stays(self, client, entry, keeper):
        answer = client.post(
            self.address(entry), self.said(client, entry, summary="Gotuje i piecze.")
        )
        assert answer.url == "/en/enterprises/mine/"
        change = Change.objects.get()
        assert (change.kind, change.decision) == (ChangeKind.EDIT, Decision.OPEN)
        assert [one.path for one in changes.found_in(change)] == ["summary"]
        entry.refresh_from_db()
        assert entry.summary == "Gotuje."

    def test_a_page_sent_back_unchanged_changes_nothing(self, client, entry, keeper):
        page = client.post(self.address(entry), self.said(client, entry))
        assert page.status_code == 422
        assert "Nothing is changed." in page.text
        assert not Change.objects.exists()

    def test_what_others_changed_meanwhile_is_not_put_back(self, client, entry, keeper):
        data = self.said(client, entry, phone="48 1")
        Enterprise.objects.filter(pk=entry.pk).update(summary="Now by somebody else.")
        client.post(self.address(entry), data)
        assert [one.path for one in changes.found_in(Change.objects.get())] == ["phone"]

    def test_a_base_that_is_not_ours_is_not_believed(self, client, entry, keeper):
        data = self.said(client, entry, summary="Nowe.") | {"base": "eyJ4IjoxfQ:forged:forged"}
        client.post(self.address(entry), data)
        assert Change.objects.get().base["name"] == "Smak"

    def test_the_own_change_that_waits_is_gone_on_from(self, client, entry, keeper):
        client.post(self.address(entry), self.said(client, entry, summary="Nowe."))
        page = client.get(self.address(entry))
        assert "A change of yours waits already" in page.text
        assert page.context["page"].form["summary"].value() == "Nowe."
        client.post(self.address(entry), self.said(client, entry, summary="Nowsze."))
        assert [one.decision for one in Change.objects.order_by("pk")] == ["withdrawn", "open"]

    def test_the_region_changes_at_once(self, client, entry):
        client.force_login(member(Role.PARTNER_EDITOR, entry.partner))
        answer = client.post(self.address(entry), self.said(client, entry, summary="Nowe."))
        entry.refresh_from_db()
        assert answer.url == entry.get_absolute_url()
        assert entry.summary == "Nowe."

    def test_a_row_is_taken_away_and_its_entry_keeps_the_rest(self, client, entry, keeper):
        rows = {
            "offers": [
                {"pk": entry.offers.get().pk, "title": "Obiady", "code": "", "DELETE": "on"},
                {"title": "Ciasta", "code": ""},
            ]
        }
        client.post(self.address(entry), self.said(client, entry, rows))
        change = Change.objects.get()
        assert {one.kind.value for one in changes.found_in(change)} == {"added", "removed"}

    def test_a_picture_waits_with_its_words(self, client, entry, keeper):
        rows = {"pictures": [{"file": picture(), "alt": "The kitchen", "credit": ""}]}
        client.post(self.address(entry), self.said(client, entry, rows))
        (row,) = Change.objects.get().content["pictures"]
        assert row["alt"] == "The kitchen"
        assert get_image_model().objects.get().pk == row["image"]
        assert not entry.pictures.exists()

    def test_a_picture_goes_with_the_change_that_is_taken_back_but_not_with_one_gone_on_from(
        self, client, entry, keeper, django_capture_on_commit_callbacks
    ):
        rows = {"pictures": [{"file": picture(), "alt": "The kitchen", "credit": ""}]}
        images = get_image_model().objects
        client.post(self.address(entry), self.said(client, entry, rows))
        key = images.get().pk
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/en/enterprises/{entry.pk}/texts/de/", {"summary": "Kocht."})
        assert images.get().pk == key
        last = Change.objects.get(decision=Decision.OPEN)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/en/enterprises/mine/changes/{last.pk}/withdraw/")
        assert not images.exists()

    def test_nobody_shows_a_picture_by_its_number(self, client, entry, keeper):
        foreign = get_image_model().objects.create(title="Private", file=picture())
        rows = {"pictures": [{"image": str(foreign.pk), "alt": "Stolen"}]}
        page = client.post(self.address(entry), self.said(client, entry, rows))
        assert "Choose a picture." in page.text
        assert not Change.objects.exists()

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            (lambda: SimpleUploadedFile("a.jpg", b"\0" * 11_000_000), "at most 10.0\xa0MB"),
            (lambda: SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>"), "This is no JPEG"),
            (lambda: SimpleUploadedFile("a.svg", b"<svg></svg>"), "This is no JPEG"),
            (lambda: picture("a.png", "JPEG"), "This is no JPEG"),
            (lambda: picture("a.exe", "JPEG"), "This is no JPEG"),
        ],
    )
    def test_a_picture_that_is_none_is_told_at_its_field(self, client, entry, keeper, file, said):
        rows = {"pictures": [{"file": file(), "alt": "Kitchen"}]}
        page = client.post(self.address(entry), self.said(client, entry, rows, summary="Nowe."))
        assert page.status_code == 422
        assert said in page.text
        assert not Change.objects.exists()
        assert not get_image_model().objects.exists()

    def test_a_picture_with_too_many_pixels_is_refused(self, client, entry, keeper, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
        rows = {"pictures": [{"file": picture(), "alt": "Kitchen"}]}
        page = client.post(self.address(entry), self.said(client, entry, rows))
        assert "This picture has 60 by 40 pixels." in page.text

    def test_a_picture_needs_words(self, client, entry, keeper):
        rows = {"pictures": [{"file": picture(), "alt": ""}]}
        page = client.post(self.address(entry), self.said(client, entry, rows))
        assert "Say in words what the picture shows." in page.text
        assert not get_image_model().objects.exists()

    def test_a_picture_of_a_refused_page_leaves_no_file(self, client, entry, keeper, settings):
        rows = {"pictures": [{"file": picture("trace.jpg"), "alt": "Kitchen"}]}
        page = client.post(
            self.address(entry), self.said(client, entry, rows, summary="<b>bold</b>")
        )
        assert page.status_code == 422
        assert not get_image_model().objects.exists()
        assert not list(settings.MEDIA_ROOT.rglob("trace*"))

    def test_where_a_picture_was_taken_is_not_kept(self, client, entry, keeper):
        target = BytesIO()
        exif = Pillow.Exif()
        exif[0x010E] = "A secret place"
        Pillow.new("RGB", (60, 40), "green").save(target, "JPEG", exif=exif)
        rows = {
            "pictures": [{"file": SimpleUploadedFile("a.jpg", target.getvalue()), "alt": "Kitchen"}]
        }
        client.post(self.address(entry), self.said(client, entry, rows))
        with get_image_model().objects.get().file.open("rb") as file:
            assert b"A secret place" not in file.read()


class TestMine:
    """My enterprises."""

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_takes_the_same_queries_for_more(
        self, client, count, django_assert_num_queries
    ):
        user = UserFactory()
        for _ in range(count):
            entry = EnterpriseFactory()
            Steward.objects.create(enterprise=entry, user=user, since="2026-01-01T00:00Z")
            Change.objects.create(
                enterprise=entry,
                kind=ChangeKind.EDIT,
                proposed_by=user,
                proposed_at="2026-01-01T00:00Z",
            )
        client.force_login(user)
        client.get("/en/enterprises/mine/")
        with django_assert_num_queries(5):
            assert len(client.get("/en/enterprises/mine/").context["kept"]) == count

    def test_an_empty_page_says_what_to_do(self, client):
        client.force_login(UserFactory())
        assert "You speak for no enterprise yet." in client.get("/en/enterprises/mine/").text

    def test_another_persons_things_are_not_found(self, client):
        other = steward(EnterpriseFactory(), "2026-01-01T00:00Z")
        change = Change.objects.create(
            enterprise=EnterpriseFactory(),
            kind=ChangeKind.EDIT,
            proposed_by=other,
            proposed_at="2026-01-01T00:00Z",
        )
        client.force_login(UserFactory())
        leave = f"/en/enterprises/mine/{Steward.objects.get().pk}/leave/"
        withdraw = f"/en/enterprises/mine/changes/{change.pk}/withdraw/"
        assert [client.post(page).status_code for page in (leave, withdraw)] == [404, 404]
        assert [client.get(page).status_code for page in (leave, withdraw)] == [405, 405]
        assert Steward.objects.get().ended_at is None
        assert Change.objects.get().decision == Decision.OPEN

    def test_leaving_ends_the_right_to_edit(self, client):
        entry = EnterpriseFactory()
        user = steward(entry, "2026-01-01T00:00Z")
        client.force_login(user)
        client.post(f"/en/enterprises/mine/{Steward.objects.get().pk}/leave/")
        assert client.get(f"/en/enterprises/{entry.pk}/edit/").status_code == 403
        assert not User.objects.get(pk=user.pk).has_perm("enterprises.propose_enterprise", entry)


class TestClaiming:
    """Somebody says that they speak for an entry."""

    def test_a_claim_waits(self, client):
        entry, user = EnterpriseFactory(), UserFactory()
        client.force_login(user)
        data = {"position": "Chair", "evidence_kind": "website", "evidence": "example.org/team"}
        answer = client.post(f"/en/enterprises/{entry.pk}/claim/", data)
        assert answer.url == "/en/enterprises/mine/"
        assert entry.name in client.get(answer.url).text
        page = client.post(f"/en/enterprises/{entry.pk}/claim/", data)
        assert "You have claimed this entry already." in page.text
        assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    "page", [NEW, "/en/enterprises/suggest/", "/en/enterprises/add/", "/en/enterprises/mine/"]
)
def test_a_post_without_its_token_is_refused(page):
    from django.test import Client  # noqa: PLC0415 -- leaf

    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert client.post(page, filled()).status_code in {403, 405}
    assert not Enterprise.objects.exists()
