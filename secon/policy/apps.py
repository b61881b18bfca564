from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "secon.policy"
    label = "policy"

    def ready(self) -> None:
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready
        from secon.policy.domain import review_own_data  # noqa: PLC0415 -- app ready

        for kind in review_own_data.KINDS:
            privacy.register(kind)
