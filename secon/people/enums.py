"""What a person may be on the platform, in words that people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """Every role. Citizen comes with the account; all others are granted."""

    CITIZEN = "citizen", pgettext_lazy("role", "Citizen")
    ENTERPRISE = "enterprise", pgettext_lazy("role", "Social enterprise")
    BUYER = "buyer", pgettext_lazy("role", "Public buyer")
    STAKEHOLDER = "stakeholder", pgettext_lazy("role", "Stakeholder")
    PARTNER_EDITOR = "partner_editor", pgettext_lazy("role", "Partner editor")
    LEAD_PARTNER = "lead_partner", pgettext_lazy("role", "Lead partner")
    WEB_ADMIN = "web_admin", pgettext_lazy("role", "Web administrator")
    REVIEWER = "reviewer", pgettext_lazy("role", "Reviewer")
    POLICY_OFFICER = "policy_officer", pgettext_lazy("role", "Policy officer")
    EXPERT = "expert", pgettext_lazy("role", "Thematic expert")

    @property
    def description(self) -> str:
        """What the role lets a person do, shown where it is granted and on their account page."""
        return str(DESCRIPTIONS[self])


DESCRIPTIONS = {
    Role.CITIZEN: _("Everyone with an account. Reads everything public and keeps own settings."),
    Role.ENTERPRISE: _("Speaks for a social enterprise: keeps its entry and answers buyers."),
    Role.BUYER: _("Buys for a public body: looks for suppliers and asks the market."),
    Role.STAKEHOLDER: _("Belongs to a region's stakeholder group and takes part in its meetings."),
    Role.PARTNER_EDITOR: _("Works for a partner: edits that partner's own records."),
    Role.LEAD_PARTNER: _("Works for the lead partner: edits and publishes all partners' records."),
    Role.WEB_ADMIN: _("Runs the site: edits and publishes all records and grants all roles."),
    Role.REVIEWER: _("Reads drafts of all partners to judge them; changes nothing."),
    Role.POLICY_OFFICER: _(
        "Works for the programme: counts published practices and validates policy improvements."
    ),
    Role.EXPERT: _("Advises the programme: judges practices for its database."),
}

# Held in the name of one partner; the others hold for the whole platform.
PARTNER_ROLES = frozenset({Role.STAKEHOLDER, Role.PARTNER_EDITOR, Role.LEAD_PARTNER})
PLATFORM_ROLES = frozenset(
    {
        Role.ENTERPRISE,
        Role.BUYER,
        Role.WEB_ADMIN,
        Role.REVIEWER,
        Role.POLICY_OFFICER,
        Role.EXPERT,
    }
)
# Lets into the editors' desk under /admin/.
STAFF_ROLES = frozenset({Role.PARTNER_EDITOR, Role.LEAD_PARTNER, Role.WEB_ADMIN, Role.REVIEWER})
# Run the records of all partners.
RUNNING_ROLES = frozenset({Role.LEAD_PARTNER, Role.WEB_ADMIN})
# May give some role to others.
GRANTING_ROLES = frozenset({Role.PARTNER_EDITOR, Role.LEAD_PARTNER, Role.WEB_ADMIN})
# Must sign in with a second step.
SECOND_STEP_ROLES = frozenset(
    {
        Role.PARTNER_EDITOR,
        Role.LEAD_PARTNER,
        Role.WEB_ADMIN,
        Role.POLICY_OFFICER,
        Role.EXPERT,
    }
)
