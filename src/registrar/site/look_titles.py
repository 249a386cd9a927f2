"""What the pages are called whose looks are logged (settings.LOOK_TITLES)."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "assessment:proposal": _("Proposal to the board"),
    "awards:transcript": _("Transcript"),
    "finance:account": _("Student account"),
    "finance:note": _("Debit note"),
    "finance:receipt": _("Receipt"),
    "finance:refund": _("Refund"),
    "finance:refund_batch": _("Batch of refunds, with bank accounts"),
    "finance:refund_batch:file": _("Batch of refunds, file for the bank"),
    "finance:refund_batch:csv": _("Batch of refunds, download"),
    "finance:refund_batch:xlsx": _("Batch of refunds, download"),
    "platform:audit": _("Audit trail, changes"),
    "platform:looks": _("Audit trail, looks"),
    "registration:cancel": _("Students hit by a cancellation"),
    "registration:class-list": _("Class list"),
    "registration:class-list:csv": _("Class list, download"),
    "registration:class-list:print": _("Class list, to sign"),
    "registration:class-list:xlsx": _("Class list, download"),
    "registration:enrolment": _("Enrolment list"),
    "registration:enrolment:csv": _("Enrolment list, download"),
    "registration:enrolment:print": _("Enrolment list, to sign"),
    "registration:enrolment:xlsx": _("Enrolment list, download"),
    "registration:zero-subjects": _("Students without subjects"),
    "registration:of-student": _("Subjects of a student"),
    "studies:approvals": _("Student record, approvals"),
    "studies:overrides": _("Overrides in force"),
    "studies:record": _("Student record, results"),
    "studies:standings": _("Student record, standings"),
    "studies:study": _("Student record, overview"),
}
