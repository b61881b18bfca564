from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "secon.practices"
    label = "practices"
