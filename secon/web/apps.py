from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "secon.web"
    label = "web"

    def ready(self) -> None:
        """Join what the apps below do not know of each other."""
        from secon.enterprises.domain import awards  # noqa: PLC0415 -- app ready
        from secon.procurement.domain import social_enterprises  # noqa: PLC0415 -- app ready
        from secon.web.domain.awards import awards_of  # noqa: PLC0415 -- app ready
        from secon.web.domain.search import index  # noqa: PLC0415 -- app ready
        from secon.web.domain.social_enterprises import numbers  # noqa: PLC0415 -- app ready

        awards.add_source(awards_of)
        social_enterprises.add_source(numbers)
        index.watch()
