"""What the directory calls things, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.enterprises.domain.directory import Sort
from secon.enterprises.enums import Audience, SocialEnterprise, Standing
from secon.places.enums import UrbanType

SORTS = {
    Sort.RELEVANCE: _("Best match first"),
    Sort.DISTANCE: _("Nearest first"),
    Sort.FAIR: _("Fair to small places"),
    Sort.NAME: _("By name"),
    Sort.NEWEST: _("Newest first"),
}
AUDIENCES = {
    Audience.CITIZENS: _("For citizens"),
    Audience.PUBLIC_BUYERS: _("For public buyers"),
    Audience.BUSINESSES: _("For businesses"),
}
RURAL = {
    UrbanType.RURAL: _("Predominantly rural"),
    UrbanType.INTERMEDIATE: _("Between urban and rural"),
    UrbanType.URBAN: _("Predominantly urban"),
}
STANDINGS = {
    Standing.VERIFIED: pgettext_lazy("entry", "Verified"),
    Standing.RECHECK: _("To be checked again"),
    Standing.LISTED: _("Listed, not yet verified"),
}
SOCIAL = {
    SocialEnterprise.BY_LAW: _("Social enterprise by law"),
    SocialEnterprise.IN_FACT: _("Social enterprise in fact"),
}
GREEN = _("Helps the green transition")
DIGITAL = _("Helps the digital transition")
OPEN_NOW = _("Open now")
DELIVERS = _("Delivers here")
SDGS = (
    _("No poverty"),
    _("Zero hunger"),
    _("Good health and well-being"),
    _("Quality education"),
    _("Gender equality"),
    _("Clean water and sanitation"),
    _("Affordable and clean energy"),
    _("Decent work and economic growth"),
    _("Industry, innovation and infrastructure"),
    _("Reduced inequalities"),
    _("Sustainable cities and communities"),
    _("Responsible consumption and production"),
    _("Climate action"),
    _("Life below water"),
    _("Life on land"),
    _("Peace, justice and strong institutions"),
    _("Partnerships for the goals"),
)
"""The short names of the 17 Sustainable Development Goals, as the United Nations write them."""
DISTANCES = (5, 10, 20, 30, 50, 100, 200)
USUAL_KM = 30
"""Kilometres around a place for which nothing else was asked."""
ANY_DISTANCE = "any"
