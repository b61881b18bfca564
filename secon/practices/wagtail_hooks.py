"""Practices in the Wagtail admin."""

from wagtail.snippets.models import register_snippet

from secon.practices.interfaces.review_admin import PracticeViewSet, ReviewTaskViewSet

register_snippet(PracticeViewSet)
register_snippet(ReviewTaskViewSet)
