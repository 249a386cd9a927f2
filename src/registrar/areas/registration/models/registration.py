"""Registrations: who has a seat in which group."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

COUNT_INSERTED = """
    UPDATE registration_subjectgroup g SET seats_taken = g.seats_taken + n.seats
    FROM (SELECT group_id, count(*) AS seats FROM new_values WHERE state = 'registered' GROUP BY group_id) n
    WHERE g.id = n.group_id;
    RETURN NULL;
"""
COUNT_UPDATED = """
    UPDATE registration_subjectgroup g SET seats_taken = g.seats_taken + d.seats
    FROM (
        SELECT group_id, sum(seats) AS seats FROM (
            SELECT group_id, 1 AS seats FROM new_values WHERE state = 'registered'
            UNION ALL
            SELECT group_id, -1 FROM old_values WHERE state = 'registered'
        ) moves GROUP BY group_id HAVING sum(seats) <> 0
    ) d
    WHERE g.id = d.group_id;
    RETURN NULL;
"""
COUNT_DELETED = """
    UPDATE registration_subjectgroup g SET seats_taken = g.seats_taken - o.seats
    FROM (SELECT group_id, count(*) AS seats FROM old_values WHERE state = 'registered' GROUP BY group_id) o
    WHERE g.id = o.group_id;
    RETURN NULL;
"""


def _counter(name: str, operation: pgtrigger.Operation, func: str, **tables: str) -> pgtrigger.Trigger:
    """Return a statement trigger that keeps the groups' seat counts, whoever writes the rows."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=func,
    )


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Registration(models.Model):
    """One student's place in one offering. Ended rows stay: they are the history."""

    class State(models.TextChoices):
        """What became of the place."""

        REGISTERED = "registered", _("Registered")
        DROPPED = "dropped", _("Dropped")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        NULLIFIED = "nullified", _("Nullified")
        REMOVED = "removed", _("Removed")

    class Kind(models.TextChoices):
        """How the student came to take it."""

        NORMAL = "normal", _("Normal")
        RETAKE = "retake", _("Retake")
        ADDITIONAL = "additional", _("Additional")
        ASSIGNED = "assigned", _("Assigned by the department")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="registrations")
    offering = models.ForeignKey("registration.Offering", on_delete=models.PROTECT, related_name="registrations")
    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REGISTERED)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NORMAL)
    category = models.CharField(max_length=14, default="compulsory", help_text="As CurriculumSubject, or additional")
    credits = models.PositiveSmallIntegerField()
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["study", "offering"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "offering"], condition=Q(state="registered"), name="one_live_registration"
            ),
            models.CheckConstraint(condition=Q(state="registered") | Q(ended_at__isnull=False), name="ended_has_a_day"),
        ]
        indexes = [models.Index(fields=["offering", "state"])]
        triggers = [
            _counter("count_inserted", pgtrigger.Insert, COUNT_INSERTED, new="new_values"),
            _counter("count_updated", pgtrigger.Update, COUNT_UPDATED, old="old_values", new="new_values"),
            _counter("count_deleted", pgtrigger.Delete, COUNT_DELETED, old="old_values"),
        ]
