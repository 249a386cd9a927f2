"""What the areas of the rules and of the clause register are called."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

AREAS: dict[str, Any] = {
    "enrolment": _("Enrolment and status"),
    "registration": _("Subject registration"),
    "finance": _("Fees and payment"),
    "assessment": _("Assessment and progression"),
    "exams": _("Examinations"),
    "award": _("Awards and transcripts"),
    "awards": _("Awards and transcripts"),
    "records": _("Student records"),
    "identity": _("Identity and cards"),
    "conduct": _("Conduct and discipline"),
    "appeals": _("Appeals"),
    "nonlocal": _("Non-local students"),
    "minors": _("Students under 18"),
    "campus": _("Campus services"),
    "library": _("Library"),
    "health": _("Health and insurance"),
    "weather": _("Bad weather"),
    "alumni": _("Alumni"),
    "notices": _("Notices and information"),
    "privacy": _("Privacy"),
    "interop": _("Exchange with other systems"),
}

KINDS: dict[str, Any] = {
    "rule": _("Rule"),
    "fee": _("Fee"),
    "process": _("Procedure"),
    "calendar": _("Calendar"),
    "info": _("Information"),
    "service": _("Service"),
    "record": _("Record"),
    "right": _("Right"),
    "notice": _("Notice"),
    "integration": _("Integration"),
}

BINDS_BY: dict[str, Any] = {
    "term": _("the term"),
    "event_date": _("the day of the event"),
    "cohort": _("the year of admission"),
}

RULE_KINDS: dict[str, Any] = {
    "permission": _("Whether something may be done"),
    "acceptance": _("Whether something is accepted"),
    "consequence": _("Whether a consequence strikes"),
    "amount": _("An amount"),
    "date": _("A day or a term"),
    "standing": _("A standing or state"),
    "figure": _("A figure"),
}


def area_name(area: str) -> Any:
    """The name of an area; the bare word where it has none yet."""
    return AREAS.get(area, area)
