from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PracticesConfig(AppConfig):
    name = "secon.practices"
    label = "practices"

    def ready(self) -> None:
        from wagtail.models import WorkflowState  # noqa: PLC0415 -- app ready
        from wagtail.signals import published, workflow_submitted  # noqa: PLC0415 -- app ready

        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready
        from secon.policy.domain import linked  # noqa: PLC0415 -- app ready
        from secon.practices import signals  # noqa: PLC0415 -- app ready
        from secon.practices.domain import (  # noqa: PLC0415 -- app ready
            own_data,
            transfer_chains,
        )
        from secon.practices.models import Practice  # noqa: PLC0415 -- app ready

        published.connect(signals.keep_judgement, sender=Practice)
        post_migrate.connect(signals.set_up_review, sender=self)
        workflow_submitted.connect(
            signals.submission_notifier,
            sender=WorkflowState,
            dispatch_uid=signals.SUBMISSION_UID,
        )
        for kind in own_data.KINDS:
            privacy.register(kind)
        linked.add_chains(transfer_chains.chains_of)
