"""Addresses of joint reviews: ``reviews/…``."""

from django.urls import URLPattern, path

from secon.policy.views.reviews import (
    AnswersFile,
    CompareView,
    MineView,
    ReviewsFile,
    ReviewsView,
    ReviewView,
)
from secon.policy.views.reviews_answering import AnswerModule, AnswerStep, SeatLink, TakeOwn
from secon.policy.views.reviews_discussing import EditAdvice, FollowAdvice, NewAdvice, QuestionView
from secon.policy.views.reviews_leading import (
    EditReview,
    NewReview,
    Publish,
    RemoveSeat,
    Seats,
    Step,
)
from secon.policy.views.reviews_papers import Paper
from secon.policy.views.reviews_questions import EditQuestion, NewQuestion, PickQuestions

urlpatterns: list[URLPattern] = [
    path("reviews/", ReviewsView.as_view(), name="reviews"),
    path("reviews/list.<slug:kind>", ReviewsFile.as_view(), name="reviews_file"),
    path("reviews/mine/", MineView.as_view(), name="reviews_mine"),
    path("reviews/mine/<int:seat>/", TakeOwn.as_view(), name="review_take"),
    path("reviews/seat/<str:token>/", SeatLink.as_view(), name="review_seat"),
    path("reviews/new/<int:instrument>/", NewReview.as_view(), name="review_new"),
    path("reviews/<int:pk>/", ReviewView.as_view(), name="review"),
    path("reviews/<int:pk>/answers.<slug:kind>", AnswersFile.as_view(), name="review_file"),
    path("reviews/<int:pk>/review.<slug:kind>", Paper.as_view(), name="review_paper"),
    path("reviews/<int:pk>/compare/", CompareView.as_view(), name="review_compare"),
    path("reviews/<int:pk>/step/", Step.as_view(), name="review_step"),
    path("reviews/<int:pk>/edit/", EditReview.as_view(), name="review_edit"),
    path("reviews/<int:pk>/questions/", PickQuestions.as_view(), name="review_questions"),
    path("reviews/<int:pk>/questions/new/", NewQuestion.as_view(), name="review_question_new"),
    path(
        "reviews/<int:pk>/questions/<int:question>/edit/",
        EditQuestion.as_view(),
        name="review_question_edit",
    ),
    path(
        "reviews/<int:pk>/questions/<int:question>/", QuestionView.as_view(), name="review_question"
    ),
    path("reviews/<int:pk>/reviewers/", Seats.as_view(), name="review_seats"),
    path(
        "reviews/<int:pk>/reviewers/<int:seat>/remove/",
        RemoveSeat.as_view(),
        name="review_seat_remove",
    ),
    path("reviews/<int:pk>/answers/", AnswerStep.as_view(), name="review_answers"),
    path("reviews/<int:pk>/answers/<slug:module>/", AnswerModule.as_view(), name="review_answer"),
    path("reviews/<int:pk>/recommendations/new/", NewAdvice.as_view(), name="review_advice_new"),
    path(
        "reviews/<int:pk>/recommendations/<int:advice>/edit/",
        EditAdvice.as_view(),
        name="review_advice_edit",
    ),
    path(
        "reviews/<int:pk>/recommendations/<int:advice>/",
        FollowAdvice.as_view(),
        name="review_advice",
    ),
    path("reviews/<int:pk>/publish/", Publish.as_view(), name="review_publish"),
]
