"""What the records of the audit trail are called (settings.RECORD_TITLES)."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "assessment.BoardRun": _("Board run"),
    "assessment.GradeEntry": _("Grade"),
    "assessment.GradeSheet": _("Grade sheet"),
    "assessment.Proposal": _("Proposal to the board"),
    "catalogue.Programme": _("Programme"),
    "catalogue.Subject": _("Subject"),
    "catalogue.Term": _("Term"),
    "finance.DebitNote": _("Debit note"),
    "people.Person": _("Person"),
    "people.RoleAssignment": _("Office held"),
    "registration.ClosedList": _("Closed waiting list"),
    "registration.Ballot": _("Ballot"),
    "registration.BallotEntry": _("List of wishes in a ballot"),
    "registration.Offering": _("Offering"),
    "registration.Registration": _("Registration"),
    "registration.ReservedPlaces": _("Reserved places"),
    "registration.SubjectGroup": _("Subject group"),
    "registration.SubjectRequest": _("Request to the department about a subject"),
    "registration.WaitingEntry": _("Place in a waiting list"),
    "registration.WaiverMark": _("Waiver of a pre-requisite, said by the department"),
    "registration.WithdrawalOpinion": _("Opinion on leaving a subject"),
    "registration.WithdrawalRequest": _("Request to leave a subject"),
    "studies.Approval": _("Approval"),
    "studies.StatusChange": _("Change of status"),
    "studies.Study": _("Study"),
    "studies.SubjectResult": _("Subject result"),
    "studies.TermStanding": _("Standing"),
}
