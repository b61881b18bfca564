"""Addresses of codes: ``search`` (/codes/), ``code`` (/codes/<code>/), ``suggest`` (htmx)."""

from django.urls import path, re_path

from secon.codes import views

app_name = "codes"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    re_path(r"^(?P<code>\d{8})/$", views.code, name="code"),
]
