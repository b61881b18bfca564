"""Addresses of practices."""

from django.urls import path

from secon.practices.views.practice import EvidenceView, PracticeView
from secon.practices.views.practices import PracticesFeed, PracticesFile, PracticesView
from secon.practices.views.writing import (
    DiscardView,
    EditPracticeView,
    MineView,
    NewPracticeView,
)

urlpatterns = [
    path("", PracticesView.as_view(), name="list"),
    path("practices.<slug:kind>", PracticesFile.as_view(), name="file"),
    path("feed.xml", PracticesFeed.as_view(), name="feed"),
    path("new/", NewPracticeView.as_view(), name="new"),
    path("mine/", MineView.as_view(), name="mine"),
    path("<int:pk>/edit/", EditPracticeView.as_view(), name="edit"),
    path("<int:pk>/discard/", DiscardView.as_view(), name="discard"),
    path("<int:pk>/evidence/<int:place>/", EvidenceView.as_view(), name="evidence"),
]
own_page = [path("<int:pk>/<slug:slug>/", PracticeView.as_view(), name="practice")]
