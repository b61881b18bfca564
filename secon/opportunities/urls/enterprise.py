"""What an enterprise does with opportunities, below ``opportunities/``."""

from django.urls import path

from secon.opportunities.views import (
    enterprise,
    enterprise_figures,
    enterprise_files,
    enterprise_joint,
    enterprise_letters,
    enterprise_one,
)

urlpatterns = [
    path("", enterprise.AboutView.as_view(), name="about"),
    path("mine/", enterprise.MineView.as_view(), name="mine"),
    path("figures/", enterprise_figures.FiguresView.as_view(), name="figures"),
    path("letters/", enterprise_letters.LettersView.as_view(), name="letters"),
    path("letters/<int:pk>/", enterprise_letters.LetterView.as_view(), name="letter"),
    path("letters/stop/<str:token>/", enterprise_letters.StopView.as_view(), name="stop_letters"),
    path("feed/<str:token>/", enterprise_files.FeedView.as_view(), name="feed"),
    path("calendar/<str:token>/", enterprise_files.CalendarView.as_view(), name="calendar"),
    path("together/<int:pk>/", enterprise_joint.JointView.as_view(), name="joint"),
    path("<int:enterprise>/", enterprise.OwnListView.as_view(), name="own"),
    path("<int:enterprise>/list.csv", enterprise_files.CsvView.as_view(), name="own_csv"),
    path("<int:enterprise>/list.json", enterprise_files.JsonView.as_view(), name="own_json"),
    path("<int:enterprise>/list.xlsx", enterprise_files.SpreadsheetView.as_view(), name="own_xlsx"),
    path("<int:enterprise>/addresses/", enterprise_files.FeedKeyView.as_view(), name="feed_key"),
    path("<int:enterprise>/<str:kind>-<int:demand>/", enterprise_one.OneView.as_view(), name="one"),
    path(
        "<int:enterprise>/<str:kind>-<int:demand>/decide/",
        enterprise_one.DecideView.as_view(),
        name="decide",
    ),
    path(
        "<int:enterprise>/<str:kind>-<int:demand>/together/",
        enterprise_joint.ShareView.as_view(),
        name="share",
    ),
]
