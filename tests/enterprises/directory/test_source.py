"""The directory over the database: as many queries as said, and no stale answer."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from secon.enterprises.domain import directory, versions
from secon.enterprises.domain.directory import Criteria, builder, store
from secon.enterprises.enums import State
from secon.enterprises.models import Enterprise
from tests.factories.enterprises import EnterpriseFactory, OfferFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


def shown(words: str = "") -> list[int]:
    return sorted(directory.all_pks(directory.current(), Criteria(day=DAY, words=words)))


def test_listed_enterprises_are_found_and_no_others() -> None:
    listed, verified = EnterpriseFactory(), EnterpriseFactory(verified=True)
    for trait in ("proposed", "declined", "ended"):
        EnterpriseFactory(**{trait: True})
    assert shown() == [listed.pk, verified.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_a_question_costs_one_query_when_nothing_changed(
    count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        OfferFactory()
    directory.current()
    with django_assert_num_queries(1):
        assert len(shown("catering")) == count


def test_a_change_is_seen_by_the_next_question() -> None:
    enterprise = EnterpriseFactory(name="Umbrella")
    assert shown("umbrella") == [enterprise.pk]
    with transaction.atomic():
        Enterprise.objects.filter(pk=enterprise.pk).update(name="Parasol")
        versions.touch([enterprise.pk])
    assert (shown("umbrella"), shown("parasol")) == ([], [enterprise.pk])
    Enterprise.objects.filter(pk=enterprise.pk).update(state=State.ENDED, ended_on=DAY)
    versions.touch([enterprise.pk])
    assert shown("parasol") == []


def test_a_deleted_enterprise_is_gone_from_the_next_answer() -> None:
    gone, stays = EnterpriseFactory(), EnterpriseFactory()
    assert shown() == [gone.pk, stays.pk]
    gone.delete()
    versions.deleted()
    assert shown() == [stays.pk]


def test_the_command_builds_a_file_that_is_used(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    enterprises = [EnterpriseFactory() for _ in range(3)]
    path = store.path_here()
    call_command("index_directory")
    try:
        assert "was built" in capsys.readouterr().out
        found = builder.read(path)
        assert found is not None
        assert len(found[0]) == 3
        monkeypatch.setattr(store, "SMALL", 0)
        assert shown() == [one.pk for one in enterprises]
    finally:
        path.unlink()
