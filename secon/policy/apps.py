from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "secon.policy"
    label = "policy"
