"""Legal frames and coverage: ``frames``, ``coverage``, ``coverage_file`` (csv, json)."""

from django.urls import URLPattern, path, re_path

from secon.enterprises.views.coverage import Coverage, CoverageFile
from secon.enterprises.views.frames import Frames

urlpatterns: list[URLPattern] = [
    path("legal-frames/", Frames.as_view(), name="frames"),
    path("coverage/", Coverage.as_view(), name="coverage"),
    re_path(r"^coverage\.(?P<ending>csv|json)$", CoverageFile.as_view(), name="coverage_file"),
]
