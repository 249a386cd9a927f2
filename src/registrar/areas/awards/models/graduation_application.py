"""Applications for graduation in the portal."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@pghistory.track()
class GraduationApplication(models.Model):
    """One student's application in one term, with the subjects that count as free electives (polyu-2024-25:6K-04).

    Within the window the student may change it. A late one waits for the department; for who doesn't apply the
    department settles the subjects.
    """

    class State(models.TextChoices):
        """How far an application has come."""

        RECORDED = "recorded", pgettext_lazy("application", "Recorded")
        LATE = "late", _("Late: with the department")
        TAKEN_LATE = "taken_late", _("Late, taken")
        DECLINED = "declined", pgettext_lazy("application", "Declined")
        SETTLED = "settled", _("Settled by the department")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="graduation_applications")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, db_index=True)
    free_electives = ArrayField(
        models.CharField(max_length=12), default=list, help_text="Subjects counted as free electives, by code"
    )
    changed = models.BooleanField(default=False, help_text="Other subjects than the audit would take")
    reason = models.CharField(max_length=400, blank=True, help_text="Why it comes late; the department reads it")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-applied_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["study", "term"], name="one_application_a_term"),
            models.CheckConstraint(
                condition=~Q(state__in=["taken_late", "declined", "settled"]) | Q(answered_by__isnull=False),
                name="the_department_answered",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="declined_with_a_reason"),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
