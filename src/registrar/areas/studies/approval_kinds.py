"""What can be approved for a student, and by which form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ApprovalKind:
    """A kind of approval: its form code, whether it names a term, a subject and a figure, and who grants it.

    `binds_registration` kinds must come before add/drop ends (`request` is then the rule's name for them).
    """

    key: str
    label: Any
    form: str = ""
    term: bool = True
    subject: bool = False
    number: Any = ""
    heads_only: bool = False
    request: str = ""


KINDS = {
    kind.key: kind
    for kind in (
        ApprovalKind("credit_ceiling", _("More credits"), number=_("Credits allowed"), heads_only=True),
        ApprovalKind("probation_load", _("Load on academic probation"), "AR150", number=_("Credits allowed")),
        ApprovalKind("light_load", _("Fewer credits than a full-time load"), "AR121", request="light_load"),
        ApprovalKind("second_retake", _("Second retake of a subject"), "AR160", subject=True, request="second_retake"),
        ApprovalKind("prerequisite_waiver", _("Waiver of a pre-requisite"), subject=True, request="special_approval"),
        ApprovalKind("drop_assigned", _("Dropping an assigned subject"), subject=True),
        ApprovalKind("zero_subject", _("Zero-subject enrolment"), "AR112"),
        ApprovalKind("deferment", _("Deferment of study"), "AR7"),
        ApprovalKind("extension", _("Study beyond the normal duration, until"), "AR9"),
    )
}
