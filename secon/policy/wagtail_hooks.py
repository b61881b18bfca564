"""Policies in the Wagtail admin."""

from wagtail.snippets.models import register_snippet

from secon.policy.interfaces.factor_admin import FactorViewSet
from secon.policy.interfaces.instrument_admin import InstrumentViewSet
from secon.policy.interfaces.review_admin import LibraryQuestionViewSet

register_snippet(LibraryQuestionViewSet)
register_snippet(InstrumentViewSet)
register_snippet(FactorViewSet)
