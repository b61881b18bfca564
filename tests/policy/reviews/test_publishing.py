"""A review is published frozen, with dissent, by organisation; and repeated to be compared."""

import io
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document as Word

from secon.kernel.paper.docx_writer import docx
from secon.kernel.paper.typst_writer import pdf
from secon.policy.domain import (
    joint_reviews,
    joint_reviews_advice,
    joint_reviews_discussion,
    joint_reviews_rounds,
)
from secon.policy.domain.joint_reviews import ReviewDetails, ReviewError
from secon.policy.domain.joint_reviews_advice import Advice
from secon.policy.domain.review_compare import compare
from secon.policy.domain.review_content import content_of
from secon.policy.domain.review_sheet import sheet
from secon.policy.enums import Outcome, RecommendationState, ReviewState
from secon.policy.interfaces import review_paper, review_rows
from secon.policy.models import ReviewQuestionTranslation
from tests.factories.people import UserFactory
from tests.factories.policy import ReviewerFactory
from tests.policy.reviews.made import (
    AFTER,
    LATER,
    NOW,
    answer,
    lead_of,
    published,
    questions_of,
    revealed,
    seats_of,
    settled,
)

pytestmark = pytest.mark.django_db
SIX = ((2, 5), (8, 5), (3, None), (8, 6), (7, 5), (7, 5))


def disputed():
    """Six reviewers; the first and third dissent on the first question."""
    review = revealed(*SIX)
    first, second = questions_of(review)
    settled(first, Outcome.AGREED, 7, "Warunki są do spełnienia.")
    settled(second)
    for seat in (seats_of(review)[0], seats_of(review)[2]):
        joint_reviews_discussion.dissent(
            question=first,
            seat=seat,
            text=f"{seat.organisation} ma inne zdanie.",
            language="pl",
            by=seat.user,
            now=NOW,
        )
    return review


def test_a_review_with_open_questions_is_not_published():
    review = revealed()
    settled(questions_of(review)[0])
    with pytest.raises(ReviewError):
        joint_reviews.publish(review=review, conclusion="", by=lead_of(review), now=AFTER)


def test_a_reviewer_does_not_publish():
    review = disputed()
    with pytest.raises(PermissionDenied):
        joint_reviews.publish(review=review, conclusion="", by=seats_of(review)[0].user, now=AFTER)


def test_two_leads_publish_it_once():
    review = disputed()
    common = {"review": review, "by": lead_of(review)}
    joint_reviews.publish(conclusion="Pierwszy", now=AFTER, **common)
    with pytest.raises(ReviewError):
        joint_reviews.publish(conclusion="Drugi", now=LATER, **common)
    review.refresh_from_db()
    assert (review.conclusion, review.published["conclusion"]) == ("Pierwszy", "Pierwszy")


def test_the_published_content_shows_spread_agreement_and_both_dissents():
    review = joint_reviews.publish(review=disputed(), conclusion="", by=None, now=AFTER)
    found = sheet(review.published, "en")
    first = found.by_disagreement()[0]
    assert first.spread.scores == (2, 3, 7, 7, 8, 8)
    assert (first.spread.median, first.agreed_score) == (7.0, 7)
    assert first.outcome is Outcome.MAJORITY
    assert [(one.seat.organisation, one.text.text) for one in first.dissents] == [
        ("Organizacja 0", "Organizacja 0 ma inne zdanie."),
        ("Organizacja 2", "Organizacja 2 ma inne zdanie."),
    ]
    assert [point.marked for point in first.points] == [True, False, True, False, False, False]
    second = found.by_disagreement()[1]
    assert (second.spread.cannot_say, second.silent) == (1, ("Organizacja 2",))


def test_the_content_names_organisations_and_no_person():
    review = joint_reviews.publish(review=disputed(), conclusion="", by=None, now=AFTER)
    said = json.dumps(review.published)
    assert [seat.email for seat in seats_of(review) if seat.email in said] == []


def test_later_changes_leave_what_was_published():
    review = joint_reviews.publish(review=disputed(), conclusion="", by=None, now=AFTER)
    before = json.dumps(review.published, sort_keys=True)
    question = questions_of(review)[0]
    type(question).objects.filter(pk=question.pk).update(text="Zmienione", agreed_score=1)
    question.dissents.all().delete()
    review.instrument.name = "Inna nazwa"
    review.instrument.save()
    review.refresh_from_db()
    assert json.dumps(review.published, sort_keys=True) == before
    assert content_of(review) != review.published


def test_a_frozen_question_is_read_in_the_best_language():
    review = revealed()
    question = questions_of(review)[0]
    ReviewQuestionTranslation.objects.create(
        record=question, language="el", text="Ερώτηση;", state="human"
    )
    for one in questions_of(review):
        settled(one)
    joint_reviews.publish(review=review, conclusion="", by=None, now=AFTER)
    review.refresh_from_db()
    found = sheet(review.published, "el").question(question.code).text
    assert (found["text"], found.language, str(found.state)) == ("Ερώτηση;", "el", "human")
    assert sheet(review.published, "lv").question(question.code).text["text"] == question.text


