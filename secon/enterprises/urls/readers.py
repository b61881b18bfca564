"""Subscriptions, and the pages behind the links of letters."""

from django.urls import path

from secon.enterprises.views.readers import ConfirmView, LettersView, SubscribeView

urlpatterns = [
    path("letters/", SubscribeView.as_view(), name="subscribe"),
    path("letters/<str:token>/", LettersView.as_view(), name="letters"),
    path("confirm/<str:token>/", ConfirmView.as_view(), name="confirm"),
]
