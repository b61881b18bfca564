"""Addresses of the directory, below ``enterprises/``: one module for each kind of visitor."""

from secon.enterprises.urls import (
    desk,
    directory,
    embeds,
    frames,
    intake,
    profile,
    readers,
    registers,
)

app_name = "enterprises"
urlpatterns = [
    *directory.urlpatterns,  # the list, its map and its downloads
    *frames.urlpatterns,  # what counts as a social enterprise; coverage
    *readers.urlpatterns,  # subscriptions
    *embeds.urlpatterns,  # maps in other sites
    *intake.urlpatterns,  # register, suggest, claim, correct, confirm
    *desk.urlpatterns,  # what waits for a region
    *registers.urlpatterns,  # imports
    *profile.urlpatterns,  # one enterprise: <pk>/<slug>/ and below
]
