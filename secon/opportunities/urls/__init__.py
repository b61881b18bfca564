"""Addresses of opportunities, below ``opportunities/``: one module for each kind of visitor."""

app_name = "opportunities"
urlpatterns: list = []
