"""Who may do what with an enterprise's opportunities, and who sees figures about them.

Those who speak for an enterprise, while it is listed. Without an enterprise: for some.
"""

import rules

from secon.enterprises.rules import is_listed, is_steward
from secon.partnership.rules import is_editor_of, is_reviewer, runs_all

decides = is_listed & is_steward

rules.add_perm("opportunities.view_own", decides)
rules.add_perm("opportunities.decide", decides)
rules.add_perm("opportunities.ask_joint_bid", decides)
rules.add_perm("opportunities.answer_joint_bid", decides)
# Figures of one partner's territory; without a partner: of some.
rules.add_perm("opportunities.view_figures", is_editor_of | runs_all | is_reviewer)
