from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "secon.partnership"
    label = "partnership"

    def ready(self) -> None:
        from secon.partnership import signals  # noqa: PLC0415 -- app ready
        from secon.partnership.domain import desk, gaps, members, own_data  # noqa: PLC0415 -- app ready
        from secon.partnership.models import Partner  # noqa: PLC0415 -- app ready
        from secon.people.domain import privacy, roles  # noqa: PLC0415 -- app ready

        roles.add_source(members.held_at_partners)
        privacy.register(own_data.ROLES_AT_PARTNERS)
        desk.add_waiting(gaps.unsaved)
        signals.watch(Partner)
