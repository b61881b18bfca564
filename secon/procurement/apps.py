from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "secon.procurement"
    label = "procurement"
