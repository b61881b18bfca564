from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "secon.web"
    label = "web"
