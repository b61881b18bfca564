"""Addresses of improvements."""

from django.urls import path

from secon.policy.views import improvements

urlpatterns = [
    path("improvements/", improvements.ImprovementsView.as_view(), name="improvements"),
    path(
        "improvements/list.<slug:kind>",
        improvements.ImprovementsFile.as_view(),
        name="improvements_file",
    ),
    path(
        "<int:pk>/improvements/new/",
        improvements.NewImprovement.as_view(),
        name="improvement_new",
    ),
    path("improvements/<int:pk>/", improvements.ImprovementPage.as_view(), name="improvement"),
    path(
        "improvements/<int:pk>/edit/",
        improvements.EditImprovement.as_view(),
        name="improvement_edit",
    ),
    path(
        "improvements/<int:pk>/step/",
        improvements.ImprovementStep.as_view(),
        name="improvement_step",
    ),
    path("improvements/files/<int:pk>/", improvements.ProofFile.as_view(), name="proof_file"),
]
