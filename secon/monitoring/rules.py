"""Who may do what with reports, as predicates (``user.has_perm`` asks them).

Everybody reads a living report and its editions. Those who run the platform write the words and
freeze editions; editors of partners and reviewers may look over the desk.
"""

import rules

from secon.partnership.rules import is_editor_of, is_reviewer, runs_all

rules.add_perm("monitoring.view_desk", is_editor_of | runs_all | is_reviewer)
rules.add_perm("monitoring.freeze_report", runs_all)

for _model in ("report", "reportsection"):
    rules.add_perm(f"monitoring.view_{_model}", runs_all | is_reviewer)
    for _action in ("add", "change", "delete"):
        rules.add_perm(f"monitoring.{_action}_{_model}", runs_all)
