"""Addresses of web, below the language."""

from django.urls import path
from wagtail.views import serve

from secon.web.api import REQUESTS_PER_MINUTE, api
from secon.web.feeds import NewsFeed
from secon.web.views import desk, home, open_data, project, regions, search, statements

app_name = "web"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("regions/", regions.RegionList.as_view(), name="regions"),
    path("regions/<slug:slug>/", regions.RegionDetail.as_view(), name="region"),
    path("search/", search.Search.as_view(), name="search"),
    path("search/search.<str:kind>", search.SearchFile.as_view(), name="search-file"),
    path("project/", project.Project.as_view(), name="project"),
    path("news/", serve, {"path": "news/"}, name="news"),  # the list is an editorial page
    path("news/feed/", NewsFeed(), name="news-feed"),
    path("desk/", desk.DeskView.as_view(), name="desk"),
    path("desk/desk.<slug:kind>", desk.DeskFile.as_view(), name="desk-file"),
    path("accessibility/", statements.Accessibility.as_view(), name="accessibility"),
    path("privacy/", statements.Privacy.as_view(), name="privacy"),
    path("sources/", statements.Sources.as_view(), name="sources"),
    path("data/", open_data.OpenData.as_view(), name="open-data"),
    path(
        "api/",
        statements.ApiGuide.as_view(
            describe=api.get_openapi_schema, rate_per_minute=REQUESTS_PER_MINUTE
        ),
        name="api-guide",
    ),
]
