"""What most tests of tender pages need."""

from collections.abc import Callable

import pytest
from django.test import Client

from secon.procurement.enums import SIGNAL_BITS, SignalKind
from secon.procurement.models import Lot, LotSignal
from tests.factories.procurement import LotFactory

DAY = "2023-12-01"


@pytest.fixture
def listed(client: Client) -> Callable[..., list[str]]:
    """The publication numbers a list shows for these parameters, in its order."""

    def read(**parameters: object) -> list[str]:
        answer = client.get("/en/tenders/", {"on": DAY} | parameters)
        assert answer.status_code == 200
        return [group.publication for group in answer.context["groups"]]

    return read


def with_signal(kind: SignalKind, code: str = "", field: str = "", **lot: object) -> Lot:
    """A lot with one signal, as the import stores it."""
    made = LotFactory(signals=SIGNAL_BITS[kind], **lot)
    LotSignal.objects.create(lot=made, kind=kind, code=code, field=field)
    return made
