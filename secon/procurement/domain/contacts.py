"""Personal data of buyers' contact points: kept for one purpose, until one day."""

from datetime import date

from secon.procurement.models import BuyerContact


def forget(*, today: date) -> int:
    """Delete contacts whose day is over; returns how many. Raw payloads are not touched here."""
    count, _by_model = BuyerContact.objects.filter(delete_after__lt=today).delete()
    return count
