"""AR84c: graduating with one of several awards of a programme."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@pghistory.track()
class SpecificAwardApplication(models.Model):
    """One form AR84c: the award (stream) asked for, and what became of it (polyu-2024-25:6K-01, 6K-02, 6K-03).

    The department forwards it to the Board of Examiners, and the approval of the board changes the stream of the study.
    `reply_by` is the last day on which the outcome is in time.
    """

    class State(models.TextChoices):
        """How far a form has come."""

        FILED = "filed", _("With the department")
        FORWARDED = "forwarded", _("With the Board of Examiners")
        APPROVED = "approved", pgettext_lazy("application", "Approved")
        REFUSED = "refused", pgettext_lazy("application", "Refused")
        TAKEN_BACK = "taken_back", pgettext_lazy("application", "Taken back")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="award_applications")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    stream = models.ForeignKey("catalogue.Stream", on_delete=models.PROTECT, related_name="+")
    stream_before = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.FILED, db_index=True)
    late = models.BooleanField()
    deadline = models.DateField()
    reply_by = models.DateField()
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    forwarded_at = models.DateTimeField(null=True)
    forwarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.CharField(max_length=400, blank=True, help_text="Of the department, for the board")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=400, blank=True)
    overdue_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-filed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "term"],
                condition=~Q(state__in=["taken_back", "refused"]),
                name="one_award_asked_for_a_term",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["forwarded", "approved", "refused"]) | Q(forwarded_by__isnull=False),
                name="the_department_forwards_it",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="the_board_decides_it",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="refused_with_a_reason"),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
