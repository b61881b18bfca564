"""What a process beside the worker does to its database: fills it, asks it, lets time pass."""

from datetime import timedelta

from django.db.models import Count, F
from django.utils import timezone

from secon.opportunities.models import DeliveredItem, Digest, LetterWish, PathStep
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.opportunities import LetterWishFactory, MatchFactory, open_lot


def seed(people: int) -> list[str]:
    """Stewards who want letters, with two open lots each; their addresses."""
    found = []
    for _number in range(people):
        enterprise = EnterpriseFactory(counted=False)
        user = steward(enterprise, timezone.now())
        LetterWishFactory(user=user)
        MatchFactory(enterprise=enterprise, lot=open_lot(20))
        MatchFactory(enterprise=enterprise, lot=open_lot(3))
        found.append(user.email)
    return found


def told() -> dict[str, object]:
    """Letters by state, lines told, steps of the path."""
    states = Digest.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return {
        "states": dict(states),
        "lines": DeliveredItem.objects.filter(is_shown=True).count(),
        "steps": PathStep.objects.filter(step="sent").count(),
    }


def later() -> None:
    """As if the time in which a mail server answers had passed, and a day too."""
    Digest.objects.update(handed_at=F("handed_at") - timedelta(hours=1), next_try_at=None)
    LetterWish.objects.update(prepared_at=F("prepared_at") - timedelta(days=1))
