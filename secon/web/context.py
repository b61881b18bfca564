"""What every template may need to know of the site."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, object]:
    """Settings that page skeletons show."""
    return {
        "local": settings.SECON_LOCAL,
        "project_visual": settings.SECON_PROJECT_VISUAL,
        "contact_email": settings.SECON_CONTACT_EMAIL,
    }
