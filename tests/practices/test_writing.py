"""The verbs of authors."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from secon.kernel.models import AuditEvent
from secon.people.domain import privacy
from secon.people.enums import Role
from secon.practices.domain import contacts, writing
from secon.practices.domain.writing import ConflictError, Content
from secon.practices.enums import Criterion, Judge, PracticeState
from secon.practices.models import Judgement, Practice, PracticeContact, PracticeTranslation
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory
from tests.factories.practices import PracticeFactory, complete_practice

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def author():
    return UserFactory()


def begun(author, **fields: object) -> Practice:
    partner = fields.pop("partner", None) or PartnerFactory()
    content = Content({"partner": partner, "title": "Wspólna spółdzielnia", **fields})
    return writing.create(content=content, by=author, now=NOW)


def saved(practice: Practice, by, **parts: object) -> Practice:
    content = parts.pop("content", None) or Content(parts.pop("fields", {}), **parts)
    return writing.save_draft(
        practice=practice,
        content=content,
        by=by,
        now=NOW,
        based_on=Practice.objects.get(pk=practice.pk).latest_revision_id,
    )


def test_a_title_and_a_region_are_enough_to_begin(author):
    practice = begun(author)
    stored = Practice.objects.get()
    assert (stored.pk, stored.author, stored.state, stored.live) == (
        practice.pk,
        author,
        PracticeState.DRAFT,
        False,
    )
    assert (stored.slug, stored.country) == ("wspolna-spoldzielnia", "PL")
    assert stored.latest_revision is not None
    assert [one.verb for one in AuditEvent.objects.filter(target="practices.practice")] == ["begin"]


def test_without_a_title_nothing_is_stored(author):
    with pytest.raises(ValidationError) as caught:
        begun(author, title="")
    assert [*caught.value.message_dict] == ["title"]
    assert Practice.objects.count() == 0


def test_an_author_has_only_so_many_drafts(author, settings):
    settings.SECON_PRACTICE_DRAFTS = 1
    begun(author)
    with pytest.raises(ValidationError):
        begun(author, title="Another")
    assert Practice.objects.count() == 1


def test_an_author_cannot_write_what_the_review_writes(author):
    practice = begun(author)
    with pytest.raises(ValueError, match="state"):
        saved(practice, author, fields={"state": "validated"})


def test_while_nobody_sees_it_the_row_holds_the_newest_version(author):
    practice = begun(author)
    saved(practice, author, fields={"summary": "In one sentence"}, topics=["skills", "funding"])
    stored = Practice.objects.get()
    assert stored.summary == "In one sentence"
    assert [one.topic for one in stored.topics.all()] == ["skills", "funding"]
    assert writing.newest(stored).summary == "In one sentence"


def test_readers_of_a_published_practice_see_the_old_version(author):
    practice = PracticeFactory(published=True, author=author, summary="Old")
    saved(practice, author, fields={"summary": "New"}, topics=["skills"])
    stored = Practice.objects.get()
    assert (stored.summary, stored.has_unpublished_changes) == ("Old", True)
    assert [*stored.topics.all()] == []
    version = writing.newest(stored)
    assert (version.summary, [one.topic for one in version.topics.all()]) == ("New", ["skills"])


def test_an_old_version_does_not_bring_back_where_the_practice_stood(author):
    practice = begun(author)
    Practice.objects.update(state=PracticeState.SUBMITTED, round=1)
    version = writing.newest(Practice.objects.get(pk=practice.pk))
    assert (version.state, version.round) == (PracticeState.SUBMITTED, 1)


def test_two_who_save_one_version_do_not_overwrite_each_other(author):
    practice = begun(author)
    first = practice.latest_revision_id
    saved(practice, author, fields={"summary": "First"})
    with pytest.raises(ConflictError):
        writing.save_draft(
            practice=practice,
            content=Content({"summary": "Second"}),
            by=author,
            now=NOW,
            based_on=first,
        )
    assert Practice.objects.get().summary == "First"


@pytest.mark.parametrize("state", [PracticeState.SUBMITTED, PracticeState.ACCEPTED])
def test_what_is_with_a_reviewer_is_not_changed(author, state):
    practice = PracticeFactory(author=author, state=state)
    with pytest.raises(PermissionDenied):
        saved(practice, author, fields={"summary": "Sneaked in"})


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.PARTNER_EDITOR, True),
        (Role.LEAD_PARTNER, True),
        (Role.STAKEHOLDER, False),
    ],
)
def test_partner_editors_and_the_lead_write_along(role, allowed):
    lead = PartnerFactory(role="lead") if role == Role.LEAD_PARTNER else None
    practice = PracticeFactory()
    person = member(role, lead or practice.partner)
    if allowed:
        assert saved(practice, person, fields={"summary": "Ours"}).summary == "Ours"
    else:
        with pytest.raises(PermissionDenied):
            saved(practice, person, fields={"summary": "Theirs"})


def test_the_editor_of_another_region_does_not(author):
    practice = PracticeFactory()
    with pytest.raises(PermissionDenied):
        saved(practice, member(Role.PARTNER_EDITOR, PartnerFactory()), fields={"summary": "x"})


def test_rows_keep_their_key_when_they_are_changed(author):
    practice = begun(author)
    row = {"label": "Jobs", "number": 5, "unit": "people", "year": 2023, "source": "Report"}
    saved(practice, author, rows={"figures": [{**row, "pk": None}, {**row, "label": "Coops"}]})
    first, second = Practice.objects.get().figures.all()
    saved(practice, author, rows={"figures": [{**row, "pk": second.pk, "number": 6}]})
    kept = Practice.objects.get().figures.get()
    assert (kept.pk, kept.number, first.pk != second.pk) == (second.pk, 6, True)


def test_a_changed_original_ages_its_translations(author):
    practice = begun(author)
    row = PracticeTranslation(record=practice, language="pl", title="Spółdzielnia")
    row.source_digest = practice.digest()
    row.save()
    practice.refresh_from_db()
    practice.save_revision()
    saved(practice, author, fields={"title": "Another"})
    assert PracticeTranslation.objects.get().state == "stale"


def test_the_authors_judgement_of_a_draft_is_stored_at_once(author):
    practice = begun(author)
    saved(practice, author, judged={Criterion.TIME: ("partly", "Since last year")})
    one = Judgement.objects.get()
    assert (one.judge, one.criterion, one.met, one.note, one.at) == (
        Judge.AUTHOR,
        "time",
        "partly",
        "Since last year",
        NOW,
    )
    saved(practice, author, judged={})
    assert Judgement.objects.count() == 0


def test_the_judgement_of_a_published_practice_waits_for_its_version(author):
    practice = PracticeFactory(published=True, author=author)
    saved(practice, author, judged={Criterion.ETHICS: ("yes", "")})
    assert Judgement.objects.count() == 0
    Practice.objects.get().latest_revision.publish()
    assert Judgement.objects.get().criterion == "ethics"


def test_a_draft_that_was_never_handed_in_is_thrown_away_for_good(author):
    practice = begun(author)
    writing.discard(practice=practice, by=author, now=NOW)
    assert Practice.objects.count() == 0


def test_what_was_handed_in_before_is_not_deleted(author):
    practice = PracticeFactory(author=author, state=PracticeState.CHANGES, round=1)
    with pytest.raises(ValidationError):
        writing.discard(practice=practice, by=author, now=NOW)
    assert Practice.objects.count() == 1


def test_throwing_away_the_unseen_version_leaves_what_readers_see(author):
    practice = PracticeFactory(published=True, author=author, summary="Old")
    saved(practice, author, fields={"summary": "New"})
    writing.discard(practice=practice, by=author, now=NOW)
    stored = Practice.objects.get()
    assert (stored.summary, stored.has_unpublished_changes) == ("Old", False)
    assert writing.newest(stored).summary == "Old"


def test_a_complete_practice_may_be_handed_in():
    writing.require_complete(complete_practice(), now=NOW)


def test_one_that_is_not_says_why_at_each_field():
    with pytest.raises(ValidationError) as caught:
        writing.require_complete(complete_practice(organisation="", starts=None), now=NOW)
    assert [*caught.value.message_dict] == ["organisation", "starts"]


@pytest.mark.parametrize(
    ("state", "doubled"),
    [
        (PracticeState.SUBMITTED, True),
        (PracticeState.PUBLISHED, True),
        (PracticeState.DRAFT, False),
        (PracticeState.DECLINED, False),
        (PracticeState.WITHDRAWN, False),
    ],
)
def test_the_same_title_of_the_same_organisation_and_region_is_a_double(state, doubled):
    one = PracticeFactory(state=state, title="Łąka – razem")
    other = PracticeFactory(partner=one.partner, title="laka razem", organisation=one.organisation)
    assert writing.is_doubled(other) is doubled
    assert not writing.is_doubled(PracticeFactory(title=one.title))


SOMEBODY = contacts.Said("A. Person", "person@example.org", agreed=True)


def test_a_contact_is_kept_apart_and_for_two_years(author):
    practice = begun(author)
    saved(practice, author, contact=SOMEBODY)
    stored = PracticeContact.objects.get()
    assert (stored.name, stored.agreed_by, stored.delete_after) == (
        "A. Person",
        author,
        date(2028, 2, 29),
    )
    revision = Practice.objects.get().latest_revision
    assert "person@example.org" not in str(revision.content)


def test_a_contact_that_has_not_agreed_is_refused_and_nothing_is_saved(author):
    practice = begun(author)
    said = contacts.Said("A. Person", "person@example.org")
    with pytest.raises(ValidationError) as caught:
        saved(practice, author, fields={"summary": "New"}, contact=said)
    assert [*caught.value.message_dict] == ["contact_agreed"]
    assert Practice.objects.get().summary == ""


def test_a_contact_goes_when_it_is_emptied_and_when_its_day_has_passed(author):
    practice = begun(author)
    saved(practice, author, contact=SOMEBODY)
    assert contacts.shown(practice, now=NOW + timedelta(days=731)) is None
    assert contacts.forget(NOW + timedelta(days=730)) == 0
    assert contacts.forget(NOW + timedelta(days=731)) == 1
    saved(practice, author, contact=SOMEBODY)
    saved(practice, author, contact=contacts.Said())
    assert PracticeContact.objects.count() == 0


def test_a_contact_is_given_to_the_person_and_erased(author):
    person = UserFactory(email="person@example.org")
    practice = begun(author)
    saved(practice, author, contact=SOMEBODY)
    given = privacy.export(person)["practice_contacts"]["data"]
    assert [one["name"] for one in given] == ["A. Person"]
    privacy.erase(user=person, by=person, now=NOW)
    assert PracticeContact.objects.count() == 0
    privacy.erase(user=author, by=author, now=NOW)
    assert Practice.objects.get().author is None
