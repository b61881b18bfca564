"""What a poster says: an enterprise's page in the few words that fit on paper."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import segno
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.enterprises.interfaces.profile import Page
from secon.enterprises.interfaces.profile_places import Day

OFFERS = 8
SUMMARY = 250


def qr_code(address: str) -> bytes:
    """An address as a QR code in SVG; medium correction, so that it may be printed badly."""
    file = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        file, kind="svg", border=2, omitsize=True, xmldecl=False, title=address, light="#ffffff"
    )
    return file.getvalue()


def poster_data(page: Page, *, address: str, language: str) -> dict[str, Any]:
    """The data of ``data/poster.typ``; every value is plain text, empty where nothing is known."""
    one, rest = page.enterprise, len(page.offers) - OFFERS
    return {
        "language": language,
        "site": "SECON",
        "tagline": _("Social economy in nine regions"),
        "region": page.region,
        "name": page.name.text,
        "summary": (page.summary.text or page.description.text)[:SUMMARY],
        "example": _("An example, not a real enterprise") if one.is_example else "",
        "standing": page.standing_said,
        "verified": bool(one.verified_on),
        "offers_title": _("What it offers"),
        "offers": [
            {
                "title": offer.title.text,
                "detail": ", ".join(offer.audiences),
            }
            for offer in page.offers[:OFFERS]
        ],
        "more_offers": ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
        if rest > 0
        else "",
        "delivery": page.delivery,
        "address_title": _("Where to find it"),
        "address": list(page.address),
        "hours_title": _("Opening hours"),
        "hours": [_days(days) for days in _alike(page.hours.days if page.hours else ())],
        "contact_title": _("Contact"),
        "contact": [text for text in (one.phone, one.email, _bare(one.website)) if text],
        "qr": qr_code(address).decode(),
        "qr_title": _("See what was checked, and by whom"),
        "qr_words": _("QR code of %(address)s") % {"address": address},
        "qr_address": _bare(address.rsplit("/", 2)[0] + "/"),
        "funding": _("Co-funded by the European Union"),
        "programme": "Interreg Europe",
        "emblem_words": _("The flag of the European Union: twelve gold stars in a circle on blue"),
        "disclaimer": _(
            "The content represents the views of its authors only. The managing authority of the "
            "programme and the European Commission do not accept any responsibility for use that "
            "may be made of the information it contains."
        ),
    }


def _alike(days: Iterable[Day]) -> list[list[Day]]:
    """Days of the week in a row that have the same hours."""
    return [list(group) for _hours, group in groupby(days, key=lambda day: day.stretches)]


def _days(alike: Sequence[Day]) -> list[Any]:
    """("Monday–Friday", ["09:00–17:00"]), as the template reads it."""
    first, last = alike[0], alike[-1]
    name = first.name if first is last else f"{first.name}–{last.name}"
    return [name, [*first.stretches] or [_("closed")]]


def _bare(address: str) -> str:
    """An address as it is printed."""
    return address.partition("://")[2].rstrip("/") or address
