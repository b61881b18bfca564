"""What waits for a region's decision."""

from django.urls import path

from secon.enterprises.views.desk import (
    ChangeView,
    ClaimDecisionView,
    DeskView,
    EndView,
    RelistView,
    VerifyView,
)

urlpatterns = [
    path("desk/", DeskView.as_view(), name="desk"),
    path("desk/changes/<int:pk>/", ChangeView.as_view(), name="change"),
    path("desk/claims/<int:pk>/", ClaimDecisionView.as_view(), name="claim_decision"),
    path("<int:pk>/verify/", VerifyView.as_view(), name="verify"),
    path("<int:pk>/end/", EndView.as_view(), name="end"),
    path("<int:pk>/relist/", RelistView.as_view(), name="relist"),
]
