from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "secon.policy"
    label = "policy"

    def ready(self) -> None:
        from secon.partnership import signals  # noqa: PLC0415 -- app ready
        from secon.partnership.domain import desk, texts  # noqa: PLC0415 -- app ready
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready
        from secon.policy.domain import (  # noqa: PLC0415 -- app ready
            gaps,
            review_own_data,
            translated,
            waiting,
        )
        from secon.policy.models import Factor, Instrument  # noqa: PLC0415 -- app ready

        for kind in review_own_data.KINDS:
            privacy.register(kind)
        for name, one in translated.KINDS.items():
            texts.register(name, one)
        desk.add_waiting(waiting.for_person)
        desk.add_gaps(gaps.of_partner)
        signals.watch(Instrument, Factor)
