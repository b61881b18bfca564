"""Where the tenders at hand came from."""

from secon.procurement.enums import RunState
from secon.procurement.models import ImportRun


def latest_run() -> ImportRun | None:
    """The newest finished import, without its quality report; None before the first."""
    return ImportRun.objects.filter(state=RunState.DONE).defer("quality").first()
