"""The questions of a review: picked from the library, changed, kept once it is open."""

import pytest

from secon.policy.domain import (
    joint_reviews_questions,
)
from secon.policy.domain.joint_reviews import ReviewDetails, ReviewError
from secon.policy.domain.joint_reviews_questions import QuestionWords
from secon.policy.enums import Module
from secon.policy.models import (
    LibraryQuestion,
    LibraryQuestionTranslation,
)
from tests.policy.reviews.made import (
    NOW,
    UNTIL,
    lead_of,
    opened,
    prepared,
    questions_of,
)

pytestmark = pytest.mark.django_db
DETAILS = ReviewDetails("Przegląd", "Dlaczego", "pl", UNTIL)
WORDS = QuestionWords(Module.FINANCE, "Czy pieniądze docierają?", "0: nie. 10: tak.", "pl")


def test_picked_questions_come_with_their_translations_and_go_when_not_picked():
    review = prepared(questions=0)
    first, second = (
        LibraryQuestion.objects.create(code=code, module="skills", text=f"{code}?")
        for code in ("a", "b")
    )
    LibraryQuestionTranslation.objects.create(
        record=first, language="pl", text="a po polsku?", state="machine"
    )
    own = joint_reviews_questions.add(review=review, words=WORDS, by=None, now=NOW)
    common = {"review": review, "by": lead_of(review), "now": NOW}
    joint_reviews_questions.pick(library=[first.pk, second.pk], **common)
    copy = review.questions.get(code="a")
    assert copy.best("pl")["text"] == "a po polsku?"
    joint_reviews_questions.pick(library=[second.pk], **common)
    assert set(review.questions.values_list("code", flat=True)) == {"b", own.code}


def test_a_changed_question_of_the_library_stays_as_it_is_when_picked_again():
    review = prepared(questions=0)
    one = LibraryQuestion.objects.create(code="a", module="skills", text="Old?")
    common = {"review": review, "by": None, "now": NOW}
    joint_reviews_questions.pick(library=[one.pk], **common)
    question = review.questions.get()
    joint_reviews_questions.change(
        question=question,
        words=WORDS,
        seen=joint_reviews_questions.version(question),
        by=None,
        now=NOW,
    )
    joint_reviews_questions.pick(library=[one.pk], **common)
    assert review.questions.get().text == WORDS.text


def test_a_question_asked_already_under_the_same_code_is_not_asked_twice():
    review = prepared(questions=1)
    one = LibraryQuestion.objects.create(code="q0", module="skills", text="Again?")
    joint_reviews_questions.pick(review=review, library=[one.pk], by=None, now=NOW)
    assert [question.code for question in questions_of(review)] == ["q0"]


def test_the_second_of_two_who_change_a_question_is_told():
    question = questions_of(prepared())[0]
    seen = joint_reviews_questions.version(question)
    common = {"question": question, "words": WORDS, "seen": seen, "by": None, "now": NOW}
    joint_reviews_questions.change(**common)
    with pytest.raises(ReviewError):
        joint_reviews_questions.change(**common)


def test_questions_stay_as_they_are_once_the_review_is_open():
    review = opened()
    question = questions_of(review)[0]
    common = {"by": lead_of(review), "now": NOW}
    for refused in (
        lambda: joint_reviews_questions.add(review=review, words=WORDS, **common),
        lambda: joint_reviews_questions.pick(review=review, library=[], **common),
        lambda: joint_reviews_questions.remove(question=question, **common),
        lambda: joint_reviews_questions.change(
            question=question,
            words=WORDS,
            seen=joint_reviews_questions.version(question),
            **common,
        ),
    ):
        with pytest.raises(ReviewError):
            refused()
    assert [one.text for one in questions_of(review)] == [
        one.text for one in review.questions.order_by("order")
    ]
