"""One loader for many files: each removes only what it stored itself."""

from datetime import UTC, date, datetime

import pytest

from secon.partnership.domain.loader import Action, Change, Loader
from secon.partnership.models import LoadedRecord, Project

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def load(scope, *names):
    loader = Loader(now=NOW, scope=scope, overwrite=False)
    for name in names:
        values = {
            "reference": "X",
            "programme": "P",
            "title": name,
            "starts": date(2023, 3, 1),
            "ends": date(2027, 5, 31),
        }
        loader.record(name, Project, {"acronym": name[-20:]}, values)
    loader.finish()
    return loader.changes


def test_a_load_removes_what_its_own_file_no_longer_has():
    load("one:", "one:a", "one:b")
    assert load("one:", "one:b") == [Change("one:a", Action.REMOVED)]
    assert list(Project.objects.values_list("title", flat=True)) == ["one:b"]


def test_a_load_leaves_alone_what_a_load_of_another_scope_stored():
    load("one:", "one:a")
    assert load(("two:", "three:"), "two:a", "three:a") == [
        Change("two:a", Action.CREATED),
        Change("three:a", Action.CREATED),
    ]
    names = list(LoadedRecord.objects.order_by("name").values_list("name", flat=True))
    assert names == ["one:a", "three:a", "two:a"]


def test_a_name_outside_the_scope_is_refused():
    with pytest.raises(ValueError, match=r"^one:a lies outside the scope of this load, two:\.$"):
        load("two:", "one:a")
