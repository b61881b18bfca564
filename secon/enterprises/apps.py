from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "secon.enterprises"
    label = "enterprises"
