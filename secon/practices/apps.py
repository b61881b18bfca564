from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PracticesConfig(AppConfig):
    name = "secon.practices"
    label = "practices"

    def ready(self) -> None:
        from django.core import checks  # noqa: PLC0415 -- app ready
        from wagtail.models import WorkflowState  # noqa: PLC0415 -- app ready
        from wagtail.signals import published, workflow_submitted  # noqa: PLC0415 -- app ready

        from secon.partnership.domain import desk, texts  # noqa: PLC0415 -- app ready
        from secon.people.domain import privacy  # noqa: PLC0415 -- app ready
        from secon.policy.domain import linked  # noqa: PLC0415 -- app ready
        from secon.practices import signals  # noqa: PLC0415 -- app ready
        from secon.practices.checks import limits_fit  # noqa: PLC0415 -- app ready
        from secon.practices.domain import (  # noqa: PLC0415 -- app ready
            answering,
            gaps,
            own_data,
            transfer_chains,
            waiting,
        )
        from secon.practices.models import Practice, Transfer  # noqa: PLC0415 -- app ready
        from secon.practices.views.practice import preview_context  # noqa: PLC0415 -- app ready

        checks.register(limits_fit)
        Practice.preview_context = preview_context
        published.connect(signals.keep_judgement, sender=Practice)
        post_migrate.connect(signals.set_up_review, sender=self)
        workflow_submitted.connect(
            signals.submission_notifier,
            sender=WorkflowState,
            dispatch_uid=signals.SUBMISSION_UID,
        )
        for kind in own_data.KINDS:
            privacy.register(kind)
        linked.add_answers(answering.answers_of)
        linked.add_chains(transfer_chains.chains_of)
        texts.register("practice", texts.Kind(Practice, "practices.translate_practice"))
        texts.register("transfer", texts.Kind(Transfer, "practices.change_transfer"))
        desk.add_waiting(waiting.for_person)
        desk.add_gaps(gaps.of_partner)