def test_freezing_costs_the_same_however_many_take_part(django_assert_num_queries):
    for rows in (((2, 5),) * 3, SIX):
        review = revealed(*rows)
        with django_assert_num_queries(9):
            content_of(review)


def test_the_next_round_asks_the_same_and_can_be_compared():
    first = published((2, 5), (2, 5), (4, 5))
    second = joint_reviews_rounds.repeat(review=first, by=lead_of(first), now=LATER)
    assert (second.previous, second.state) == (first, ReviewState.DRAFT)
    assert [one.code for one in questions_of(second)] == ["q0", "q1"]
    answered(second, ((6, 5), (7, None), (9, 6)))
    rows = compare(then=sheet(first.published, "en"), now=sheet(second.published, "en"))
    assert [(one.then.spread.median, one.now.spread.median, one.moved) for one in rows] == [
        (2.0, 7.0, 5.0),
        (5.0, 5.5, 0.5),
    ]
    assert rows[0].closer == pytest.approx(4 / 3 - 2)


def test_a_question_that_only_one_round_asks_is_shown_and_not_compared():
    first = published()
    second = joint_reviews_rounds.repeat(review=first, by=None, now=LATER)
    questions_of(second)[0].delete()
    answered(second, ((6,), (7,), (9,)))
    rows = compare(then=sheet(first.published, "en"), now=sheet(second.published, "en"))
    assert [(one.asked.code, one.now is None, one.moved) for one in rows] == [
        ("q1", False, 2.0),
        ("q0", True, None),
    ]


def test_a_review_is_repeated_once_and_only_when_published():
    with pytest.raises(ReviewError):
        joint_reviews_rounds.repeat(review=revealed(), by=None, now=LATER)
    first = published()
    joint_reviews_rounds.repeat(review=first, by=None, now=LATER)
    with pytest.raises(ReviewError):
        joint_reviews_rounds.repeat(review=first, by=None, now=LATER)


def test_what_became_of_a_recommendation_is_said_beside_the_frozen_one():
    review = disputed()
    advice = Advice("Wypłacać zaliczki.", "Urząd", date(2026, 12, 31), questions_of(review)[0])
    made = joint_reviews_advice.recommend(review=review, advice=advice, by=None, now=NOW)
    review = joint_reviews.publish(review=review, conclusion="", by=None, now=AFTER)
    joint_reviews_advice.follow(
        recommendation=made, state=RecommendationState.UNDER_WAY, note="W toku", by=None, now=AFTER
    )
    states = {made.pk: (RecommendationState.UNDER_WAY, "W toku")}
    rows = review_rows.advised_rows(sheet(review.published, "pl"), states, date(2027, 1, 1))
    assert [(row.advised.text.text, row.state, row.note, row.late) for row in rows] == [
        ("Wypłacać zaliczki.", RecommendationState.UNDER_WAY, "W toku", True)
    ]


def test_the_document_in_word_and_pdf_says_agreement_and_dissent():
    review = joint_reviews.publish(review=disputed(), conclusion="Wniosek.", by=None, now=AFTER)
    made = review_paper.document(
        sheet(review.published, "en"),
        [],
        language="en",
        address="https://example.org/en/policies/reviews/1/",
        today=AFTER.date(),
        is_example=False,
    )
    word = Word(io.BytesIO(docx(made)))
    texts = [one.text for one in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    said = "\n".join(texts)
    missing = [
        part
        for part in (
            "Organizacja 0 ma inne zdanie.",
            "Most agree, some do not: 7 of 10",
            "Wniosek.",
        )
        if part not in said
    ]
    assert missing == []
    assert pdf(made)[:5] == b"%PDF-"


def test_records_of_answers_tell_cannot_say_from_a_score():
    review = joint_reviews.publish(review=disputed(), conclusion="", by=None, now=AFTER)
    rows = [
        (row["code"], row["organisation"], row["score"], row["cannot_say"])
        for row in review_rows.answer_records(sheet(review.published, "en"))
        if row["organisation"] == "Organizacja 2"
    ]
    assert rows == [("q0", "Organizacja 2", 3, False), ("q1", "Organizacja 2", None, True)]


def answered(review, rows):
    """A later round, brought to its publication."""
    joint_reviews.change(
        review=review,
        details=ReviewDetails(review.title, "", "en", LATER.date() + timedelta(days=9)),
        seen=joint_reviews.version(review),
        by=None,
        now=LATER,
    )
    for _row in rows:
        ReviewerFactory(review=review, user=UserFactory())
    joint_reviews.open_(review=review, by=None, now=LATER)
    for seat, row in zip(seats_of(review), rows, strict=True):
        answer(seat, *row)
    joint_reviews.reveal(review=review, by=None, now=LATER)
    for question in questions_of(review):
        settled(question)
    joint_reviews.publish(review=review, conclusion="", by=None, now=LATER)
    review.refresh_from_db()
