from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "secon.kernel"
    label = "kernel"
