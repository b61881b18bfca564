from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "secon.opportunities"
    label = "opportunities"

    def ready(self) -> None:
        from secon.opportunities.domain import (  # noqa: PLC0415 -- app ready
            buyer_own_data,
            own_data,
        )
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready

        for kind in (*own_data.KINDS, *buyer_own_data.KINDS):
            privacy.register(kind)
