"""What can be approved for a student, and by which form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.kernel import Citation
from registrar.rulebook import rule_named


@dataclass(frozen=True)
class ApprovalKind:
    """A kind of approval: its form code, whether it names a term, a subject and a figure, and who grants it.

    `binds_registration` kinds must come before add/drop ends (`request` is then the rule's name for them). `waives` is
    the rule and the role of the clause that an approval lifts; what no clause lets anybody lift has no kind.
    `additional_year_for` is what a self-financing year is for, as the fee rules name it.
    """

    key: str
    label: Any
    form: str = ""
    term: bool = True
    subject: bool = False
    number: Any = ""
    heads_only: bool = False
    request: str = ""
    waives: tuple[str, str] | None = None
    additional_year_for: str = ""


KINDS = {
    kind.key: kind
    for kind in (
        ApprovalKind(
            "credit_ceiling",
            _("More credits"),
            number=_("Credits allowed"),
            heads_only=True,
            waives=("registration.credit_ceiling", "ceiling"),
        ),
        ApprovalKind(
            "probation_load",
            _("Load on academic probation"),
            "AR150",
            number=_("Credits allowed"),
            waives=("registration.credit_ceiling", "probation"),
        ),
        ApprovalKind(
            "light_load",
            _("Fewer credits than a full-time load"),
            "AR121",
            request="light_load",
            waives=("registration.light_load", "light_load"),
        ),
        ApprovalKind(
            "second_retake",
            _("Second retake of a subject"),
            "AR160",
            subject=True,
            request="second_retake",
            waives=("registration.retake", "second"),
        ),
        ApprovalKind(
            "prerequisite_waiver",
            _("Waiver of a pre-requisite"),
            subject=True,
            request="special_approval",
            waives=("registration.requisites", "waiver"),
        ),
        ApprovalKind(
            "corequisite_waiver",
            _("Waiver of a co-requisite"),
            subject=True,
            request="special_approval",
            waives=("registration.requisites", "department"),
        ),
        ApprovalKind(
            "exclusion_waiver",
            _("Waiver of an exclusion"),
            subject=True,
            request="special_approval",
            waives=("registration.requisites", "department"),
        ),
        ApprovalKind(
            "drop_assigned",
            _("Dropping an assigned subject"),
            subject=True,
            request="drop_assigned",
            waives=("registration.assigned_subject_drop", "assigned"),
        ),
        ApprovalKind(
            "zero_subject", _("Zero-subject enrolment"), "AR112", waives=("registration.last_subject_drop", "last")
        ),
        ApprovalKind("deferment", _("Deferment of study"), "AR7", waives=("registration.last_subject_drop", "last")),
        ApprovalKind(
            "additional_year",
            _("Additional self-financing year of a double major"),
            number=_("Extra credits"),
            heads_only=True,
            additional_year_for="double_major",
        ),
        ApprovalKind(
            "additional_year_degree",
            _("Additional self-financing year of a double degree"),
            number=_("Extra credits"),
            heads_only=True,
            additional_year_for="double_degree",
        ),
        ApprovalKind("extension", _("Study beyond the normal duration"), "AR9"),
        ApprovalKind(
            "professional_exception",
            _("Another share taken here, as a professional body stipulates"),
            term=False,
            heads_only=True,
            waives=("award.eligibility", "taken_here"),
        ),
        ApprovalKind(
            "exceptional_entry",
            _("Exceptional entry on a qualification above associate degree or higher diploma"),
            term=False,
            heads_only=True,
            waives=("award.eligibility", "short_curriculum"),
        ),
    )
}


def clauses_waived(kind: ApprovalKind, edition: str = "") -> tuple[Citation, ...]:
    """Return the clauses that an approval of a kind lifts, as the rule declares them, of one edition or of all."""
    if kind.waives is None:
        return ()
    name, role = kind.waives
    return tuple(one for one in rule_named(name).clauses[role] if edition in ("", one.edition))
