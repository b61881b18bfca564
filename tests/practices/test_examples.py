"""The invented story: told once, on local machines only, and marked everywhere."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from secon.partnership.domain import loading
from secon.policy.domain import linked
from secon.policy.domain.linked import Standing
from secon.policy.models import Factor, Improvement, Instrument
from secon.practices.domain import examples
from secon.practices.enums import PracticeState, TransferState
from secon.practices.models import Practice, Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def _partners() -> None:
    loading.load(now=timezone.now())


@pytest.fixture
def _local(settings: Any, _partners: None) -> None:
    settings.SECON_LOCAL = True


@pytest.mark.usefixtures("_partners")
def test_story_is_refused_where_readers_could_take_it_for_a_fact(settings: Any) -> None:
    settings.SECON_LOCAL = False
    with pytest.raises(PermissionDenied):
        examples.load(now=timezone.now())
    with pytest.raises(CommandError, match="local settings only"):
        call_command("load_example_practices")
    assert not Practice.objects.exists()


@pytest.mark.usefixtures("_local")
def test_story_goes_the_whole_way_and_says_that_it_is_invented() -> None:
    transfer = examples.load(now=timezone.now())
    assert dict(Practice.objects.order_by("pk").values_list("title", "state")) == {
        "Example: one kitchen for five villages": PracticeState.VALIDATED,
        "Example: a repair shop that teaches": PracticeState.SUBMITTED,
        "Example: a festival of local food": PracticeState.DECLINED,
    }
    assert list(Transfer.objects.order_by("pk").values_list("state", flat=True)) == [
        TransferState.IN_INSTRUMENT,
        TransferState.DROPPED,
    ]
    (chain,) = linked.chains("en", instrument={transfer.instrument_id})  # type: ignore[arg-type]
    assert {one.standing for one in chain.links} == {Standing.DONE}
    for model in (Practice, Transfer, Factor, Improvement, Instrument):
        assert not model.objects.filter(is_example=False).exists(), model


@pytest.mark.usefixtures("_local")
def test_story_is_told_once() -> None:
    first = examples.load(now=timezone.now())
    assert examples.load(now=timezone.now()) == first
    assert (Practice.objects.count(), Transfer.objects.count()) == (3, 2)


def test_story_needs_the_partners(settings: Any) -> None:
    settings.SECON_LOCAL = True
    with pytest.raises(CommandError, match="Load the partnership first"):
        call_command("load_example_practices")
    assert not Practice.objects.exists()
