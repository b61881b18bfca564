from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "secon.people"
    label = "people"

    def ready(self) -> None:
        from secon.kernel import presence  # noqa: PLC0415 -- app ready
        from secon.people.domain import names, own_data  # noqa: PLC0415 -- app ready

        own_data.register_all()
        presence.add_namer(names.public_name)
