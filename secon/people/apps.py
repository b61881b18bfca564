from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "secon.people"
    label = "people"

    def ready(self) -> None:
        from secon.people.domain import own_data  # noqa: PLC0415 -- app ready

        own_data.register_all()
