"""Filters for pages of reports."""

from django import template

from secon.kernel.paper.model import Words, text_of
from secon.monitoring.interfaces.forms import edition_name as name_of
from secon.monitoring.models import Edition

register = template.Library()


@register.filter
def bare(words: Words) -> str:
    """Words without their marks and sources."""
    return text_of(words)


@register.filter
def edition_name(edition: Edition) -> str:
    """ "No. 2: November 2026"."""
    return name_of(edition)
