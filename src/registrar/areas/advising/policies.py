"""Who may see what a study still needs, and who may change it."""

import rules

from registrar.areas.people.policies import Role, has_role, is_auditor, is_board, is_department, is_registry, is_student
from registrar.areas.studies.policies import advises, is_advisor, office_of_programme, own_study

rules.add_perm("advising.view_own", is_student)
rules.add_perm(
    "advising.view_degree",
    own_study | is_registry | is_auditor | is_board | (is_department & office_of_programme) | (is_advisor & advises),
)
rules.add_perm("advising.list_degrees", is_department | is_registry | is_auditor | is_board | is_advisor)
rules.add_perm("advising.record_exception", is_registry | (is_department & office_of_programme))
rules.add_perm("advising.advise", has_role(Role.ADVISOR))

in_circle = is_registry | (is_department & office_of_programme) | (is_advisor & advises)
rules.add_perm("advising.view_advising", in_circle)
rules.add_perm("advising.record_meeting", (is_advisor & advises) | (is_department & office_of_programme))
rules.add_perm("advising.hand_in", is_student)
