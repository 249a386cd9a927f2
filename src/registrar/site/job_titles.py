"""What the jobs of all areas are called (settings.JOB_TITLES)."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "assessment.run_board": _("Board run"),
    "assessment.release_due_results": _("Release of results on their day"),
    "registration.list_light_loads": _("List of light study loads after add/drop"),
    "registration.remove_unqualified": _("Removal of follow-on subjects after a fail"),
}
