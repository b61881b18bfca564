from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "secon.monitoring"
    label = "monitoring"
