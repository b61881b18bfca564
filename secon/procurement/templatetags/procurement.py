"""Words for codes in templates of tenders."""

from django import template

from secon.procurement.interfaces import texts, times

register = template.Library()
register.simple_tag(texts.language_name, name="language_name")
register.simple_tag(times.zone_said, name="zone_said")
