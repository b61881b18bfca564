"""Which practices answer a barrier, as pages of policies ask it."""

import pytest

from secon.policy.domain import linked
from secon.practices.models import PracticeTranslation
from tests.factories.policy import FactorFactory
from tests.factories.practices import PracticeAnswerFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def test_published_practices_answer_and_drafts_do_not():
    factor = FactorFactory()
    one = PracticeAnswerFactory(factor=factor, note="With work").practice
    PracticeAnswerFactory(factor=factor, practice=PracticeFactory(title="Secret plan"))
    PracticeTranslation.objects.create(record=one, language="pl", title="Po polsku", summary="X")
    found = linked.answers("pl", {factor.pk})[factor.pk]
    assert [(each.title["title"], each.note, each.region["territory_name"]) for each in found] == [
        ("Po polsku", "With work", "Kraina")
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_asking_takes_the_same_queries_for_every_number(django_assert_num_queries, item_count):
    factor = FactorFactory()
    for _each in range(item_count):
        PracticeAnswerFactory(factor=factor)
    with django_assert_num_queries(3):
        assert len(linked.answers("pl", {factor.pk})[factor.pk]) == item_count
