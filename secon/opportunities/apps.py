from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "secon.opportunities"
    label = "opportunities"

    def ready(self) -> None:
        from secon.opportunities.domain import own_data  # noqa: PLC0415 -- app ready
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready

        for kind in own_data.KINDS:
            privacy.register(kind)
