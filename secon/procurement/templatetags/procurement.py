"""Words for codes in templates of tenders."""

from django import template

from secon.kernel.languages import language_name
from secon.procurement.interfaces import times

register = template.Library()
register.simple_tag(language_name)
register.simple_tag(times.zone_said, name="zone_said")
