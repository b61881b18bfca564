from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "secon.opportunities"
    label = "opportunities"
