"""A review repeated: the same questions, asked again, to be compared with the round before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.models import User
from secon.policy.domain.joint_reviews import ReviewError, led
from secon.policy.domain.joint_reviews_questions import add_copy
from secon.policy.enums import ReviewState
from secon.policy.models import JointReview


def repeat(*, review: JointReview, by: User | None, now: datetime) -> JointReview:
    """The next round in preparation, without reviewers: each is asked anew."""
    with transaction.atomic():
        found = led(review, by, ReviewState.PUBLISHED)
        if JointReview.objects.filter(previous=found).exists():
            raise ReviewError(_("It has been repeated already."))
        fresh = JointReview.objects.create(
            instrument=found.instrument,
            partner=found.partner,
            title=found.title,
            introduction=found.introduction,
            language=found.language,
            previous=found,
            is_example=found.is_example,
        )
        for question in found.questions.select_related("library").prefetch_related("translations"):
            add_copy(review=fresh, source=question, library=question.library)
        audit.record(by=by, now=now, verb="repeat_review", on=fresh, detail={"of": found.pk})
    return fresh
