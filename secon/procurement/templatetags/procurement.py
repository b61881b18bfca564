"""Words for codes in templates of tenders."""

from django import template

from secon.procurement.interfaces import texts

register = template.Library()
register.simple_tag(texts.language_name, name="language_name")
