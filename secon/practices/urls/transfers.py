"""Addresses of transfers, and of the chains as data."""

from django.urls import URLPattern, path

from secon.practices.views import transfer_lists, transfer_plans, transfer_steps, transfers

urlpatterns: list[URLPattern] = [
    path("transfers/", transfer_lists.TransferList.as_view(), name="transfers"),
    path(
        "transfers/list.<slug:kind>", transfer_lists.TransferFile.as_view(), name="transfers_file"
    ),
    path("chains.<slug:kind>", transfer_lists.ChainFile.as_view(), name="chains_file"),
    path("transfers/<int:pk>/", transfers.TransferView.as_view(), name="transfer"),
    path("transfers/<int:pk>/edit/", transfer_plans.EditPlan.as_view(), name="transfer_edit"),
    path(
        "transfers/<int:pk>/move/<slug:state>/",
        transfer_steps.MoveView.as_view(),
        name="transfer_move",
    ),
    path("transfers/<int:pk>/drop/", transfer_steps.DropView.as_view(), name="transfer_drop"),
    path(
        "transfers/<int:pk>/evidence/",
        transfer_steps.EvidenceView.as_view(),
        name="transfer_evidence",
    ),
    path(
        "transfers/evidence/<int:pk>/remove/",
        transfer_steps.RemoveEvidence.as_view(),
        name="transfer_evidence_remove",
    ),
    path(
        "transfers/evidence/<int:pk>/file/",
        transfers.EvidenceFile.as_view(),
        name="transfer_file",
    ),
    path("<int:pk>/adopt/", transfers.AdoptView.as_view(), name="adopt"),
]
