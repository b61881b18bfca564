from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "secon.practices"
    label = "practices"

    def ready(self) -> None:
        from wagtail.signals import published  # noqa: PLC0415 -- app ready

        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready
        from secon.practices import signals  # noqa: PLC0415 -- app ready
        from secon.practices.domain import own_data  # noqa: PLC0415 -- app ready
        from secon.practices.models import Practice  # noqa: PLC0415 -- app ready

        published.connect(signals.keep_judgement, sender=Practice)
        for kind in own_data.KINDS:
            privacy.register(kind)
