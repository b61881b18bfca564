"""The day lists stand on."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import accumulate

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, F
from django.utils import timezone

from secon.procurement.domain.queries.sources import latest_run
from secon.procurement.models import Lot


def lists_start_on_busiest_day() -> bool:
    """Whether lists start in the past: local settings show the stored notices at their fullest."""
    return bool(settings.SECON_LISTS_START_ON_BUSIEST_DAY)


def default_day(now: datetime) -> date:
    """Today; in local settings the day with most open lots, found once after each import."""
    today = timezone.localdate(now)
    if not lists_start_on_busiest_day():
        return today
    run = latest_run()
    key = f"procurement.busiest-day.{run.pk if run else 0}"
    day: date | None = cache.get(key)
    if day is None:
        day = busiest_day() or today
        cache.set(key, day, timeout=None)
    return min(day, today)


def busiest_day() -> date | None:
    """The day on which most stored lots could be answered, the latest of equals; None without."""
    change: Counter[date] = Counter()
    ever_open = Lot.objects.filter(open_until__gte=F("published"))
    spans = ever_open.values_list("published", "open_until").annotate(lots=Count("pk"))
    for first, last, lots in spans.order_by():
        if first and last:
            change[first] += lots
            change[last + timedelta(days=1)] -= lots
    days = sorted(change)
    totals = accumulate(change[day] for day in days)
    best = max(zip(totals, days, strict=True), default=None)
    return best[1] if best else None
