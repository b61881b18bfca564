"""Addresses of barriers and enabling factors."""

from django.urls import path

from secon.policy.views import factor_desk, factors

urlpatterns = [
    path("barriers/", factors.BarriersView.as_view(), name="barriers"),
    path(
        "barriers/files/<slug:what>.<slug:kind>",
        factors.BarriersFile.as_view(),
        name="barriers_file",
    ),
    path("barriers/new/", factor_desk.NewFactor.as_view(), name="factor_new"),
    path("barriers/<int:pk>/", factors.FactorPage.as_view(), name="factor"),
    path("barriers/<int:pk>/edit/", factor_desk.EditFactor.as_view(), name="factor_edit"),
    path("barriers/<int:pk>/publish/", factor_desk.PublishFactor.as_view(), name="factor_publish"),
    path("barriers/<int:pk>/assess/", factor_desk.AssessFactor.as_view(), name="assess"),
    path(
        "barriers/<int:pk>/instruments/",
        factor_desk.FactorInstruments.as_view(),
        name="factor_instruments",
    ),
    path(
        "barriers/<int:pk>/instruments/<int:instrument>/remove/",
        factor_desk.UnlinkInstrument.as_view(),
        name="factor_unlink",
    ),
    path(
        "barriers/assessments/<int:pk>/withdraw/",
        factor_desk.WithdrawAssessment.as_view(),
        name="assessment_withdraw",
    ),
    path(
        "barriers/assessments/<int:pk>/file/",
        factors.AssessmentFile.as_view(),
        name="assessment_file",
    ),
]
