"""The company numbers of social enterprises in the directory, for the observatory of procurement."""

from secon.enterprises.enums import PUBLIC_STATES, SocialEnterprise
from secon.enterprises.models import Enterprise


def numbers() -> frozenset[str]:
    """Numbers of entries that are found in the directory and are social enterprises by law or in
    fact, as ``places.numbers.key`` writes them. Examples are left out.
    """
    found = Enterprise.objects.filter(
        state__in=PUBLIC_STATES,
        social_enterprise__in={SocialEnterprise.BY_LAW, SocialEnterprise.IN_FACT},
        is_example=False,
    ).exclude(number_key="")
    return frozenset(found.values_list("number_key", flat=True))
