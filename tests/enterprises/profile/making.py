"""Enterprises with everything a page can show."""

import gc
import warnings
from datetime import date, time
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model

from secon.enterprises.domain.profiles import RENDITIONS
from secon.enterprises.enums import EvidenceKind, LinkKind, Met
from secon.enterprises.models import (
    Check,
    ContactPerson,
    Enterprise,
    EnterpriseLink,
    EnterprisePicture,
    OpeningHours,
    Reference,
)
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory, OfferFactory

TODAY = date(2026, 11, 23)  # a Monday


def picture(enterprise: Enterprise, alt: str = "Two cooks") -> EnterprisePicture:
    """A picture of 1200 by 800, its smaller copies made."""
    file = BytesIO()
    Image.new("RGB", (1200, 800), "#7a9a5a").save(file, "PNG")
    file.seek(0)
    image = get_image_model().objects.create(title=alt, file=ImageFile(file, name="kitchen.png"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Wagtail leaves its own files to Python
        image.get_renditions(*RENDITIONS)
        gc.collect()
    return EnterprisePicture.objects.create(enterprise=enterprise, image=image, alt=alt)


def check(enterprise: Enterprise, subject: str, met: Met = Met.YES, **fields: object) -> Check:
    """A check of 1 March 2026 in the statutes."""
    values = {
        "evidence_kind": EvidenceKind.STATUTES,
        "evidence": "§ 4",
        "checked_on": date(2026, 3, 1),
        "checked_for": "Urząd",
    }
    return Check.objects.create(
        enterprise=enterprise, subject=subject, met=met, **{**values, **fields}
    )


def hours(enterprise: Enterprise, *stretches: tuple[int, int, int]) -> None:
    """(weekday, hour it opens, hour it closes)."""
    for weekday, opens, closes in stretches:
        OpeningHours.objects.create(
            enterprise=enterprise, weekday=weekday, opens=time(opens), closes=time(closes)
        )


def full(count: int = 1, **fields: object) -> Enterprise:
    """Verified, with ``count`` offers, statuses, references, links, pictures and checks."""
    enterprise = EnterpriseFactory(verified=True, **fields)
    for number in range(count):
        OfferFactory(enterprise=enterprise, title=f"Offer {number}")
        EnterpriseStatusFactory(enterprise=enterprise, number=f"PS/{number}")
        Reference.objects.create(enterprise=enterprise, client=f"Client {number}", what="Lunches")
        EnterpriseLink.objects.create(
            enterprise=enterprise, kind=LinkKind.SHOP, url=f"https://shop{number}.example.org/"
        )
        picture(enterprise)
        hours(enterprise, (number, 8, 13), (number, 14, 17))
        check(enterprise, ("private", "purpose", "reinvestment")[number])
    return enterprise


def contact(enterprise: Enterprise, now: object) -> ContactPerson:
    """Somebody to speak to."""
    return ContactPerson.objects.create(
        enterprise=enterprise,
        name="Maria Hidden",
        email="maria.hidden@example.org",
        phone="+48 600 000 000",
        agreed_at=now,
        delete_after=date(2027, 5, 1),
    )
