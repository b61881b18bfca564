"""Joint reviews led: prepared, opened, shown, published, repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from secon.kernel.keeping import KeptForm
from secon.policy.domain import (
    joint_reviews,
    joint_reviews_rounds,
    joint_reviews_seats,
    review_reading,
)
from secon.policy.enums import ReviewState
from secon.policy.interfaces.review_forms import (
    DetailsForm,
    GuestForm,
    ProlongForm,
    PublishForm,
)
from secon.policy.models import Instrument, JointReview, Reviewer
from secon.policy.views.reviews_base import OfReview, VerbForm, tell


@method_decorator(never_cache, name="dispatch")
class NewReview(KeptForm, LoginRequiredMixin, FormView[DetailsForm]):
    """A new review of an instrument, by those who edit for its region."""

    kept_name = "policy.review_new"
    template_name = "policy/reviews/form.html"
    form_class = DetailsForm

    def kept_record(self) -> None:
        """There is none yet."""

    def kept_key(self) -> str:
        """One half-filled form for each instrument."""
        return str(self.kwargs["instrument"])

    @cached_property
    def instrument(self) -> Instrument:
        """The instrument of the address."""
        every = Instrument.objects.in_language(get_language() or "en")
        found: Instrument = get_object_or_404(every, pk=self.kwargs["instrument"])
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        may = request.user.has_perm("policy.add_jointreview", self.instrument)
        if request.user.is_authenticated and not may:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"language": get_language()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.instrument.best(get_language() or "en", "name")
        return super().get_context_data(**kwargs) | {"instrument": text}

    def form_valid(self, form: DetailsForm) -> HttpResponse:
        try:
            made = joint_reviews.draft(
                instrument=self.instrument,
                details=form.details(),
                by=self.request.user,  # type: ignore[arg-type]  # signed in
                now=timezone.now(),
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        return redirect("policy:review_questions", made.pk)

    def form_invalid(self, form: DetailsForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Led(VerbForm):
    """Something those do who lead the review, while it is in one of ``states``."""

    needs = "leads"
    states: tuple[ReviewState, ...] = (ReviewState.DRAFT,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Back to the page of the review once it has moved on."""
        if self.access.leads and self.access.state not in self.states:
            messages.info(request, _("The review has moved on: this cannot be changed any more."))
            return self.back()
        return super().dispatch(request, *args, **kwargs)


class Leading(KeptForm, Led):
    """Such a form; half-filled ones are kept, and changes of others are not overwritten."""

    def kept_record(self) -> Any:
        """What is edited; None: something new in this review."""
        return

    def kept_key(self) -> str:
        """One half-filled form for each record, or for something new in each review."""
        return str((self.kept_record() or self.review).pk)


class EditReview(Leading, FormView[Any]):
    """Title, reasons and last day; once it is open, the last day only."""

    kept_name = "policy.review"
    template_name = "policy/reviews/form.html"
    states = (ReviewState.DRAFT, ReviewState.ANSWERING)

    def kept_record(self) -> JointReview:
        """The review."""
        return self.review

    def get_form_class(self) -> type[Any]:
        return DetailsForm if self.access.state is ReviewState.DRAFT else ProlongForm

    def get_initial(self) -> dict[str, Any]:
        return DetailsForm.shown(self.review)

    def done(self, form: Any) -> HttpResponse:
        """Store it."""
        is_draft = isinstance(form, DetailsForm)
        joint_reviews.change(
            review=self.review,
            details=form.details() if is_draft else form.details(self.review),
            seen=joint_reviews.version(self.review),
            by=self.user,
            now=self.now,
        )
        return self.back(_("Saved."))


class Seats(Leading, FormView[GuestForm]):
    """Who is invited, and who has answered."""

    kept_name = "policy.review_guest"
    template_name = "policy/reviews/seats.html"
    form_class = GuestForm
    states = (ReviewState.DRAFT, ReviewState.ANSWERING)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.review, "language": self.language}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group = getattr(self.review.instrument, "group", None)
        members = group.members.filter(left_on=None) if group else ()
        return super().get_context_data(**kwargs) | {
            "lines": review_reading.seat_lines(self.review, self.language),
            "members": members,
            "fewest": joint_reviews.FEWEST_REVIEWERS,
        }

    def done(self, form: GuestForm) -> HttpResponse:
        """Invite."""
        joint_reviews_seats.invite(
            review=self.review, guest=form.guest(), by=self.user, now=self.now
        )
        messages.success(self.request, _("Invited."))
        return redirect("policy:review_seats", self.review.pk)


class RemoveSeat(Led):
    """Takes a seat away."""

    http_method_names = ["post"]
    states = (ReviewState.DRAFT, ReviewState.ANSWERING)

    def post(self, request: HttpRequest, pk: int, seat: int) -> HttpResponse:
        """Do it, unless somebody answered there."""
        found = get_object_or_404(Reviewer, pk=seat, review=self.review)
        try:
            joint_reviews_seats.uninvite(seat=found, by=self.user, now=self.now)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("policy:review_seats", pk)


class Publish(Leading, FormView[PublishForm]):
    """The last look before everybody sees it."""

    kept_name = "policy.review_publish"
    template_name = "policy/reviews/form.html"
    form_class = PublishForm
    states = (ReviewState.DISCUSSING,)
    extra_context = {"is_publishing": True}

    def done(self, form: PublishForm) -> HttpResponse:
        """Freeze and publish."""
        joint_reviews.publish(
            review=self.review,
            conclusion=form.cleaned_data["conclusion"],
            by=self.user,
            now=self.now,
        )
        return self.back(_("The review is published."))


class Step(OfReview):
    """One of the steps a button takes: ``do`` names it."""

    needs = "leads"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take it, or say why not."""
        steps: dict[str, Callable[[], HttpResponse]] = {
            "open": self._open,
            "reveal": self._reveal,
            "remind": self._remind,
            "cancel": self._cancel,
            "repeat": self._repeat,
        }
        step = steps.get(request.POST.get("do", ""))
        if step is None:
            raise Http404
        try:
            return step()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.back()

    def _open(self) -> HttpResponse:
        joint_reviews.open_(review=self.review, by=self.user, now=self.now)
        return self.back(_("The reviewers are invited."))

    def _reveal(self) -> HttpResponse:
        joint_reviews.reveal(review=self.review, by=self.user, now=self.now)
        return self.back(_("The answers are shown to those who gave them."))

    def _remind(self) -> HttpResponse:
        sent = joint_reviews_seats.remind(review=self.review, by=self.user, now=self.now)
        said = ngettext("%(sent)d reminder sent.", "%(sent)d reminders sent.", sent)
        return self.back(said % {"sent": sent})

    def _cancel(self) -> HttpResponse:
        joint_reviews.cancel(review=self.review, by=self.user, now=self.now)
        return self.back(_("The review is cancelled."))

    def _repeat(self) -> HttpResponse:
        fresh = joint_reviews_rounds.repeat(review=self.review, by=self.user, now=self.now)
        return redirect("policy:review", fresh.pk)
