"""Addresses of web, below the language."""

from django.urls import path
from wagtail.views import serve

from secon.web.feeds import NewsFeed

app_name = "web"
urlpatterns = [
    path("news/", serve, {"path": "news/"}, name="news"),  # the list is an editorial page
    path("news/feed/", NewsFeed(), name="news-feed"),
]
