from django.apps import AppConfig
from django.core import checks


class EnterprisesConfig(AppConfig):
    name = "secon.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        from secon.enterprises.checks import examples_in_production  # noqa: PLC0415 -- app ready
        from secon.enterprises.domain import own_data, waiting  # noqa: PLC0415 -- app ready
        from secon.partnership.domain import desk  # noqa: PLC0415 -- app ready
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready

        checks.register(examples_in_production, deploy=True)

        for kind in own_data.KINDS:
            privacy.register(kind)
        desk.add_waiting(waiting.for_person)
