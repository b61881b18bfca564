from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "secon.people"
    label = "people"
