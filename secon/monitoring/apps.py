from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "secon.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        from secon.monitoring.models import Report, ReportSection  # noqa: PLC0415 -- app ready
        from secon.partnership.domain import texts  # noqa: PLC0415 -- app ready

        texts.register("report", texts.Kind(Report, "monitoring.change_report"))
        texts.register(
            "report-section", texts.Kind(ReportSection, "monitoring.change_reportsection")
        )
