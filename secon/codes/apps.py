from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "secon.codes"
    label = "codes"
