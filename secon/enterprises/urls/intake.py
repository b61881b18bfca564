"""Ways in for enterprises and citizens."""

from django.urls import path

from secon.enterprises.views.editing import (
    ContactsView,
    EditView,
    RemoveContactView,
    TextsView,
)
from secon.enterprises.views.intake import (
    ClaimView,
    FindView,
    LeaveView,
    MineView,
    NewView,
    WithdrawView,
)
from secon.enterprises.views.suggestions import CorrectView, SuggestView

urlpatterns = [
    path("add/", FindView.as_view(), name="add"),
    path("add/entry/", NewView.as_view(), name="new"),
    path("suggest/", SuggestView.as_view(), name="suggest"),
    path("mine/", MineView.as_view(), name="mine"),
    path("mine/<int:pk>/leave/", LeaveView.as_view(), name="leave"),
    path("mine/changes/<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/edit/", EditView.as_view(), name="edit"),
    path("<int:pk>/texts/<str:language>/", TextsView.as_view(), name="texts"),
    path("<int:pk>/contacts/", ContactsView.as_view(), name="contacts"),
    path("mine/contacts/<int:pk>/remove/", RemoveContactView.as_view(), name="remove_contact"),
    path("<int:pk>/claim/", ClaimView.as_view(), name="claim"),
    path("<int:pk>/correct/", CorrectView.as_view(), name="correct"),
]
