"""Why an office can't be given or taken, in words, and the field it is about."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "unknown_account": ("net_id", _("There is no account with this NetID.")),
    "own_role": ("net_id", _("Nobody gives an office to themselves or takes their own: ask a colleague.")),
    "student_role": ("role", _("Students hold this role through their study.")),
    "department_missing": ("department", _("This office belongs to a department: choose which.")),
    "department_needless": ("department", _("This office is held for the whole University.")),
}
