"""Imports from registers."""

from django.urls import path

from secon.enterprises.views.register_runs import (
    ApplyView,
    ColumnsView,
    DecideView,
    DropView,
    ProblemsView,
    RunView,
)
from secon.enterprises.views.registers import (
    AddSourceView,
    ChangeSourceView,
    SourcesView,
    SourceView,
)

urlpatterns = [
    path("desk/registers/", SourcesView.as_view(), name="registers"),
    path("desk/registers/add/", AddSourceView.as_view(), name="register_add"),
    path("desk/registers/<int:pk>/", SourceView.as_view(), name="register"),
    path("desk/registers/<int:pk>/change/", ChangeSourceView.as_view(), name="register_change"),
    path("desk/imports/<int:pk>/", RunView.as_view(), name="import"),
    path("desk/imports/<int:pk>/columns/", ColumnsView.as_view(), name="import_columns"),
    path("desk/imports/<int:pk>/apply/", ApplyView.as_view(), name="import_apply"),
    path("desk/imports/<int:pk>/drop/", DropView.as_view(), name="import_drop"),
    path("desk/imports/<int:pk>/problems.csv", ProblemsView.as_view(), name="import_problems"),
    path("desk/imports/<int:pk>/rows/<int:number>/", DecideView.as_view(), name="import_decide"),
]
