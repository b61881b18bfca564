from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "secon.places"
    label = "places"
