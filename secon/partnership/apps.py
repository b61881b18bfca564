from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "secon.partnership"
    label = "partnership"
