from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "secon.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        from secon.enterprises.domain import own_data  # noqa: PLC0415 -- app ready
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready

        for kind in own_data.KINDS:
            privacy.register(kind)
