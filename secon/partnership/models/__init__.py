"""Partners and project as stored. Every published fact names its page."""

from secon.partnership.models.base import LoadedRecord
from secon.partnership.models.members import Membership
from secon.partnership.models.partner import (
    Partner,
    PartnerName,
    PartnerTerritory,
    PartnerTranslation,
)
from secon.partnership.models.project import (
    BudgetFigure,
    OtherTitle,
    Phase,
    Project,
    ProjectTranslation,
    Semester,
)
from secon.partnership.models.work import (
    Activity,
    ActivityRecord,
    ActivityRecordTranslation,
    ActivityTranslation,
    Aim,
    AimTranslation,
)

__all__ = [
    "Activity",
    "ActivityRecord",
    "ActivityRecordTranslation",
    "ActivityTranslation",
    "Aim",
    "AimTranslation",
    "BudgetFigure",
    "LoadedRecord",
    "Membership",
    "OtherTitle",
    "Partner",
    "PartnerName",
    "PartnerTerritory",
    "PartnerTranslation",
    "Phase",
    "Project",
    "ProjectTranslation",
    "Semester",
]
