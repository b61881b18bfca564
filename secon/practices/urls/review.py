"""Addresses of the review."""

from django.urls import path

from secon.practices.views import review as views

urlpatterns = [
    path("review/", views.DeskView.as_view(), name="review_desk"),
    path("review/list.<slug:kind>", views.DeskFile.as_view(), name="review_file"),
    path("review/figures/", views.ScrutinyView.as_view(), name="scrutiny"),
    path("review/<int:pk>/", views.ReviewView.as_view(), name="review"),
    path("standing/<int:pk>/", views.StandingView.as_view(), name="standing"),
]
