"""Day after day, comparing what changed gives what comparing everything gives."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import numpy as np
import pytest

from secon.opportunities.eligibility import rules
from secon.opportunities.matching import columns, whole
from secon.opportunities.matching.columns import Demands, Suppliers, demand_key
from tests.opportunities.matching.made import (
    DAY,
    REGIONS,
    lexicon,
    random_demand,
    random_lessons,
    random_supplier,
)

BEST = 5  # few, so that lists are full and lose their ends


def _suppliers(people: dict, lessons: dict) -> Suppliers:
    return columns.suppliers(
        list(people.values()), lexicon=lexicon(), regions=REGIONS, lessons=lessons
    )


def _demands(asked: dict) -> Demands:
    return columns.demands(list(asked.values()), lexicon=lexicon(), regions=REGIONS, rules=rules())


def _same(one: whole.Found, other: whole.Found) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in whole.Found.__slots__
    )


@pytest.mark.parametrize("seed", range(12))
def test_changes_of_many_days_give_the_matches_of_a_whole_comparison(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    people = {pk: random_supplier(rng, pk) for pk in range(1, 41)}
    asked = {
        demand_key(one.kind, one.pk): one for one in (random_demand(rng, pk) for pk in range(60))
    }
    lessons: dict = {}
    day = DAY
    found = whole.everything(_suppliers(people, lessons), _demands(asked), day, rules(), best=BEST)
    assert len(found)
    for serial in range(5):
        since, day = day, day + timedelta(days=rng.randint(1, 4))
        touched = rng.sample(sorted(people), 3)
        for pk in touched:
            people[pk] = random_supplier(rng, pk)
        people.pop(rng.choice(sorted(people)), None)
        people[100 + serial] = random_supplier(rng, 100 + serial)
        taught = rng.sample(sorted(people), 3)
        lessons |= {pk: random_lessons(rng) for pk in taught}
        ended = [
            pk
            for pk, one in people.items()
            for _code, until in one.statuses
            if until is not None and since.toordinal() <= until < day.toordinal()
        ]
        new = [random_demand(rng, 1000 * (serial + 1) + at, day) for at in range(12)]
        corrected = replace(asked[rng.choice(sorted(asked))], value_eur=None, cpv=("77311000",))
        asked |= {demand_key(one.kind, one.pk): one for one in (*new, corrected)}
        for key in rng.sample(sorted(asked), 4):
            del asked[key]
        asked = {key: one for key, one in asked.items() if one.open_until >= day}
        who, what = _suppliers(people, lessons), _demands(asked)
        found = whole.updated(
            found,
            who,
            what,
            since=since,
            day=day,
            changed_suppliers=np.array([*touched, *taught, *ended, 100 + serial], np.int64),
            changed_demands=np.array(
                [demand_key(one.kind, one.pk) for one in (*new, corrected)], np.int64
            ),
            rules=rules(),
            best=BEST,
        )
        assert _same(found, whole.everything(who, what, day, rules(), best=BEST))


def test_blocks_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(7)  # noqa: S311
    who = _suppliers({pk: random_supplier(rng, pk) for pk in range(30)}, {3: random_lessons(rng)})
    what = _demands({pk: random_demand(rng, pk) for pk in range(40)})
    one = whole.everything(who, what, DAY, rules())
    monkeypatch.setattr("secon.opportunities.matching.engine.BLOCK", 100)
    assert _same(one, whole.everything(who, what, DAY, rules()))


def test_columns_joined_and_kept_are_those_built_at_once(tmp_path) -> None:
    rng = Random(3)  # noqa: S311
    people = [random_supplier(rng, pk) for pk in range(20)]
    asked = [random_demand(rng, pk) for pk in range(20)]
    build = {"lexicon": lexicon(), "regions": REGIONS}
    parts = columns.suppliers(people[7:], **build).with_rows(columns.suppliers(people[:7], **build))
    parts.save(tmp_path / "suppliers.npz")
    loaded = Suppliers.load(tmp_path / "suppliers.npz")
    what = columns.demands(asked, **build, rules=rules())
    what.save(tmp_path / "demands.npz")
    again = Demands.load(tmp_path / "demands.npz")
    at_once = columns.suppliers(people, **build)
    assert _same(
        whole.everything(loaded, again, DAY, rules()),
        whole.everything(at_once, what, DAY, rules()),
    )


def test_nobody_and_nothing_match_nothing() -> None:
    rng = Random(1)  # noqa: S311
    some = _suppliers({1: random_supplier(rng, 1)}, {})
    asked = _demands({1: random_demand(rng, 1)})
    assert not len(whole.everything(_suppliers({}, {}), asked, DAY, rules()))
    assert not len(whole.everything(some, _demands({}), DAY, rules()))
